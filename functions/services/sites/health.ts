import type { SiteHealth } from "../../../domain/wire/site-health.ts";
import type { TenantContext } from "../../context.ts";
import type { SiteSurvey, SiteSurveysRepository } from "../../db/repositories/site-surveys.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { found } from "../../errors.ts";
import { type PinnedFile, withSnippet } from "./snippet.ts";

/** Surveys of a site that are looked at: twice what a page is ever told of. */
export const MOST_SURVEYS = 100;

/** One site: what its pages reported and what they are told. @throws AppError not_found */
export async function siteHealth(
  ctx: TenantContext,
  deps: {
    sites: SitesRepository;
    siteSurveys: SiteSurveysRepository;
    settings: { PUBLIC_ORIGIN: string };
    widget: PinnedFile;
  },
  id: string,
): Promise<SiteHealth> {
  const site = found(await deps.sites.get(ctx.workspace, id));
  const surveys = await deps.siteSurveys.list(ctx.workspace, id, MOST_SURVEYS);
  return {
    site: withSnippet(deps.settings, site, deps.widget),
    now: ctx.now,
    changed: newestChange(surveys),
    surveys: surveys.map(({ id, name, state, since }) => ({ id, name, state, since })),
  };
}

function newestChange(surveys: readonly SiteSurvey[]): SiteHealth["changed"] {
  const changes = surveys.flatMap(({ id, name, state, since, publishedAt }) => {
    if (state === "draft") return [];
    const survey = { id, name };
    const published = publishedAt ?? 0;
    // Going live by its first version is one change, and told as that.
    return [
      published >= since
        ? { at: published, survey, what: "published" as const }
        : { at: since, survey, what: state },
    ];
  });
  return changes.toSorted((a, b) => b.at - a.at)[0] ?? null;
}

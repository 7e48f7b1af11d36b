import { templateOf } from "../../../domain/survey/templates.ts";
import type { CreateSurvey, Survey } from "../../../domain/wire/surveys.ts";
import type { TenantContext } from "../../context.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import type { SurveysRepository } from "../../db/repositories/surveys.ts";
import { AppError } from "../../errors.ts";
import { createSite } from "../sites/create.ts";
import { addSurvey } from "./add.ts";
import { readSurvey } from "./read.ts";

/**
 * A new draft from a template, on the given site or the workspace's first; a workspace without one
 * gets its first site by this, so that a newcomer's first survey needs no detour.
 * @throws AppError invalid when the workspace has no such site
 */
export async function createSurvey(
  ctx: TenantContext,
  deps: {
    surveys: SurveysRepository;
    sites: SitesRepository;
    settings: { PUBLIC_ORIGIN: string };
  },
  { site: wanted, name, template }: CreateSurvey,
): Promise<Survey> {
  const sites = await deps.sites.list(ctx.workspace);
  const site =
    wanted === undefined
      ? (sites[0] ?? (await createSite(ctx, deps, { name: "My website", origins: [] })))
      : sites.find((s) => s.id === wanted);
  if (!site) throw new AppError("invalid", { fields: { site: "no such site" } });
  const survey = { site: site.id, name, draft: templateOf(template), demo: false };
  return readSurvey(
    ctx,
    deps,
    await addSurvey(ctx, deps, survey, "survey.create", { name, template }),
  );
}

import { discoveryLimit, planRefit, type RefitPlan } from "../../../domain/themes/index.ts";
import type { Context } from "../../context.ts";
import type { Lease } from "../../db/repositories/jobs.ts";
import type {
  StoredRefit,
  StoredRefitDiff,
  StoredRefitPlan,
  ThemeRefitsRepository,
} from "../../db/repositories/theme-refits.ts";
import type { Cursors, StoredFacet, StoredTheme } from "../../db/repositories/themes.ts";
import type { ThemedSurvey } from "../../db/repositories/theme-runs.ts";
import { leased } from "../jobs/lease.ts";
import type { RunDeps } from "./advance.ts";
import { facetsOf, themesFor } from "./catalogue.ts";
import { themeId } from "./discover.ts";
import { modelFor } from "./model.ts";
import { verbatimOf } from "./reading.ts";

export type RefitDeps = RunDeps & { themeRefits: ThemeRefitsRepository };

const LEASE_MS = 120_000;
/** Failures before a re-fit is given up. */
const MOST_FAILURES = 3;
/** Workspaces a minute. */
const MOST_WORKSPACES = 3;
/** Quotes kept of each new theme. */
const QUOTES = 3;

type Cursor = { id: string; failures: number };

/** Goes on with re-fits that nobody works on; the minute job calls it. */
export async function continueRefits(ctx: Context, deps: RefitDeps): Promise<void> {
  for (const workspace of await deps.themeRefits.workspacesWaiting(MOST_WORKSPACES))
    await advanceRefits(ctx, deps, workspace);
}

/**
 * Works out the re-fit of a workspace that waits longest, as one step that writes once: a runner that
 * died leaves it waiting. It may take ten seconds of CPU. A second caller at the same time does nothing.
 */
export async function advanceRefits(
  ctx: Context,
  deps: RefitDeps,
  workspace: string,
): Promise<void> {
  await leased(ctx, deps, `refit:${workspace}`, LEASE_MS, async (lease) => {
    const refit = await deps.themeRefits.waiting(workspace);
    if (!refit) return;
    const before = lease.cursor as Cursor | null;
    const failures = before?.id === refit.id ? before.failures : 0;
    if (failures >= MOST_FAILURES) {
      await deps.themeRefits.fail(workspace, lease, refit.id, ctx.now);
      return;
    }
    // Counted before it is tried: what takes a Worker's life leaves no word.
    await deps.jobs.advance(lease, { id: refit.id, failures: failures + 1 } satisfies Cursor);
    await fitAnew(ctx, deps, workspace, lease, refit);
  });
}

async function fitAnew(
  ctx: Context,
  deps: RefitDeps,
  workspace: string,
  lease: Lease,
  { id, surveyId, startedAt }: StoredRefit,
): Promise<void> {
  const survey = await deps.themeRuns.survey(workspace, surveyId);
  if (!survey) {
    await deps.themeRefits.fail(workspace, lease, id, ctx.now);
    return;
  }
  const [{ stored, mark }, others, open] = await Promise.all([
    deps.themes.curation(workspace),
    deps.themes.cursors(workspace),
    deps.verbatims.newest(workspace, survey, discoveryLimit),
  ]);
  const texts = open.map((text) => verbatimOf(surveyId, text));
  const plan = planRefit({
    model: await modelFor(deps, texts),
    refitId: id,
    surveyId,
    at: startedAt,
    themes: themesFor(surveyId, stored),
    texts,
    newId: (ordinal) => themeId(id, ordinal),
  });
  await deps.themeRefits.ready(
    workspace,
    lease,
    id,
    storedPlan(plan, survey, stored, others, mark),
    diffOf(plan, stored, texts.length),
  );
}

/** With what only is stored: where every other survey stands for each facet. */
function storedPlan(
  plan: RefitPlan,
  survey: ThemedSurvey,
  stored: readonly StoredTheme[],
  cursors: Cursors,
  mark: string,
): StoredRefitPlan {
  const known = new Map(stored.map((theme) => [theme.id, theme]));
  const facets: Record<string, StoredFacet[]> = {};
  for (const [id, list] of Object.entries(plan.facets)) {
    const theme = known.get(id);
    if (!theme) continue;
    const was = facetsOf(theme);
    const reached = reachOf(was, survey.id, cursors);
    facets[id] = list.flatMap(({ from, facet }): StoredFacet[] => {
      if (from === null) return [{ ...facet, others: reached }];
      const one = was[from];
      if (!one) return [];
      const since = one.surveyId === survey.id ? facet.since : one.since;
      return [{ ...one, centroid: facet.centroid, since }];
    });
  }
  return {
    mark,
    space: plan.space,
    facets,
    closed: [...plan.closed],
    created: plan.created.map((theme) => ({
      id: theme.id,
      label: theme.label,
      pinned: false,
      muted: false,
      status: "archived",
      parentId: theme.parentId,
      mergedInto: null,
      space: plan.space,
      model: {
        label: theme.label,
        status: "archived",
        parentId: theme.parentId,
        facets: theme.facets.map((facet) => ({ ...facet, others: cursors })),
        exemplars: theme.exemplars,
        createdRun: theme.createdRun,
        until: {},
      },
      createdAt: theme.createdAt,
      updatedAt: theme.createdAt,
    })),
  };
}

/**
 * Where a facet that takes the place of others begins in other surveys: where the first of them did,
 * so that texts there which name the theme can go on to.
 */
function reachOf(was: readonly StoredFacet[], survey: string, cursors: Cursors): Cursors {
  const own = was.filter(({ surveyId }) => surveyId === survey);
  if (own.length === 0) return cursors;
  return Object.fromEntries(
    Object.keys(cursors).map((id) => [id, Math.min(...own.map(({ others }) => others[id] ?? 0))]),
  );
}

function diffOf(plan: RefitPlan, stored: readonly StoredTheme[], texts: number): StoredRefitDiff {
  const labels = new Map(stored.map(({ id, label }) => [id, label]));
  const of = (id: string) => ({
    id,
    label: labels.get(id) ?? "",
    before: plan.counts.get(id)?.before ?? 0,
    after: plan.counts.get(id)?.after ?? 0,
  });
  const larger = (a: { after: number }, b: { after: number }) => b.after - a.after;
  return {
    texts,
    moved: plan.moved,
    kept: plan.kept.map(of).sort(larger),
    created: plan.created
      .map(({ id, label, parentId, exemplars }) => ({
        id,
        label,
        parent: parentId,
        after: plan.counts.get(id)?.after ?? 0,
        quotes: exemplars.slice(0, QUOTES),
      }))
      .sort(larger),
    archived: plan.closed.map((id) => ({ id, label: of(id).label, before: of(id).before })),
  };
}

import {
  type DiscoveryPlan,
  discoveryLimit,
  planDiscovery,
  reviewFrom,
  type Theme,
  type Verbatim,
} from "../../../domain/themes/index.ts";
import type { Run, ThemedSurvey } from "../../db/repositories/theme-runs.ts";
import type {
  Cursors,
  StoredFacet,
  StoredTheme,
  ThemesRepository,
} from "../../db/repositories/themes.ts";
import type { VerbatimsRepository } from "../../db/repositories/verbatims.ts";
import { facetsOf, themesFor } from "./catalogue.ts";
import { type ModelDeps, modelFor } from "./model.ts";
import { verbatimOf } from "./reading.ts";

export type DiscoverDeps = ModelDeps & {
  themes: ThemesRepository;
  verbatims: VerbatimsRepository;
};

/** What a run's discovery step stores. */
export type Discovered = {
  created: StoredTheme[];
  widened: Pick<StoredTheme, "id" | "model">[];
  diff: Run["diff"];
  /** From now on themes of this survey are proposed. */
  reviewed: boolean;
};

/**
 * Looks for themes among the survey's texts that have none, and for sub-themes among those that
 * arrived since. Reads only what the run covers and writes nothing, so that a run which died here
 * comes to the same result. @param from last row of the run before
 */
export async function discoverThemes(
  workspace: string,
  deps: DiscoverDeps,
  survey: ThemedSurvey,
  run: Run,
  stored: readonly StoredTheme[],
  from: number,
): Promise<Discovered> {
  const residual = await deps.verbatims.residual(workspace, survey, run, from, discoveryLimit);
  const verbatims = await deps.verbatims.corpus(workspace, survey, run.upperRow, reviewFrom);
  const texts = residual.map((text) => verbatimOf(survey.id, text));
  // An edit can send a run back to reading, and so through discovery again.
  const made = run.diff.created.length + run.diff.proposed.length;
  const plan = planDiscovery({
    model: await modelFor(deps, texts),
    runId: run.id,
    surveyId: survey.id,
    since: run.upperRow,
    at: run.startedAt,
    themes: themesFor(survey.id, stored),
    from,
    residual: texts,
    verbatims,
    reviewed: survey.reviewed,
    newId: (ordinal) => themeId(run.id, made + ordinal),
  });
  const labels = await labelsFrom(deps, plan, texts);
  const empty = plan.created.length === 0 && plan.widened.length === 0;
  const others = empty ? {} : await deps.themes.cursors(workspace);
  return {
    ...storedPlan({ ...plan, created: labels }, stored, others, run),
    reviewed: survey.reviewed || verbatims >= reviewFrom,
  };
}

/**
 * The new themes with names from the writer of labels, where one is bound and says something that
 * can be a name; the engine's own names otherwise.
 */
async function labelsFrom(
  { textModel }: DiscoverDeps,
  { created }: DiscoveryPlan,
  texts: readonly Verbatim[],
): Promise<DiscoveryPlan["created"]> {
  if (!textModel) return created;
  const said = new Map(texts.map(({ id, text }) => [id, text]));
  const named: Theme[] = [];
  for (const theme of created) {
    const quotes = theme.exemplars.flatMap((id) => said.get(id) ?? []);
    const taken = named.map(({ label }) => label);
    const label = await textModel.label(quotes, taken).catch(() => null);
    named.push(label === null || taken.includes(label) ? theme : { ...theme, label });
  }
  return named;
}

function storedPlan(
  plan: DiscoveryPlan,
  stored: readonly StoredTheme[],
  others: Cursors,
  run: Run,
): Omit<Discovered, "reviewed"> {
  const facet = (made: Omit<StoredFacet, "others">): StoredFacet => ({ ...made, others });
  const known = new Map(stored.map((theme) => [theme.id, theme]));
  return {
    created: plan.created.map((theme) => {
      const { id, label, parentId, space, createdAt, exemplars, createdRun } = theme;
      const status = theme.status === "proposed" ? "proposed" : "active";
      const facets = theme.facets.map(facet);
      return {
        id,
        label,
        parentId,
        status,
        space,
        pinned: false,
        muted: false,
        mergedInto: null,
        rules: [],
        model: { label, status, parentId, exemplars, createdRun, facets, until: null },
        createdAt,
        updatedAt: createdAt,
      };
    }),
    widened: plan.widened.flatMap(({ id, facets }) => {
      const theme = known.get(id);
      if (!theme) return [];
      const { model } = theme;
      const added = facets.slice(facetsOf(theme).length).map(facet);
      const fitted = model.fitted && { fitted: [...model.fitted, ...added] };
      return [{ id, model: { ...model, ...fitted, facets: [...model.facets, ...added] } }];
    }),
    diff: {
      ...run.diff,
      created: [...run.diff.created, ...idsOf(plan, "active")],
      proposed: [...run.diff.proposed, ...idsOf(plan, "proposed")],
      widened: [...new Set([...(run.diff.widened ?? []), ...plan.widened.map(({ id }) => id)])],
    },
  };
}

function idsOf(plan: DiscoveryPlan, wanted: "active" | "proposed"): string[] {
  return plan.created.filter(({ status }) => status === wanted).map(({ id }) => id);
}

/** The n-th theme that a run makes: the run's own id with its last 12 bits replaced by n. */
export function themeId(run: string, ordinal: number): string {
  return run.slice(0, -3) + ordinal.toString(16).padStart(3, "0");
}

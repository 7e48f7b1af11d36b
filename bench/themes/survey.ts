import {
  discoveryLimit,
  type Model,
  openCatalogue,
  planDiscovery,
  type Reading,
  readSlice,
  reviewFrom,
  rootOf,
  type Theme,
  type Verbatim,
} from "../../domain/themes/index.ts";
import { applyPlan } from "../../domain/themes/run.ts";

/** A survey in memory, after one of its runs. */
export interface Survey {
  verbatims: readonly Verbatim[];
  themes: readonly Theme[];
  /** Of each verbatim, in their order. */
  readings: readonly Reading[];
  /** How many runs it had. */
  runs: number;
}

export const emptySurvey: Survey = { verbatims: [], themes: [], readings: [], runs: 0 };

/**
 * One run over what arrived and what has no theme yet, step by step as the service takes it
 * (functions/services/themes): read, discover among what arrived and what has no theme, the newest
 * of it, read those again.
 */
export function runOver(before: Survey, arrived: readonly Verbatim[], model: Model): Survey {
  const verbatims = [...before.verbatims, ...arrived];
  const last = verbatims.at(-1);
  const from = before.verbatims.at(-1)?.seq ?? 0;
  const run = before.runs + 1;
  const read = [...before.readings, ...readSlice(arrived, openCatalogue(before.themes, model))];
  const isOpen = verbatims.map(({ seq }, i) => seq > from || read[i]?.mentions.length === 0);
  const open = verbatims.filter((_, i) => isOpen[i]);
  const plan = planDiscovery({
    model,
    runId: `run-${run}`,
    surveyId: last?.surveyId ?? "",
    from,
    since: last?.seq ?? 0,
    at: last?.at ?? 0,
    themes: before.themes,
    residual: open.slice(-discoveryLimit),
    verbatims: Math.min(verbatims.length, reviewFrom),
    reviewed: before.verbatims.length >= reviewFrom,
    newId: (ordinal) => `theme-${run}-${String(ordinal).padStart(4, "0")}`,
  });
  const themes = applyPlan(before.themes, plan);
  const settled = readSlice(open, openCatalogue(themes, model));
  let next = 0;
  return {
    verbatims,
    themes,
    readings: read.map((reading, i) => (isOpen[i] ? (settled[next++] ?? reading) : reading)),
    runs: run,
  };
}

/** A theme with what speaks of it. */
export interface Volume {
  theme: Theme;
  /** Places of its verbatims in the survey, ascending. */
  rows: readonly number[];
}

/** The themes that a reader sees, the most spoken of first. */
export function volumesOf({ themes, readings }: Survey): Volume[] {
  const byId = new Map(themes.map((theme) => [theme.id, theme]));
  const rows = new Map<string, Set<number>>();
  readings.forEach(({ mentions }, row) => {
    for (const { matchedId } of mentions) {
      const id = rootOf(matchedId, byId);
      rows.set(id, (rows.get(id) ?? new Set()).add(row));
    }
  });
  return [...rows]
    .flatMap(([id, some]) => {
      const theme = byId.get(id);
      return theme ? [{ theme, rows: [...some] }] : [];
    })
    .sort((a, b) => b.rows.length - a.rows.length || (a.theme.id < b.theme.id ? -1 : 1));
}

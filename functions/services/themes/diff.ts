import { diffRun } from "../../../domain/themes/index.ts";
import { primaryQuestion } from "../../../domain/survey/questions.ts";
import { WHOLE } from "../../../domain/survey/facts.ts";
import { dayOf } from "../../../domain/time/days.ts";
import type { ThemeFiguresRepository } from "../../db/repositories/theme-figures.ts";
import type { Run, ThemedSurvey, ThemeRunsRepository } from "../../db/repositories/theme-runs.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { asleep, themesFor } from "./catalogue.ts";

export type DiffDeps = { themeFigures: ThemeFiguresRepository; themeRuns: ThemeRunsRepository };

/** Days that count as now, and those before that they are held against. */
const RECENT = 7;
const EARLIER = 28;

/** What a run leaves to tell: themes found, whose share moved this week, and those merged and split since the last run. */
export async function volumeDiff(
  workspace: string,
  deps: DiffDeps,
  survey: ThemedSurvey,
  run: Run,
  stored: readonly StoredTheme[],
): Promise<Run["diff"]> {
  const to = dayOf(run.startedAt, survey.zone);
  const from = to - RECENT + 1;
  const start = from - EARLIER;
  const made = new Set([...run.diff.created, ...run.diff.proposed]);
  const spans = [
    { from, to },
    { from: start, to: from - 1 },
  ];
  const until = await deps.themeFigures.seal(workspace, survey.id);
  const [sums, [now, then], previous] = await Promise.all([
    deps.themeFigures.sums(
      workspace,
      survey.id,
      stored.map(({ id }) => id),
      until,
      spans,
    ),
    deps.themeFigures.totals(workspace, survey.id, headOf(survey), until, spans),
    deps.themeRuns.last(workspace, survey.id, run),
  ]);
  const mentions = (id: string, span: 0 | 1) =>
    sums[span]?.find(({ theme }) => theme === id)?.n ?? 0;
  const after = themesFor(survey.id, stored);
  const { grew, faded } = diffRun(
    { created: after.filter(({ id }) => made.has(id)), widened: [] },
    after.filter(({ id }) => !made.has(id)),
    after.filter(({ status }) => status === "active"),
    (id) => ({ mentions: mentions(id, 0), verbatims: now?.texts ?? 0 }),
    (id) => ({ mentions: mentions(id, 1), verbatims: then?.texts ?? 0 }),
  );
  const since = previous?.startedAt ?? 0;
  const ids = (some: readonly StoredTheme[]) => some.map(({ id }) => id);
  const known = stored.filter((theme) => !asleep(theme));
  const merged = known.filter(({ status, updatedAt }) => status === "merged" && updatedAt > since);
  const split = known.filter(({ model, createdAt }) => model.splitFrom && createdAt > since);
  return {
    ...run.diff,
    grew: [...grew],
    faded: [...faded],
    merged: ids(merged),
    split: ids(split),
  };
}

/** The rollup question that counts a survey's responses. */
export function headOf(survey: ThemedSurvey): string {
  return primaryQuestion(survey.definition)?.id ?? WHOLE;
}

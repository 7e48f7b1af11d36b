import { diffRun } from "../../../domain/themes/index.ts";
import { primaryQuestion } from "../../../domain/survey/questions.ts";
import { WHOLE } from "../../../domain/survey/facts.ts";
import { dayOf } from "../../../domain/time/days.ts";
import type { ThemeFiguresRepository } from "../../db/repositories/theme-figures.ts";
import type { Run, ThemedSurvey, ThemeRunsRepository } from "../../db/repositories/theme-runs.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { themesFor } from "./catalogue.ts";

export type DiffDeps = { themeFigures: ThemeFiguresRepository; themeRuns: ThemeRunsRepository };

/** Days that count as now, and those before that they are held against. */
const RECENT = 7;
const EARLIER = 28;

/** What a run leaves to tell: themes found, whose share moved this week, and those merged since the last run. */
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
  const head = headOf(survey);
  const [weeks, now, then, previous] = await Promise.all([
    deps.themeFigures.weeks(
      workspace,
      survey.id,
      stored.map(({ id }) => id),
      { start, before: start, from, to },
    ),
    deps.themeFigures.totals(workspace, survey.id, head, { from, to }),
    deps.themeFigures.totals(workspace, survey.id, head, { from: start, to: from - 1 }),
    deps.themeRuns.last(workspace, survey.id, run),
  ]);
  const mentions = (id: string, part: "now" | "before") =>
    weeks.filter((w) => w.theme === id && w.part === part).reduce((sum, { n }) => sum + n, 0);
  const after = themesFor(survey.id, stored);
  const { grew, faded } = diffRun(
    { created: after.filter(({ id }) => made.has(id)), widened: [] },
    after.filter(({ id }) => !made.has(id)),
    after.filter(({ status }) => status === "active"),
    (id) => ({ mentions: mentions(id, "now"), verbatims: now.texts }),
    (id) => ({ mentions: mentions(id, "before"), verbatims: then.texts }),
  );
  const since = previous?.startedAt ?? 0;
  const merged = stored.filter(({ status, updatedAt }) => status === "merged" && updatedAt > since);
  return { ...run.diff, grew: [...grew], faded: [...faded], merged: merged.map(({ id }) => id) };
}

/** The rollup question that counts a survey's responses. */
export function headOf(survey: ThemedSurvey): string {
  return primaryQuestion(survey.definition)?.id ?? WHOLE;
}

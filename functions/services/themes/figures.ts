import { significant } from "../../../domain/scores/looks.ts";
import {
  type Emergence,
  emergence,
  themeImpact,
  themeSentiment,
  volumeTrend,
} from "../../../domain/themes/index.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import type {
  SurveyTotals,
  ThemeFiguresRepository,
  ThemeWeek,
} from "../../db/repositories/theme-figures.ts";
import type { ThemedSurvey } from "../../db/repositories/theme-runs.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { headOf } from "./diff.ts";
import type { ThemePeriod } from "./period.ts";

/** Weeks before the last one that an emerging theme is held against. */
const WEEKS_BEFORE = 8;

export type Figures = { theme: Theme; weeks: readonly ThemeWeek[] }[];

/** Themes with their figures in one survey and period, and the survey's totals of that period. */
export async function themeFigures(
  workspace: string,
  deps: { themeFigures: ThemeFiguresRepository },
  survey: ThemedSurvey,
  period: ThemePeriod,
  stored: readonly StoredTheme[],
): Promise<{ figures: Figures; now: SurveyTotals }> {
  const ids = stored.map(({ id }) => id);
  const head = headOf(survey);
  const { from, to, before } = period;
  const [weeks, now, then] = await Promise.all([
    deps.themeFigures.weeks(workspace, survey.id, ids, period),
    deps.themeFigures.totals(workspace, survey.id, head, { from, to }),
    deps.themeFigures.totals(workspace, survey.id, head, { from: before, to: from - 1 }),
  ]);
  const emerging = emergingThemes(ids, weeks);
  const figures = stored.map((theme) => {
    const own = weeks.filter((week) => week.theme === theme.id);
    const inside = own.filter(({ part }) => part === "now");
    const volume = sum(inside, "n");
    const positive = sum(inside, "positive");
    const negative = sum(inside, "negative");
    const previous = sum(
      own.filter(({ part }) => part === "before"),
      "n",
    );
    const scores = now.scores.map((_, value) =>
      inside.reduce((n, week) => n + (week.scores[value] ?? 0), 0),
    );
    return {
      weeks: inside,
      theme: {
        id: theme.id,
        label: theme.label,
        pinned: theme.pinned,
        status: theme.status,
        muted: theme.muted,
        parent: theme.parentId,
        volume,
        share: now.texts === 0 ? 0 : Math.min(1, volume / now.texts),
        sentiment: themeSentiment({ positive, negative, neutral: volume - positive - negative }),
        positive,
        negative,
        previous,
        trend: volumeTrend(
          { mentions: volume, verbatims: now.texts },
          { mentions: previous, verbatims: then.texts },
        ),
        emerging: emerging.has(theme.id),
        impact: themeImpact(scores, now.scores, survey.metric),
        spark: weekly(inside, period).map((week) => sum(week, "n")),
        createdAt: theme.createdAt,
      },
    };
  });
  return { figures, now };
}

/** The parts of each week of a period, oldest first; the first may be a short one. */
export function weekly(weeks: readonly ThemeWeek[], { from, to }: ThemePeriod): ThemeWeek[][] {
  const length = Math.floor((to - from) / 7) + 1;
  return Array.from({ length }, (_, i) => weeks.filter(({ week }) => week === length - 1 - i));
}

/**
 * Themes that rise in the last seven days of the period, by all their mentions or by the negative
 * ones. Each of the two families is corrected for the number of themes looked at.
 */
function emergingThemes(ids: readonly string[], weeks: readonly ThemeWeek[]): Set<string> {
  const found = new Set<string>();
  for (const field of ["n", "negative"] as const) {
    const rises: Emergence[] = ids.map((id) => {
      const counts = Array.from({ length: WEEKS_BEFORE + 1 }, (_, i) =>
        sum(
          weeks.filter(({ theme, week }) => theme === id && week === i),
          field,
        ),
      );
      return emergence(counts[0] ?? 0, counts.slice(1));
    });
    const stands = significant(rises.map(({ p }) => p));
    ids.forEach((id, i) => {
      if (rises[i]?.emerging && stands[i]) found.add(id);
    });
  }
  return found;
}

function sum(weeks: readonly ThemeWeek[], field: "n" | "positive" | "negative"): number {
  return weeks.reduce((total, week) => total + week[field], 0);
}

import type { Span } from "../../../domain/scores/period.ts";
import { significant } from "../../../domain/scores/looks.ts";
import {
  type Emergence,
  emergence,
  themeImpact,
  themeSentiment,
  volumeTrend,
} from "../../../domain/themes/index.ts";
import { bucketStart } from "../../../domain/time/days.ts";
import type { Theme } from "../../../domain/wire/themes.ts";
import type {
  SurveyTotals,
  ThemeFiguresRepository,
  ThemeSum,
} from "../../db/repositories/theme-figures.ts";
import type { ThemedSurvey } from "../../db/repositories/theme-runs.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { headOf } from "./diff.ts";
import type { ThemePeriod } from "./period.ts";

/** Weeks before the last seven days that an emerging theme is held against. */
const WEEKS_BEFORE = 8;
/** Weeks of a line, newest: half a year. */
const LINE = 26;
/** Themes whose figures one view can tell: what each reads is bounded by the calendar. */
const MOST_THEMES = 48;

/** A theme, and its mentions in each of the weeks of `weeksOf`. */
export type Figures = { theme: Theme; weeks: Omit<ThemeSum, "theme">[] }[];

const NONE = { n: 0, positive: 0, negative: 0, scores: [] as number[] };

/**
 * Themes with their figures in one survey and period, and the survey's totals of that period. The
 * first 48 of those given are told.
 * @param most weeks of the period that are told, the newest
 */
export async function themeFigures(
  workspace: string,
  deps: { themeFigures: ThemeFiguresRepository },
  survey: ThemedSurvey,
  period: ThemePeriod,
  given: readonly StoredTheme[],
  most = LINE,
): Promise<{ figures: Figures; now: SurveyTotals }> {
  const stored = given.slice(0, MOST_THEMES);
  const ids = stored.map(({ id }) => id);
  const { from, to, before } = period;
  const spans = [
    { from, to },
    { from: before, to: from - 1 },
  ];
  const weeks = weeksOf(period, most);
  const risen = [{ from: to - 6, to }, ...weeksBefore(to - 6)];
  // The same week is asked once.
  const place = new Map<string, number>();
  const asked = [...spans, ...risen, ...weeks].filter((span) => {
    const fresh = !place.has(keyOf(span));
    if (fresh) place.set(keyOf(span), place.size);
    return fresh;
  });
  const until = await deps.themeFigures.seal(workspace, survey.id);
  const [sums, totals] = await Promise.all([
    deps.themeFigures.sums(workspace, survey.id, ids, until, asked),
    deps.themeFigures.totals(workspace, survey.id, headOf(survey), until, spans),
  ]);
  const [now = NO_TOTALS, then = NO_TOTALS] = totals;
  const bySpan = sums.map((own) => new Map(own.map((sum) => [sum.theme, sum])));
  const at = (span: Span, id: string) => bySpan[place.get(keyOf(span)) ?? 0]?.get(id) ?? NONE;
  const emerging = emergingThemes(ids, (id) => risen.map((span) => at(span, id)));
  const figures = stored.map((theme) => {
    const { n: volume, positive, negative, scores } = at({ from, to }, theme.id);
    const { n: previous } = at({ from: before, to: from - 1 }, theme.id);
    const line = weeks.map((week) => at(week, theme.id));
    return {
      weeks: line,
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
        impact: themeImpact(
          now.scores.map((_, value) => scores[value] ?? 0),
          now.scores,
          survey.metric,
        ),
        spark: line.map(({ n }) => n),
        createdAt: theme.createdAt,
      },
    };
  });
  return { figures, now };
}

const NO_TOTALS: SurveyTotals = { texts: 0, scores: [] };

const keyOf = ({ from, to }: Span) => `${from} ${to}`;

/** The newest weeks of a period, Monday to Sunday, oldest first; what lies outside is cut off. */
export function weeksOf({ from, to }: Span, most: number): Span[] {
  const last = bucketStart(to, "week");
  const count = Math.min(Math.floor((last - bucketStart(from, "week")) / 7) + 1, most);
  return Array.from({ length: count }, (_, i) => {
    const monday = last - 7 * (count - 1 - i);
    return { from: Math.max(from, monday), to: Math.min(to, monday + 6) };
  });
}

/** The last whole weeks before a day. */
function weeksBefore(day: number): Span[] {
  const end = bucketStart(day, "week");
  return Array.from({ length: WEEKS_BEFORE }, (_, i) => ({
    from: end - 7 * (i + 1),
    to: end - 7 * i - 1,
  }));
}

/**
 * Themes that rise in the last seven days of the period, by all their mentions or by the negative
 * ones. Each of the two families is corrected for the number of themes looked at.
 */
function emergingThemes(
  ids: readonly string[],
  sumsOf: (id: string) => { n: number; negative: number }[],
): Set<string> {
  const found = new Set<string>();
  for (const field of ["n", "negative"] as const) {
    const rises: Emergence[] = ids.map((id) => {
      const [last = 0, ...earlier] = sumsOf(id).map((sum) => sum[field]);
      return emergence(last, earlier);
    });
    const stands = significant(rises.map(({ p }) => p));
    ids.forEach((id, i) => {
      if (rises[i]?.emerging && stands[i]) found.add(id);
    });
  }
  return found;
}

import { type Bands, type Interval, meanInterval, npsInterval, wilson } from "./confidence.ts";
import { type Counts, type Scale, countOf, goodValues, isDetractor, totalOf } from "./scale.ts";

/** Below this many answers no score, mean or verdict is given: "not enough data". */
export const MIN_N = 5;

/** The one place that decides whether there is enough to say anything. */
export function enough(n: number): boolean {
  return n >= MIN_N;
}

/**
 * A score with its 95 % interval, all null together.
 * NPS: points, -100 to 100. CSAT and CES: percent of good answers, 0 to 100. Never rounded.
 */
export type Figures = { n: number; score: number | null; low: number | null; high: number | null };

/** Promoters, passives and detractors of a 0 to 10 scale. */
export function bandsOf(counts: Counts): Bands {
  const promoters = (counts[9] ?? 0) + (counts[10] ?? 0);
  const detractors = counts.reduce((sum, c, value) => sum + (isDetractor(value) ? c : 0), 0);
  return { promoters, detractors, passives: totalOf(counts) - promoters - detractors };
}

/** Net Promoter Score, 100 (P - D) / n (Reichheld 2003). @param bands at least one answer */
export function nps({ promoters, passives, detractors }: Bands): number {
  return (100 * (promoters - detractors)) / (promoters + passives + detractors);
}

/**
 * The score of counted answers. A plain rating has no score, only a mean (`meanOf`).
 * @param scale undefined: only n is given (a survey without a metric)
 */
export function scoreOf(scale: Scale | undefined, counts: Counts): Figures {
  const n = totalOf(counts);
  const good = scale && goodValues(scale);
  if (!scale || !good || !enough(n)) return { n, score: null, low: null, high: null };
  if (scale.metric === "nps") {
    const bands = bandsOf(counts);
    return { n, score: nps(bands), ...npsInterval(bands) };
  }
  const hits = countOf(counts, good);
  const { low, high } = wilson(hits, n);
  return { n, score: (100 * hits) / n, low: 100 * low, high: 100 * high };
}

/** Mean of the values with its 95 % interval, or null when there is not enough. */
export function meanOf(counts: Counts): ({ mean: number } & Interval) | null {
  const n = totalOf(counts);
  if (!enough(n)) return null;
  const mean = counts.reduce((sum, c, value) => sum + c * value, 0) / n;
  const squares = counts.reduce((sum, c, value) => sum + c * (value - mean) ** 2, 0);
  return { mean, ...meanInterval(mean, squares / (n - 1), n) };
}

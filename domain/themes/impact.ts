/** Answers by value: index = value, 0..10. */
export type Histogram = readonly number[];
export type ImpactMetric = "nps" | "csat" | "ces";

export type Impact = {
  /** Points of score that the theme's responses add (+) or take (-). */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Scored responses with the theme. */
  readonly n: number;
};

/** Fewest scored responses with the theme, and without it. */
const minimum = 30;

/** What one answer adds to the score, in points (SCORES: NPS, CSAT on 1..5, CES on 1..7). */
const points: Readonly<Record<ImpactMetric, (value: number) => number>> = {
  nps: (value) => (value >= 9 ? 100 : value >= 7 ? 0 : -100),
  csat: (value) => (value >= 4 ? 100 : 0),
  ces: (value) => (value >= 5 ? 100 : 0),
};

const total = (histogram: Histogram): number => histogram.reduce((sum, count) => sum + count, 0);

/**
 * score(all) - score(all without the theme) = share x (score of the theme - score of the rest), with
 * a 95 % interval by the delta method. The influence of one response on that figure is
 * (x - S) - (1 - z)(x - R) / (1 - s), where x is its points, z whether it has the theme, s the share,
 * S and R the scores of all and of the rest; the variance is the mean of its square over n.
 * `themed` must be part of `all`. Null under 30 responses on either side, or without a metric.
 * An association, not a cause.
 */
export const themeImpact = (
  themed: Histogram,
  all: Histogram,
  metric: ImpactMetric | "none",
): Impact | null => {
  if (metric === "none") return null;
  const rest = all.map((count, value) => count - (themed[value] ?? 0));
  const [n, inTheme, outside] = [total(all), total(themed), total(rest)];
  if (inTheme < minimum || outside < minimum || rest.some((count) => count < 0)) return null;
  const x = points[metric];
  const mean = (histogram: Histogram, count: number): number =>
    histogram.reduce((sum, answers, value) => sum + answers * x(value), 0) / count;
  const [scoreAll, scoreRest] = [mean(all, n), mean(rest, outside)];
  const value = scoreAll - scoreRest;
  const without = outside / n;
  let squares = 0;
  for (const [answer, answers] of all.entries()) {
    const withTheme = themed[answer] ?? 0;
    const base = x(answer) - scoreAll;
    squares += withTheme * base ** 2;
    squares += (answers - withTheme) * (base - (x(answer) - scoreRest) / without) ** 2;
  }
  const half = (1.96 * Math.sqrt(squares / n)) / Math.sqrt(n);
  return { value, low: value - half, high: value + half, n: inTheme };
};

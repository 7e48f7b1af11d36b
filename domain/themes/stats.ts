/** Counts of mentions by mood. */
export type Moods = {
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
};

/** % positive - % negative, -100..100; null without mentions (SCORES, theme sentiment). */
export const themeSentiment = ({ positive, neutral, negative }: Moods): number | null => {
  const n = positive + neutral + negative;
  return n === 0 ? null : (100 * (positive - negative)) / n;
};

/** ln(gamma(x)) for x > 0, Lanczos approximation (g 7, 9 terms); error below 1e-12. */
const logGamma = (x: number): number => {
  const series = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const base = x - 1 + 7.5;
  const sum = series.reduce((total, term, i) => total + term / (x + i), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
};

/**
 * P(X >= seen) for a count of the given mean whose variance is `dispersion` times the mean: Poisson
 * at 1, negative binomial above.
 */
export const countTail = (seen: number, mean: number, dispersion: number): number => {
  if (seen <= 0) return 1;
  if (mean <= 0) return 0;
  const wide = dispersion > 1 + 1e-9;
  const size = wide ? mean / (dispersion - 1) : 0;
  // Counts of a busy survey run into the thousands. Below twelve deviations lies nothing that would
  // show: the lower tail is lighter than a normal one's.
  const first = Math.max(0, Math.floor(mean - 12 * Math.sqrt(mean * Math.max(1, dispersion))));
  let logMass = wide
    ? logGamma(first + size) -
      logGamma(size) -
      logGamma(first + 1) -
      size * Math.log(dispersion) +
      first * Math.log(1 - 1 / dispersion)
    : first * Math.log(mean) - mean - logGamma(first + 1);
  const step = Math.log(wide ? 1 - 1 / dispersion : mean);
  let below = 0;
  for (let k = first; k < seen; k += 1) {
    const mass = Math.exp(logMass);
    below += mass;
    if (k > mean && mass < 1e-18) break;
    logMass += step + Math.log((wide ? k + size : 1) / (k + 1));
  }
  return Math.min(1, Math.max(0, 1 - below));
};

export type Emergence = {
  readonly emerging: boolean;
  /** One-sided p of the last 7 days under the 8 weeks before. */
  readonly p: number;
  /** Last 7 days over the weekly mean before; null when there was nothing before. */
  readonly ratio: number | null;
};

const leastMentions = 8;
const leastRatio = 2;
/** Mean a week that stands in for "never seen before": half a mention over the 8 weeks. */
const unseen = 0.5 / 8;

/**
 * Is a theme emerging? `week` = mentions of the last 7 days, `before` = the weekly counts of the 8
 * weeks before. Asks for at least 8 mentions, twice the rate and a small over-dispersed Poisson
 * tail. `level` is the p that counts as small; see `significant` in domain/scores for many themes at once.
 */
export const emergence = (week: number, before: readonly number[], level = 0.05): Emergence => {
  const n = Math.max(1, before.length);
  const mean = before.reduce((sum, count) => sum + count, 0) / n;
  const variance = before.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, n - 1);
  const expected = Math.max(mean, unseen);
  const p = countTail(week, expected, Math.max(1, variance / expected));
  const ratio = mean === 0 ? null : week / mean;
  return {
    emerging: week >= leastMentions && (ratio ?? leastRatio) >= leastRatio && p <= level,
    p,
    ratio,
  };
};

/**
 * Verdict on volume: mentions out of verbatims in this period and the one before. Two-proportion
 * z test at 95 %; `few` when either period has under 30 verbatims or both hold under 8 mentions.
 */
export const volumeTrend = (
  now: { readonly mentions: number; readonly verbatims: number },
  before: { readonly mentions: number; readonly verbatims: number },
): "up" | "down" | "same" | "few" => {
  if (Math.min(now.verbatims, before.verbatims) < 30) return "few";
  const mentions = now.mentions + before.mentions;
  if (mentions < leastMentions) return "few";
  const pooled = mentions / (now.verbatims + before.verbatims);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.verbatims + 1 / before.verbatims));
  const gap = now.mentions / now.verbatims - before.mentions / before.verbatims;
  if (error === 0 || Math.abs(gap) < 1.96 * error) return "same";
  return gap > 0 ? "up" : "down";
};

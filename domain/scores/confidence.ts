/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/** A share or a mean with the bounds of its 95 % interval, in the unit of the value. */
export type Interval = { low: number; high: number };

/** Promoters, passives, detractors. */
export type Bands = { promoters: number; passives: number; detractors: number };

/**
 * The adjusted figures of an NPS: three answers are added, 3/4 each to promoters and detractors.
 * `difference` is p' - d' as a share, `variance` that of one answer, `n` the adjusted count.
 * Rocks 2016, "Interval estimation for the Net Promoter Score", adjusted Wald (3, T).
 */
export function adjustedNps({ promoters, passives, detractors }: Bands): {
  difference: number;
  variance: number;
  n: number;
} {
  const n = promoters + passives + detractors + 3;
  const p = (promoters + 0.75) / n;
  const d = (detractors + 0.75) / n;
  return { difference: p - d, variance: p + d - (p - d) ** 2, n };
}

/** 95 % interval of an NPS in points, -100 to 100 (adjusted Wald). Its centre is not the score. */
export function npsInterval(bands: Bands): Interval {
  const { difference, variance, n } = adjustedNps(bands);
  const half = Z * Math.sqrt(variance / n);
  return { low: 100 * Math.max(-1, difference - half), high: 100 * Math.min(1, difference + half) };
}

/** 95 % interval of a share, 0 to 1 (Wilson 1927). @param n above 0 */
export function wilson(hits: number, n: number): Interval {
  const share = hits / n;
  const scale = 1 + Z ** 2 / n;
  const centre = (share + Z ** 2 / (2 * n)) / scale;
  const half = (Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n * n))) / scale;
  // At the ends the bound is the share itself; rounding must not put it a hair inside.
  return {
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === n ? 1 : Math.min(1, centre + half),
  };
}

/** 95 % interval of a mean (Student's t). @param variance of the sample, n - 1 @param n above 1 */
export function meanInterval(mean: number, variance: number, n: number): Interval {
  const half = studentT(n - 1) * Math.sqrt(variance / n);
  return { low: mean - half, high: mean + half };
}

/**
 * 97.5 % quantile of Student's t by the expansion of Abramowitz and Stegun 26.7.5; within 0.001
 * from 4 degrees of freedom up, the least that five answers give.
 */
export function studentT(degrees: number): number {
  const z = Z;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((t, term, i) => t + term / degrees ** (i + 1), z);
}

import type { Verdict } from "../wire/scores.ts";
import { adjustedNps } from "./confidence.ts";
import { bandsOf, enough } from "./figures.ts";
import { significant } from "./looks.ts";
import { type Counts, type Scale, countOf, goodValues, totalOf } from "./scale.ts";

/**
 * z of "now against before", positive when now is higher; null when either side has too few
 * answers or the question has no score. NPS: adjusted Wald (MeasuringU, after Rocks 2016). Shares:
 * one good and one bad answer added to each side (Agresti and Caffo 2000).
 */
export function zOf(scale: Scale | undefined, now: Counts, before: Counts): number | null {
  const good = scale && goodValues(scale);
  if (!scale || !good || !enough(totalOf(now)) || !enough(totalOf(before))) return null;
  const side = (counts: Counts): { value: number; error: number } => {
    if (scale.metric === "nps") {
      const { difference, variance, n } = adjustedNps(bandsOf(counts));
      return { value: difference, error: variance / n };
    }
    const n = totalOf(counts) + 2;
    const share = (countOf(counts, good) + 1) / n;
    return { value: share, error: (share * (1 - share)) / n };
  };
  const a = side(now);
  const b = side(before);
  return (a.value - b.value) / Math.sqrt(a.error + b.error);
}

/** Two-sided p of a z (Abramowitz and Stegun 7.1.26, error below 2e-7). */
export function pOf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.min(1, poly * Math.exp(-x * x));
}

/** Two sets of answers to one question. */
export type Pair = { scale: Scale | undefined; now: Counts; before: Counts };

/** Whether the score really moved between two sets of answers, at the 95 % level. */
export function verdictOf(pair: Pair): Verdict {
  return verdictsOf([pair])[0] ?? "few";
}

/**
 * Verdicts of a whole family that is on the screen together, corrected for many looks: of the
 * rows called up or down, at most 5 % are expected to be wrong.
 */
export function verdictsOf(pairs: readonly Pair[]): Verdict[] {
  const zs = pairs.map(({ scale, now, before }) => zOf(scale, now, before));
  const real = significant(zs.map((z) => (z === null ? null : pOf(z))));
  return zs.map((z, i) => (z === null ? "few" : !real[i] ? "same" : z > 0 ? "up" : "down"));
}

import type { ScoreQuestion } from "../wire/survey.ts";

/**
 * What turns counted answers into a score: the metric, the ends of the scale and its polarity.
 * It travels with the question, so that a 5-point and a 7-point scale never mix.
 */
export type Scale = Pick<ScoreQuestion, "metric" | "min" | "max"> & { reversed: boolean };

/** Answers by value: index = value, 0 to 10. */
export type Counts = readonly number[];

export function scaleOf(question: ScoreQuestion): Scale {
  const { metric, min, max, reversed = false } = question;
  return { metric, min, max, reversed };
}

/**
 * The answers that count as good: NPS promoters 9-10, CSAT 4-5, CES 5-7 of 7 or 4-5 of 5, from the
 * other end when the scale is reversed. Undefined for a plain rating, which has a mean only.
 */
export function goodValues({ metric, min, max, reversed }: Scale): readonly number[] | undefined {
  if (metric === "rating") return undefined;
  const width = max === 7 ? 3 : 2;
  const first = reversed ? min : max - width + 1;
  return Array.from({ length: width }, (_, i) => first + i);
}

/** NPS detractors: 0 to 6. */
export function isDetractor(value: number): boolean {
  return value <= 6;
}

/** How many answers have one of these values. */
export function countOf(counts: Counts, values: readonly number[]): number {
  return values.reduce((sum, value) => sum + (counts[value] ?? 0), 0);
}

/** How many answers there are. */
export function totalOf(counts: Counts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Answers of two sets together, or of the first without the second (`sign` -1). */
export function addCounts(a: Counts, b: Counts, sign: 1 | -1 = 1): number[] {
  return Array.from(
    { length: Math.max(a.length, b.length) },
    (_, i) => (a[i] ?? 0) + sign * (b[i] ?? 0),
  );
}

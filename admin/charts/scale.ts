import type { Metric } from "../../domain/wire/common.ts";

/** The whole scale of a score. */
export function scaleEnds(metric: Metric): [low: number, high: number] {
  return metric === "nps" ? [-100, 100] : [0, 100];
}

const LEAST = 60;
const STEP = 20;

/**
 * The part of the scale that a trend shows: all its values in steps of 20, but at least 60 points,
 * so that noise does not look like news.
 */
export function trendWindow(
  metric: Metric,
  values: readonly number[],
): [low: number, high: number] {
  const [floor, ceiling] = scaleEnds(metric);
  if (values.length === 0) return [floor, ceiling];
  let low = Math.max(floor, Math.floor(Math.min(...values) / STEP) * STEP);
  let high = Math.min(ceiling, Math.ceil(Math.max(...values) / STEP) * STEP);
  while (high - low < LEAST) {
    // Grows towards the side with less room round the values.
    const roomBelow = Math.min(...values) - low;
    const roomAbove = high - Math.max(...values);
    if ((roomBelow <= roomAbove && low > floor) || high >= ceiling) low -= STEP;
    else high += STEP;
  }
  return [low, high];
}

/** Place of a value between two ends, in percent. */
export function place(value: number, [low, high]: readonly [number, number]): number {
  return (100 * (Math.min(Math.max(value, low), high) - low)) / (high - low);
}

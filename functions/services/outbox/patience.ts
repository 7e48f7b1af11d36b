import { DAY_MS } from "../../../domain/time/days.ts";

const FIRST_MS = 60_000;
const LONGEST_MS = 12 * 3_600_000;

/** After this the try that fails is the last one. */
export const PATIENCE_MS = 3 * DAY_MS;

/**
 * How long to wait after a failed try: 1, 3, 9, 27, 81 minutes, 4 hours, then 12, each give or take a
 * fifth, so that receivers that fell together are not called together.
 * @param attempts tries before this one @param chance 0 to 1
 */
export function backOff(attempts: number, chance: number): number {
  const plain = Math.min(FIRST_MS * 3 ** attempts, LONGEST_MS);
  return Math.round(plain * (0.8 + 0.4 * chance));
}

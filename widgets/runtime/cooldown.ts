import type { Rests, State } from "./state.ts";

const DAY = 864e5;

/**
 * Whether a visitor may be asked again.
 * @param passive inline: it interrupts nobody, so a popover shown elsewhere does not count
 */
export function rested(state: State, survey: string, now: number, passive: unknown): boolean {
  return !((state as Rests)[survey]! > now || (!passive && state.t! > now));
}

/**
 * Starts a rest that is never cut short by another.
 * @param key "t" for every popover, or the survey's id
 */
export function rest(rests: Rests, key: string, days: number, now: number): void {
  rests[key] = Math.max(rests[key] ?? 0, now + days * DAY);
}

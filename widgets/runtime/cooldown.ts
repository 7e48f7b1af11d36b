import type { Rests, State } from "./state.ts";

/**
 * Whether a visitor may be asked again.
 * @param passive inline: it interrupts nobody, so a popover shown elsewhere does not count
 */
export function rested(state: State, survey: string, now: number, passive: unknown): boolean {
  return !((state as Rests)[survey]! > now || (!passive && state.t! > now));
}

/** Starts a rest. @param key "t" for every popover, or the survey's id */
export const rest = (state: State, key: string, days: number, now: number): number =>
  ((state as Rests)[key] = now + days * 864e5);

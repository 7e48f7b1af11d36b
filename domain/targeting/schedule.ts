import type { Targeting } from "../wire/survey.ts";

/** Whether a survey may ask at a time, ms UTC. Both ends belong to the time of asking. */
export function isScheduled({ from, until }: Pick<Targeting, "from" | "until">, now: number) {
  return (from ?? 0) <= now && now <= (until ?? now);
}

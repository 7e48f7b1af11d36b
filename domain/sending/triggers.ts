import type { Clock } from "../time/clock.ts";
import type { TriggerPlan } from "../wire/sends.ts";
import { dayIn, firstOpen, instantAt } from "./hours.ts";

/**
 * When an event's invitation is due, ms UTC: so many days after it by the workspace's calendar, at
 * the first moment of its hours; on the same day, at the first one that is not over.
 */
export function triggerDue(clock: Clock, plan: TriggerPlan, at: number): number {
  const day = dayIn(clock, at) + plan.days;
  return firstOpen(clock, plan, Math.max(at, instantAt(clock, day, 0)));
}

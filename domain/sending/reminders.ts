import { type Clock } from "../time/clock.ts";
import { DAY_MS } from "../time/days.ts";
import type { SendPlan } from "../wire/sends.ts";
import { firstOpen } from "./hours.ts";

/**
 * When the next reminder of an invitation is due, ms UTC; null when there is none.
 * @param days of the send: after the mail before, one for each reminder
 * @param step mails that were handed over, the first among them
 */
export function remindAt(
  clock: Clock,
  { plan, reminders }: { plan: SendPlan; reminders: readonly number[] },
  step: number,
  sentAt: number,
): number | null {
  const days = reminders[step - 1];
  if (days === undefined) return null;
  const at = sentAt + days * DAY_MS;
  return plan.kind === "once" ? at : firstOpen(clock, plan, at);
}

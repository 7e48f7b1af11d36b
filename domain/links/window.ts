import { LATE_DAYS } from "../survey/lifecycle.ts";
import { DAY_MS } from "../time/days.ts";

/** When a link works, ms UTC; null: no bound. */
export type Window = { opensAt: number | null; closesAt: number | null };

/**
 * Where a moment lies. `late`: closed, but answers that were begun before are still kept, marked; as
 * long as those of a survey that was closed (CONTRACTS, Closed). It is closed from `closesAt` on.
 */
export function within(
  { opensAt, closesAt }: Window,
  now: number,
): "before" | "open" | "late" | "over" {
  if (opensAt !== null && now < opensAt) return "before";
  if (closesAt === null || now < closesAt) return "open";
  return now < closesAt + LATE_DAYS * DAY_MS ? "late" : "over";
}

import type { Span } from "../../../domain/scores/period.ts";
import { askedPeriod } from "../scores/period.ts";
import { dayOf } from "../../../domain/time/days.ts";

/** Days shown when a request names none. */
const DEFAULT_DAYS = 90;
export type ThemePeriod = Span & {
  /** First day of the period of the same length before. */
  before: number;
};

/** The workspace days of a request: inclusive, by default the last 90. @throws AppError bad_request */
export function themePeriod(
  query: { from?: string | undefined; to?: string | undefined },
  now: number,
  zone: string,
): ThemePeriod {
  const asked = askedPeriod(now, zone, query);
  const to = asked.to ?? dayOf(now, zone);
  const from = asked.from ?? to - DEFAULT_DAYS + 1;
  const before = from - (to - from + 1);
  return { from, to, before };
}

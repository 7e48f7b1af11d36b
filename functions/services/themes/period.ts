import type { Span } from "../../../domain/scores/period.ts";
import { askedPeriod } from "../scores/period.ts";
import { dayOf } from "../../../domain/time/days.ts";

/** Days shown when a request names none; theme figures are kept by day, so all time has no short way. */
const DEFAULT_DAYS = 90;
/** Days that emerging themes are told by: the last week and the eight before. */
const EMERGING_DAYS = 63;

export type ThemePeriod = Span & {
  /** First day of the period of the same length before. */
  before: number;
  /** First day read. */
  start: number;
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
  return { from, to, before, start: Math.min(before, to - EMERGING_DAYS + 1) };
}

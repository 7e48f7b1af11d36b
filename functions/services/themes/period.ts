import { periodOf, type Span } from "../../../domain/scores/period.ts";
import { dayOf } from "../../../domain/time/days.ts";
import { AppError } from "../../errors.ts";

/** Days shown when a request names none; theme figures are kept by day, so all time has no short way. */
const DEFAULT_DAYS = 90;

export type ThemePeriod = Span & {
  /** First day of the period of the same length before. */
  before: number;
  /** First day read: that, or the nine weeks that emerging themes are told by. */
  start: number;
};

/** The workspace days of a request: inclusive, by default the last 90. @throws AppError bad_request */
export function themePeriod(
  query: { from?: string | undefined; to?: string | undefined },
  now: number,
  zone: string,
): ThemePeriod {
  const today = dayOf(now, zone);
  const checked = periodOf(query, today);
  if (!checked.ok) throw new AppError("bad_request", { fields: checked.fields });
  const to = checked.period.to ?? today;
  const from = checked.period.from ?? to - DEFAULT_DAYS + 1;
  const before = from - (to - from + 1);
  return { from, to, before, start: Math.min(before, to - 9 * 7 + 1) };
}

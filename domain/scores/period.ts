import { dayNumber, dayText } from "../time/days.ts";

/** Days since 1970 in the workspace's zone, both ends included; null is open. */
export type Period = { from: number | null; to: number | null };
/** A period with both ends. */
export type Span = { from: number; to: number };

/** The day number of a day that exists in the calendar, or undefined ("2026-02-31"). */
export function realDay(day: string): number | undefined {
  const number = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? dayNumber(day) : Number.NaN;
  return Number.isFinite(number) && dayText(number) === day ? number : undefined;
}

/**
 * The period of a request. Without either end it is all time; an open end closes today.
 * @returns the period, or a message for each bad field
 */
export function periodOf(
  query: { from?: string | undefined; to?: string | undefined },
  today: number,
): { ok: true; period: Period } | { ok: false; fields: Record<string, string> } {
  const from = query.from === undefined ? null : realDay(query.from);
  const to = query.to === undefined ? null : realDay(query.to);
  const fields: Record<string, string> = {};
  if (from === undefined) fields["from"] = "must be a day, YYYY-MM-DD";
  if (to === undefined) fields["to"] = "must be a day, YYYY-MM-DD";
  if (from === undefined || to === undefined) return { ok: false, fields };
  const end = to ?? (from === null ? null : Math.max(today, from));
  if (from !== null && end !== null && from > end) {
    return { ok: false, fields: { to: "must not be before `from`" } };
  }
  return { ok: true, period: { from, to: end } };
}

/** The period of the same length immediately before; undefined when an end is open. */
export function spanBefore({ from, to }: Period): Span | undefined {
  if (from === null || to === null) return undefined;
  return { from: from - (to - from + 1), to: from - 1 };
}

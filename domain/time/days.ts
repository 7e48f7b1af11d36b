/** A day without a change of clocks. */
export const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Days since 1970-01-01 of an instant as the wall calendar of a zone shows it. @param at ms UTC */
export function dayOf(at: number, zone: string): number {
  let format = formatters.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
    formatters.set(zone, format);
  }
  return dayNumber(format.format(at));
}

/** "2026-11-22" to days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Days since 1970 to "2026-11-22". */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export type Bucket = "day" | "week" | "month";

/** The first day of the ISO week (Monday), month or year that holds this day. */
export function bucketStart(day: number, by: Bucket | "year"): number {
  if (by === "day") return day;
  if (by === "month") return dayNumber(`${dayText(day).slice(0, 7)}-01`);
  if (by === "year") return dayNumber(`${dayText(day).slice(0, 4)}-01-01`);
  // 1970-01-01 was a Thursday.
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** The first day after the week, month or year that holds this day. */
export function bucketEnd(day: number, by: Bucket | "year"): number {
  const longest = { day: 1, week: 7, month: 31, year: 366 }[by];
  return bucketStart(bucketStart(day, by) + longest, by);
}

/** Whether the runtime knows this IANA time zone. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}

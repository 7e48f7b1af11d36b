import { type Clock, clockOf } from "../time/clock.ts";
import { DAY_MS } from "../time/days.ts";

/** Weekdays (1 Monday to 7 Sunday) and hours, from one until before the other, as clocks of a zone show them. */
export type Hours = { weekdays: readonly number[]; from: number; to: number };

/** A stretch of time, ms UTC; `to` does not belong to it. */
export type Span = { from: number; to: number };

const HOUR_MS = 3_600_000;

/** The stored clock of a zone where it reaches from `from` to `to`, else one that does. */
export function clockFor(zone: string, stored: Clock | null, { from, to }: Span): Clock {
  return stored && stored.from <= from && stored.to >= to ? stored : clockOf(zone, from, to);
}

/**
 * When a zone's clocks show a time of day: the first time where they show it twice, the moment after
 * the leap where they never do.
 * @param day days since 1970 @param ms since midnight as clocks show it
 */
export function instantAt(clock: Clock, day: number, ms: number): number {
  const shown = day * DAY_MS + ms;
  for (const [i, [start, ahead]] of clock.offsets.entries()) {
    const end = clock.offsets[i + 1]?.[0] ?? Infinity;
    // The first offset stands for all the time before it.
    if (shown - ahead < end) return i === 0 ? shown - ahead : Math.max(start, shown - ahead);
  }
  return shown;
}

/** The day that a zone's clocks show at an instant, days since 1970. */
export function dayIn(clock: Clock, at: number): number {
  const [, ahead] = clock.offsets.findLast(([start]) => start <= at) ?? clock.offsets[0] ?? [0, 0];
  return Math.floor((at + ahead) / DAY_MS);
}

/** 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The stretch in which a day's hours are open; undefined on other weekdays, or where a leap of the clocks swallows it. */
export function opening(clock: Clock, day: number, hours: Hours): Span | undefined {
  if (!hours.weekdays.includes(weekdayOf(day))) return undefined;
  const from = instantAt(clock, day, hours.from * HOUR_MS);
  const to = instantAt(clock, day, hours.to * HOUR_MS);
  return from < to ? { from, to } : undefined;
}

/** Every opening that lies, at least in part, in a stretch, cut to it. */
export function openings(clock: Clock, hours: Hours, { from, to }: Span): Span[] {
  const found: Span[] = [];
  for (let day = dayIn(clock, from), last = dayIn(clock, to); day <= last; day++) {
    const open = opening(clock, day, hours);
    if (!open) continue;
    const cut = { from: Math.max(open.from, from), to: Math.min(open.to, to) };
    if (cut.from < cut.to) found.push(cut);
  }
  return found;
}

/** Fewest days that hold every weekday, and one more where a leap swallows the hours. */
const LOOK_AHEAD_DAYS = 15;

/** The first moment at or after `at` when the hours are open; `at` itself where they are. */
export function firstOpen(clock: Clock, hours: Hours, at: number): number {
  const today = dayIn(clock, at);
  for (let day = today; day < today + LOOK_AHEAD_DAYS; day++) {
    const open = opening(clock, day, hours);
    if (open && open.to > at) return Math.max(open.from, at);
  }
  return at;
}

/** Whether the hours are open at an instant. */
export function isOpen(clock: Clock, hours: Hours, at: number): boolean {
  const open = opening(clock, dayIn(clock, at), hours);
  return open !== undefined && open.from <= at && at < open.to;
}

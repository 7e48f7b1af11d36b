import { Temporal } from "@js-temporal/polyfill";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Hours,
  clockFor,
  dayIn,
  firstOpen,
  instantAt,
  isOpen,
  openings,
} from "../../../domain/sending/hours.ts";
import { clockOf } from "../../../domain/time/clock.ts";
import { DAY_MS } from "../../../domain/time/days.ts";

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2027, 0, 1);
// Half an hour of summer time, half-hour and 45-minute zones, changes at midnight and around Ramadan.
const ZONES = [
  "UTC",
  "Europe/Vienna",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Africa/Cairo",
  "Africa/Casablanca",
].map((zone) => ({ zone, clock: clockOf(zone, FROM, TO) }));

const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: FROM + 2 * DAY_MS, max: TO - 20 * DAY_MS });
const windows: fc.Arbitrary<Hours> = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ weekdays, hours: [a = 0, b = 1] }) => ({
    weekdays,
    from: Math.min(a, b),
    to: Math.max(a, b),
  }));

/** What the clocks of a zone show, by a library that knows nothing of ours. */
const shown = (zone: string, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

describe("a window", () => {
  it("is open exactly when the clocks of the zone say so", () => {
    fc.assert(
      fc.property(zones, windows, instants, ({ zone, clock }, window, at) => {
        const { dayOfWeek, hour } = shown(zone, at);
        const open = window.weekdays.includes(dayOfWeek) && hour >= window.from && hour < window.to;
        expect(isOpen(clock, window, at)).toBe(open);
      }),
      { numRuns: 3000 },
    );
  });

  it("opens next at a moment that is open, and none before it is", () => {
    fc.assert(
      fc.property(zones, windows, instants, ({ clock }, window, at) => {
        const first = firstOpen(clock, window, at);
        expect(first).toBeGreaterThanOrEqual(at);
        expect(isOpen(clock, window, first)).toBe(true);
        for (let t = at; t < first; t += 15 * 60_000) {
          expect(isOpen(clock, window, t)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has openings that do not overlap and hold every open moment", () => {
    fc.assert(
      fc.property(zones, windows, instants, ({ clock }, window, from) => {
        const to = from + 15 * DAY_MS;
        const spans = openings(clock, window, { from, to });
        spans.forEach((span, i) => {
          expect(span.from).toBeLessThan(span.to);
          expect(span.from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? from);
        });
        for (let at = from; at < to; at += 37 * 60_000) {
          const held = spans.some((span) => span.from <= at && at < span.to);
          expect(held).toBe(isOpen(clock, window, at));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("the days on which clocks change", () => {
  const vienna = clockOf("Europe/Vienna", FROM, TO);
  const days = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY_MS;

  it("an hour that is left out does not open; one that comes twice is open twice as long", () => {
    const window = { weekdays: [7], from: 2, to: 3 };
    const of = (day: string) =>
      openings(vienna, window, {
        from: instantAt(vienna, days(day), 0),
        to: instantAt(vienna, days(day) + 1, 0),
      }).map(({ from, to }) => to - from);
    expect(of("2026-03-22")).toEqual([HOUR]);
    expect(of("2026-03-29")).toEqual([]);
    expect(of("2026-10-25")).toEqual([2 * HOUR]);
  });

  it("a time that clocks never show is the moment after the leap", () => {
    const at = instantAt(vienna, days("2026-03-29"), 2.5 * HOUR);
    expect(new Date(at).toISOString()).toBe("2026-03-29T01:00:00.000Z");
  });

  it("nine o'clock is nine o'clock on both sides of each change, in every zone", () => {
    for (const { zone, clock } of ZONES) {
      for (let day = FROM / DAY_MS + 2; day < TO / DAY_MS - 2; day++) {
        const at = instantAt(clock, day, 9 * HOUR);
        expect(shown(zone, at).toPlainTime().toString()).toBe("09:00:00");
        expect(dayIn(clock, at)).toBe(day);
      }
    }
  });

  it("a day that a zone left out has no openings", () => {
    const [from, to] = [Date.UTC(2011, 11, 28), Date.UTC(2012, 0, 3)];
    const apia = clockOf("Pacific/Apia", from, to);
    const window = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: 9, to: 17 };
    const opened = openings(apia, window, { from, to }).map((span) => dayIn(apia, span.from));
    expect(opened).not.toContain(days("2011-12-30"));
    expect(opened).toContain(days("2011-12-31"));
  });
});

it("a stored clock that does not reach is not used", () => {
  const stored = clockOf("UTC", FROM, TO);
  const wrong = { ...stored, offsets: [[FROM, HOUR]] as [number, number][] };
  expect(clockFor("UTC", wrong, { from: FROM, to: TO })).toBe(wrong);
  expect(clockFor("UTC", wrong, { from: FROM - 1, to: TO }).offsets[0]?.[1]).toBe(0);
  expect(clockFor("UTC", null, { from: FROM, to: TO }).offsets[0]?.[1]).toBe(0);
});

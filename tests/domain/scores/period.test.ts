import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodOf, realDay, spanBefore } from "../../../domain/scores/period.ts";
import { bucketStart, dayNumber, dayOf, dayText } from "../../../domain/time/days.ts";

const ZONES = [
  "UTC",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "America/New_York",
  "Asia/Kathmandu",
];
const HOUR = 3_600_000;

describe("periods", () => {
  it("is all time without ends, and closes an open end today", () => {
    expect(periodOf({}, 100)).toEqual({ ok: true, period: { from: null, to: null } });
    expect(periodOf({ from: "1970-01-11" }, 100)).toEqual({
      ok: true,
      period: { from: 10, to: 100 },
    });
    expect(periodOf({ to: "1970-01-11" }, 100)).toEqual({
      ok: true,
      period: { from: null, to: 10 },
    });
  });

  it.each(["2026-02-31", "2026-13-01", "2026-1-1", "yesterday", "", "2026-11-22T00:00"])(
    "refuses %s",
    (day) => {
      expect(realDay(day)).toBeUndefined();
      expect(periodOf({ from: day }, 100)).toMatchObject({ ok: false });
    },
  );

  it("refuses an end before its start", () => {
    expect(periodOf({ from: "2026-03-02", to: "2026-03-01" }, 0)).toMatchObject({ ok: false });
  });

  it("the period before has the same length and ends the day before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 30_000 }), fc.nat(500), (from, length) => {
        const before = spanBefore({ from, to: from + length });
        expect(before).toEqual({ from: from - length - 1, to: from - 1 });
      }),
    );
    expect(spanBefore({ from: null, to: 5 })).toBeUndefined();
  });
});

describe("days of a zone (FAULTS 57)", () => {
  it("Apia skipped 30 December 2011: no instant falls on it", () => {
    const days = new Set<string>();
    for (let at = Date.UTC(2011, 11, 28); at < Date.UTC(2012, 0, 2); at += HOUR / 4) {
      days.add(dayText(dayOf(at, "Pacific/Apia")));
    }
    expect([...days]).not.toContain("2011-12-30");
    expect([...days]).toEqual(expect.arrayContaining(["2011-12-29", "2011-12-31"]));
  });

  it.each([
    // Clocks forward at midnight: the day starts at 01:00 and has 23 hours.
    ["Africa/Cairo", "2026-04-24", 23],
    ["Africa/Cairo", "2026-10-29", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["UTC", "2026-04-05", 24],
  ])("%s on %s has %f hours", (zone, day, hours) => {
    let quarters = 0;
    const noon = dayNumber(day) * 24 * HOUR + 12 * HOUR;
    for (let at = noon - 40 * HOUR; at < noon + 40 * HOUR; at += HOUR / 4) {
      if (dayText(dayOf(at, zone)) === day) quarters++;
    }
    expect(quarters / 4).toBe(hours);
  });

  it("every instant has one day, days never go back, and buckets hold them all", () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.array(instant, { minLength: 1 }), (zone, ats) => {
        const days = ats.toSorted((a, b) => a - b).map((at) => dayOf(at, zone));
        expect(days).toEqual(days.toSorted((a, b) => a - b));
        for (const by of ["day", "week", "month"] as const) {
          const buckets = new Map<number, number>();
          for (const day of days) {
            const start = bucketStart(day, by);
            expect(start).toBeLessThanOrEqual(day);
            expect(bucketStart(start, by)).toBe(start);
            buckets.set(start, (buckets.get(start) ?? 0) + 1);
          }
          expect([...buckets.values()].reduce((a, b) => a + b)).toBe(ats.length);
        }
      }),
    );
  });

  it("reads the instant as the zone's wall calendar shows it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        (zone, at) => {
          const parts = new Intl.DateTimeFormat("en-US-u-ca-iso8601", {
            timeZone: zone,
            year: "numeric",
            month: "2-digit",
            day: "2-digit",
          }).formatToParts(at);
          const part = (type: string) => parts.find((p) => p.type === type)?.value;
          expect(dayText(dayOf(at, zone))).toBe(`${part("year")}-${part("month")}-${part("day")}`);
        },
      ),
    );
  });
});

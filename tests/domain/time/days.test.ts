import fc from "fast-check";
import { expect, it } from "vitest";
import { bucketStart, dayNumber, dayOf, dayText, isZone } from "../../../domain/time/days.ts";

it.each([
  ["Europe/Berlin", "2026-03-28T22:59:59Z", "2026-03-28"],
  ["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29"],
  ["Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05"],
  ["Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24"],
  ["Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
  ["Asia/Kathmandu", "2026-01-01T18:15:00Z", "2026-01-02"],
])("fault 57: in %s, %s is on %s", (zone, instant, day) => {
  expect(dayText(dayOf(Date.parse(instant), zone))).toBe(day);
});

it("days and texts are each other's inverse; weeks begin on Monday, months on the first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => {
      expect(dayNumber(dayText(day))).toBe(day);
      const week = bucketStart(day, "week");
      expect(new Date(week * 86_400_000).getUTCDay()).toBe(1);
      expect(day - week).toBeGreaterThanOrEqual(0);
      expect(day - week).toBeLessThan(7);
      expect(dayText(bucketStart(day, "month"))).toBe(`${dayText(day).slice(0, 7)}-01`);
    }),
  );
});

it("knows a zone from a word", () => {
  expect(isZone("Europe/Berlin")).toBe(true);
  expect(isZone("Mars/Olympus")).toBe(false);
});

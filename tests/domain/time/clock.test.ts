import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Clock, clockOf, dayBy } from "../../../domain/time/clock.ts";
import { DAY_MS, dayOf } from "../../../domain/time/days.ts";

// Half an hour of summer time, a day that was skipped, 45 minutes, no change, changes around Ramadan.
const ZONES = [
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "UTC",
  "Africa/Casablanca",
  "Africa/Cairo",
  "America/St_Johns",
  "Europe/Vienna",
];
const FROM = Date.UTC(2011, 11, 1);
const TO = Date.UTC(2012, 10, 30);
const YEARS = [
  [FROM, TO],
  [Date.UTC(2026, 0, 1, 13, 7), Date.UTC(2027, 2, 1)],
] as const;

describe("a zone's clock", () => {
  const clocks = new Map<string, Clock>(
    ZONES.flatMap((zone) =>
      YEARS.map(([from, to]): [string, Clock] => [`${zone} ${from}`, clockOf(zone, from, to)]),
    ),
  );

  it("gives the day that the runtime's own zones give, at any instant", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...YEARS),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (zone, [from, to], share) => {
          const at = from + Math.floor(share * (to - from));
          const clock = clocks.get(`${zone} ${from}`) ?? null;
          expect(dayBy(clock, at, zone)).toBe(dayOf(at, zone));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("to the millisecond around every change and every midnight after it", () => {
    for (const zone of ZONES) {
      for (const [from] of YEARS) {
        const clock = clocks.get(`${zone} ${from}`) as Clock;
        for (const [start, ahead] of clock.offsets) {
          const midnight = Math.ceil((start + ahead) / DAY_MS) * DAY_MS - ahead;
          for (const edge of [start, midnight]) {
            for (const at of [edge - 1, edge, edge + 1]) {
              if (at < clock.from || at >= clock.to) continue;
              expect(dayBy(clock, at, zone), `${zone} ${at}`).toBe(dayOf(at, zone));
            }
          }
        }
      }
    }
  });

  it("finds the changes there are: two a year in Vienna, none in Kathmandu, a skipped day in Apia", () => {
    const changes = (zone: string) => clockOf(zone, FROM, TO).offsets.length - 1;
    expect(changes("Europe/Vienna")).toBe(2);
    expect(changes("Asia/Kathmandu")).toBe(0);
    const apia = clockOf("Pacific/Apia", FROM, TO).offsets.map(([, ahead]) => ahead);
    expect((apia[1] ?? 0) - (apia[0] ?? 0)).toBe(DAY_MS);
  });

  it("is not asked beyond what it knows", () => {
    const wrong: Clock = { from: FROM, to: TO, offsets: [[FROM, 7 * 3_600_000]] };
    for (const at of [FROM - 1, TO])
      expect(dayBy(wrong, at, "Europe/Vienna")).toBe(dayOf(at, "Europe/Vienna"));
    expect(dayBy(wrong, Date.UTC(2012, 0, 1, 18), "Europe/Vienna")).toBe(
      dayOf(Date.UTC(2012, 0, 1, 18), "Europe/Vienna") + 1,
    );
    expect(dayBy(null, TO, "Europe/Vienna")).toBe(dayOf(TO, "Europe/Vienna"));
  });
});

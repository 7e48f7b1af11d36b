import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cover, type Grain, cover, spansEnding, spansIn } from "../../../domain/time/cover.ts";
import { bucketStart, dayNumber } from "../../../domain/time/days.ts";

const ALL: Grain[] = ["day", "week", "month", "year"];
const day = fc.integer({ min: dayNumber("2014-12-20"), max: dayNumber("2027-01-20") });
const grains = fc
  .subarray<Grain>(["week", "month", "year"])
  .map((some): Grain[] => [...some, "day"]);

/** How often each day from the first to the last is counted. */
function counted({ spans, days }: Cover, first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const at = first + i;
    const inSpans = spans
      .filter(({ from, to }) => at >= (from ?? -Infinity) && at < to)
      .reduce((n, { sign }) => n + sign, 0);
    const live = days && at >= (days.from ?? -Infinity) && at <= (days.to ?? Infinity) ? 1 : 0;
    return inSpans + live;
  });
}

describe("cover", () => {
  it("counts each day of the period once and no other, from whole sealed spans alone", () => {
    fc.assert(
      fc.property(fc.option(day), fc.option(day), day, grains, (from, to, until, of) => {
        fc.pre(from === null || to === null || from <= to);
        const made = cover({ from, to }, until, of);
        const first = dayNumber("2012-01-01");
        const last = dayNumber("2029-12-31");
        const wanted = Array.from({ length: last - first + 1 }, (_, i) =>
          first + i >= (from ?? first) && first + i <= (to ?? last) ? 1 : 0,
        );
        expect(counted(made, first, last)).toEqual(wanted);
        for (const piece of made.spans) {
          expect(of).toContain(piece.grain);
          expect(piece.to).toBeLessThanOrEqual(until);
          expect(bucketStart(piece.to, piece.grain)).toBe(piece.to);
          if (piece.from !== null) expect(bucketStart(piece.from, piece.grain)).toBe(piece.from);
        }
        if (made.days) expect(made.days.from ?? until).toBeGreaterThanOrEqual(until);
      }),
      { numRuns: 300 },
    );
  });

  it("is short at any length", () => {
    let longest = 0;
    fc.assert(
      fc.property(day, day, (a, b) => {
        const until = dayNumber("2027-02-01");
        const period = { from: Math.min(a, b), to: Math.max(a, b) };
        longest = Math.max(longest, spansIn(cover(period, until).spans));
        return longest <= 36;
      }),
      { numRuns: 2000 },
    );
    expect(longest).toBeGreaterThan(15);
  });

  it("takes off what sticks out, and knows an open beginning", () => {
    const until = dayNumber("2026-11-22");
    const from = dayNumber("2025-01-02");
    expect(cover({ from, to: dayNumber("2025-12-31") }, until).spans).toEqual([
      { grain: "day", from: from - 1, to: from, sign: -1 },
      { grain: "year", from: from - 1, to: dayNumber("2026-01-01"), sign: 1 },
    ]);
    expect(cover({ from: null, to: null }, until)).toMatchObject({
      spans: [{ grain: "year", from: null, to: dayNumber("2026-01-01") }, {}, {}, {}, {}],
      days: { from: until, to: null },
    });
    expect(cover({ from: until, to: until }, until)).toEqual({
      spans: [],
      days: { from: until, to: until },
    });
  });
});

it("spans that a seal passes are each passed once", () => {
  fc.assert(
    fc.property(day, fc.nat(400), fc.nat(400), (a, b, c) => {
      const twice = [...spansEnding(a, a + b, ALL), ...spansEnding(a + b, a + b + c, ALL)];
      const sort = (spans: typeof twice) =>
        spans.map(({ grain, from, to }) => `${grain} ${from} ${to}`).toSorted();
      expect(sort(twice)).toEqual(sort(spansEnding(a, a + b + c, ALL)));
      for (const { grain, from, to } of twice) {
        expect([bucketStart(from, grain), bucketStart(to, grain)]).toEqual([from, to]);
        expect(bucketStart(to - 1, grain)).toBe(from);
      }
    }),
  );
});

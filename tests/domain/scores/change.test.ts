import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pOf, verdictOf, verdictsOf, zOf } from "../../../domain/scores/change.ts";
import { significant } from "../../../domain/scores/looks.ts";
import type { Scale } from "../../../domain/scores/scale.ts";

const NPS: Scale = { metric: "nps", min: 0, max: 10, reversed: false };
const CSAT: Scale = { metric: "csat", min: 1, max: 5, reversed: false };
const bands = (promoters: number, passives: number, detractors: number): number[] => [
  0,
  0,
  0,
  0,
  0,
  detractors,
  0,
  passives,
  0,
  promoters,
  0,
];
const csat = (good: number, bad: number): number[] => [0, bad, 0, 0, 0, good, 0, 0, 0, 0, 0];

describe("two periods", () => {
  it("SCORES: 30 (n 100) against 36.4 (n 220) is z = 0.73, no change", () => {
    const before = bands(50, 30, 20);
    const now = bands(119, 62, 39);
    expect(zOf(NPS, now, before)).toBeCloseTo(0.73, 2);
    expect(verdictOf({ scale: NPS, now: now, before: before })).toBe("same");
  });

  it("calls a large move by its direction", () => {
    expect(verdictOf({ scale: NPS, now: bands(150, 30, 20), before: bands(90, 50, 60) })).toBe(
      "up",
    );
    expect(verdictOf({ scale: NPS, now: bands(90, 50, 60), before: bands(150, 30, 20) })).toBe(
      "down",
    );
    expect(verdictOf({ scale: CSAT, now: csat(180, 20), before: csat(140, 60) })).toBe("up");
  });

  it("says `few` when either side has under five answers, or there is no score", () => {
    expect(verdictOf({ scale: NPS, now: bands(4, 0, 0), before: bands(100, 0, 0) })).toBe("few");
    expect(verdictOf({ scale: NPS, now: bands(100, 0, 0), before: bands(0, 0, 4) })).toBe("few");
    expect(
      verdictOf({ scale: { ...CSAT, metric: "rating" }, now: csat(50, 5), before: csat(5, 50) }),
    ).toBe("few");
    expect(verdictOf({ scale: undefined, now: csat(50, 5), before: csat(5, 50) })).toBe("few");
  });

  it("swapping the sides swaps the sign", () => {
    const some = fc.tuple(fc.nat(300), fc.nat(300), fc.integer({ min: 5, max: 300 }));
    fc.assert(
      fc.property(some, some, ([a, b, c], [d, e, f]) => {
        const z = zOf(NPS, bands(a, b, c), bands(d, e, f)) ?? Number.NaN;
        expect(zOf(NPS, bands(d, e, f), bands(a, b, c))).toBeCloseTo(-z, 12);
      }),
    );
  });

  it.each([
    [0, 1],
    [0.73, 0.4654],
    [1.96, 0.05],
    [-2.5758, 0.01],
    [4, 0.0000633],
  ])("p of z = %f is %f", (z, p) => {
    expect(Math.abs(pOf(z) - p)).toBeLessThan(1e-5);
  });
});

describe("many looks", () => {
  it("Benjamini and Hochberg's own table: the first four of fifteen stand", () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    expect(significant(ps).filter(Boolean)).toHaveLength(4);
  });

  it("steps up: a later p that passes carries the earlier ones", () => {
    expect(significant([0.03, 0.04, 0.045])).toEqual([true, true, true]);
    expect(significant([0.03, 0.04, 0.06])).toEqual([false, false, false]);
  });

  it("leaves out what was not tested", () => {
    expect(significant([null, 0.04, null])).toEqual([false, true, false]);
    expect(significant([])).toEqual([]);
  });

  it("never calls more than without correction, and does not depend on order", () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { maxLength: 40 }), (ps) => {
        const real = significant(ps);
        ps.forEach((one, i) => expect(real[i] && one > 0.05).toBe(false));
        expect(significant(ps.toReversed()).toReversed()).toEqual(real);
      }),
    );
  });

  it("noise among twenty rows is called noise", () => {
    const noisy = Array.from({ length: 20 }, (_, i) => ({
      scale: CSAT,
      now: csat(80 + (i % 3), 20),
      before: csat(80, 20),
    }));
    expect(new Set(verdictsOf(noisy))).toEqual(new Set(["same"]));
    // z = 2.1 alone would pass at 5 %; as one of twenty it must not.
    const alone = { scale: CSAT, now: csat(89, 11), before: csat(78, 22) };
    expect(verdictsOf([alone])).toEqual(["up"]);
    expect(verdictsOf([alone, ...noisy])[0]).toBe("same");
  });
});

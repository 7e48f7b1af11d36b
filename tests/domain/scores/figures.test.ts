import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npsInterval, studentT, wilson } from "../../../domain/scores/confidence.ts";
import { MIN_N, bandsOf, meanOf, scoreOf } from "../../../domain/scores/figures.ts";
import { type Scale, addCounts, goodValues, totalOf } from "../../../domain/scores/scale.ts";

const NPS: Scale = { metric: "nps", min: 0, max: 10, reversed: false };
const CSAT: Scale = { metric: "csat", min: 1, max: 5, reversed: false };
const CES7: Scale = { metric: "ces", min: 1, max: 7, reversed: false };
const CES7R: Scale = { ...CES7, reversed: true };
const CES5: Scale = { metric: "ces", min: 1, max: 5, reversed: false };
const CES5R: Scale = { ...CES5, reversed: true };

/** Counts by value, from pairs. */
const counts = (pairs: Record<number, number>): number[] =>
  Array.from({ length: 11 }, (_, value) => pairs[value] ?? 0);

const inScale = ({ min, max }: Scale) =>
  fc
    .array(fc.integer({ min: 0, max: 400 }), { minLength: max - min + 1, maxLength: max - min + 1 })
    .map((cs) => counts(Object.fromEntries(cs.map((c, i) => [min + i, c]))));

describe("golden figures", () => {
  it("SCORES: P 50, N 30, D 20 is 30, interval 29.1 +- 15.1", () => {
    const { n, score, low, high } = scoreOf(NPS, counts({ 10: 50, 8: 30, 3: 20 }));
    expect([n, score]).toEqual([100, 30]);
    expect(((low ?? 0) + (high ?? 0)) / 2).toBeCloseTo(29.1, 1);
    expect(((high ?? 0) - (low ?? 0)) / 2).toBeCloseTo(15.1, 1);
  });

  it.each([
    [0, -100],
    [6, -100],
    [7, 0],
    [8, 0],
    [9, 100],
    [10, 100],
  ])("ten answers of %i give an NPS of %i", (value, score) => {
    expect(scoreOf(NPS, counts({ [value]: 10 })).score).toBe(score);
  });

  it.each([
    ["csat", CSAT, { 1: 1, 2: 1, 3: 2, 4: 3, 5: 3 }, 60],
    ["ces of 7", CES7, { 1: 2, 4: 2, 5: 2, 6: 2, 7: 2 }, 60],
    ["ces of 7, reversed", CES7R, { 1: 2, 3: 2, 4: 2, 6: 2, 7: 2 }, 40],
    ["ces of 5", CES5, { 1: 2, 3: 2, 4: 2, 5: 4 }, 60],
    ["ces of 5, reversed", CES5R, { 1: 2, 2: 1, 3: 3, 5: 4 }, 30],
  ])("%s", (_, scale, pairs, score) => {
    expect(scoreOf(scale, counts(pairs)).score).toBe(score);
  });

  it("Wilson: 8 of 10 is 0.4902 to 0.9433, 0 of 10 is 0 to 0.2775", () => {
    expect(wilson(8, 10).low).toBeCloseTo(0.4902, 4);
    expect(wilson(8, 10).high).toBeCloseTo(0.9433, 4);
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(wilson(10, 10).high).toBe(1);
  });

  it.each([
    [4, 2.7764],
    [9, 2.2622],
    [29, 2.0452],
    [999, 1.9623],
  ])("Student's t of %i degrees is %f", (degrees, t) => {
    expect(Math.abs(studentT(degrees) - t)).toBeLessThan(0.001);
  });

  it("mean with its t interval", () => {
    const mean = meanOf(counts({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }));
    expect(mean?.mean).toBe(3);
    // sqrt(2.5 / 5) * 2.776
    expect((mean?.high ?? 0) - 3).toBeCloseTo(1.963, 2);
  });

  it("says nothing under five answers, and never 0 for nothing", () => {
    const none = { score: null, low: null, high: null };
    expect(scoreOf(NPS, counts({ 10: MIN_N - 1 }))).toEqual({ n: 4, ...none });
    expect(scoreOf(NPS, counts({}))).toEqual({ n: 0, ...none });
    expect(meanOf(counts({ 3: MIN_N - 1 }))).toBeNull();
    expect(scoreOf(NPS, counts({ 10: MIN_N })).score).toBe(100);
  });

  it("gives a plain rating a mean and no score", () => {
    expect(scoreOf({ ...CSAT, metric: "rating" }, counts({ 5: 20 })).score).toBeNull();
    expect(goodValues({ ...CSAT, metric: "rating" })).toBeUndefined();
  });
});

describe("identities", () => {
  it("an NPS is the difference of its shares and lies in its interval's reach", () => {
    fc.assert(
      fc.property(inScale(NPS), (cs) => {
        const { n, score, low, high } = scoreOf(NPS, cs);
        fc.pre(n >= MIN_N);
        const { promoters, passives, detractors } = bandsOf(cs);
        expect(promoters + passives + detractors).toBe(n);
        expect(score).toBeCloseTo((100 * promoters) / n - (100 * detractors) / n, 9);
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(high).toBeLessThanOrEqual(100);
        expect(low ?? 0).toBeLessThan(high ?? 0);
      }),
    );
  });

  it.each([
    ["csat", CSAT],
    ["ces", CES7],
    ["ces reversed", CES7R],
  ])("%s lies inside its interval, between 0 and 100", (_, scale) => {
    fc.assert(
      fc.property(inScale(scale), (cs) => {
        const { n, score, low, high } = scoreOf(scale, cs);
        fc.pre(n >= MIN_N);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(score).toBeGreaterThanOrEqual(low ?? Number.NaN);
        expect(score).toBeLessThanOrEqual(high ?? Number.NaN);
      }),
    );
  });

  it("a mirrored scale with mirrored answers gives the same score", () => {
    fc.assert(
      fc.property(inScale(CES7), (cs) => {
        const mirrored = counts(Object.fromEntries(cs.map((c, value) => [8 - value, c])));
        expect(scoreOf(CES7R, mirrored)).toEqual(scoreOf(CES7, cs));
      }),
    );
  });

  it("four times the answers halve the interval, about", () => {
    const half = (k: number) => {
      const { low, high } = npsInterval({
        promoters: 50 * k,
        passives: 30 * k,
        detractors: 20 * k,
      });
      return high - low;
    };
    expect(half(1) / half(4)).toBeCloseTo(2, 1);
  });

  it("adding and taking away counts are inverse", () => {
    fc.assert(
      fc.property(inScale(NPS), inScale(NPS), (a, b) => {
        expect(addCounts(addCounts(a, b), b, -1)).toEqual(a);
        expect(totalOf(addCounts(a, b))).toBe(totalOf(a) + totalOf(b));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { place, trendWindow } from "../../../admin/charts/scale.ts";

describe("the part of the scale that a trend shows", () => {
  it("holds every value", () => {
    expect(trendWindow("nps", [-22, 75])).toEqual([-40, 80]);
    expect(trendWindow("csat", [29, 98])).toEqual([20, 100]);
  });

  it("is at least 60 points, so that noise does not look like news", () => {
    for (const values of [
      [40, 45],
      [0, 3],
      [97, 99],
      [-99, -98],
      [-1, 1],
    ]) {
      const [low, high] = trendWindow("nps", values);
      expect(high - low).toBeGreaterThanOrEqual(60);
      expect(low).toBeLessThanOrEqual(Math.min(...values));
      expect(high).toBeGreaterThanOrEqual(Math.max(...values));
    }
  });

  it("never leaves the scale", () => {
    expect(trendWindow("csat", [99, 100])).toEqual([40, 100]);
    expect(trendWindow("nps", [-100, -98])).toEqual([-100, -40]);
    expect(trendWindow("nps", [])).toEqual([-100, 100]);
  });
});

it("places a value between the ends and not beyond", () => {
  expect(place(34, [-100, 100])).toBe(67);
  expect(place(140, [0, 100])).toBe(100);
});

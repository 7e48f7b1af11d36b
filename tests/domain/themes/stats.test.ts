import { describe, expect, it } from "vitest";
import { themeImpact } from "../../../domain/themes/impact.ts";
import { countTail, emergence, themeSentiment, volumeTrend } from "../../../domain/themes/stats.ts";

describe("themeSentiment", () => {
  it("is % positive - % negative, and nothing without mentions", () => {
    expect(themeSentiment({ positive: 6, neutral: 2, negative: 2 })).toBe(40);
    expect(themeSentiment({ positive: 0, neutral: 0, negative: 3 })).toBe(-100);
    expect(themeSentiment({ positive: 0, neutral: 0, negative: 0 })).toBeNull();
  });
});

describe("countTail", () => {
  it("is Poisson at dispersion 1 and wider above", () => {
    // 1 - e^-2 (1 + 2 + 2) = 0.3233
    expect(countTail(3, 2, 1)).toBeCloseTo(0.32332, 4);
    // Negative binomial, mean 2, variance 4: size 2, p 1/2; P(X >= 3) = 1 - (1/4 + 1/4 + 3/16)
    expect(countTail(3, 2, 2)).toBeCloseTo(0.3125, 4);
    expect(countTail(12, 2, 4)).toBeGreaterThan(countTail(12, 2, 1));
    expect(countTail(0, 2, 1)).toBe(1);
  });
});

describe("emergence", () => {
  it("needs 8 mentions, twice the rate and a rare count", () => {
    expect(emergence(12, [2, 3, 1, 2, 3, 2, 2, 1]).emerging).toBe(true);
    expect(emergence(7, [0, 0, 0, 0, 0, 0, 0, 0]).emerging).toBe(false);
    expect(emergence(8, [0, 0, 0, 0, 0, 0, 0, 0]).emerging).toBe(true);
    expect(emergence(39, [20, 20, 20, 20, 20, 20, 20, 20]).emerging).toBe(false);
  });

  it("is not fooled by a theme that always comes in bursts", () => {
    expect(emergence(12, [0, 0, 16, 0, 0, 14, 0, 8]).emerging).toBe(false);
  });
});

describe("volumeTrend", () => {
  it("tells a change from noise and from too little", () => {
    expect(volumeTrend({ mentions: 40, verbatims: 200 }, { mentions: 12, verbatims: 200 })).toBe(
      "up",
    );
    expect(volumeTrend({ mentions: 12, verbatims: 200 }, { mentions: 40, verbatims: 200 })).toBe(
      "down",
    );
    expect(volumeTrend({ mentions: 22, verbatims: 200 }, { mentions: 20, verbatims: 200 })).toBe(
      "same",
    );
    expect(volumeTrend({ mentions: 9, verbatims: 20 }, { mentions: 1, verbatims: 200 })).toBe(
      "few",
    );
    expect(volumeTrend({ mentions: 3, verbatims: 200 }, { mentions: 1, verbatims: 200 })).toBe(
      "few",
    );
  });
});

describe("themeImpact", () => {
  // All: 60 promoters, 20 passives, 20 detractors = NPS 40. Theme: 10 / 10 / 15 of them.
  const all = [0, 0, 0, 20, 0, 0, 0, 20, 0, 60, 0];
  const themed = [0, 0, 0, 15, 0, 0, 0, 10, 0, 10, 0];

  it("is score(all) - score(rest) = share x (score(theme) - score(rest))", () => {
    const impact = themeImpact(themed, all, "nps");
    const rest = (100 * (50 - 5)) / 65;
    const theme = (100 * (10 - 15)) / 35;
    expect(impact?.value).toBeCloseTo(40 - rest, 10);
    expect(impact?.value).toBeCloseTo(0.35 * (theme - rest), 10);
    expect(impact?.n).toBe(35);
  });

  it("has the interval that resampling has", () => {
    const cells = all.flatMap((count, value) => {
      const inside = themed[value] ?? 0;
      return Array.from({ length: count }, (_, at) => ({ value, inside: at < inside }));
    });
    let state = 7;
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const points = (value: number): number => (value >= 9 ? 100 : value >= 7 ? 0 : -100);
    const draws = Array.from({ length: 3000 }, () => {
      let [sum, rest, outside] = [0, 0, 0];
      for (let i = 0; i < cells.length; i += 1) {
        const cell = cells[Math.floor(next() * cells.length)] as (typeof cells)[number];
        sum += points(cell.value);
        if (!cell.inside) [rest, outside] = [rest + points(cell.value), outside + 1];
      }
      return sum / cells.length - rest / outside;
    }).sort((a, b) => a - b);
    const impact = themeImpact(themed, all, "nps");
    expect(Math.abs((impact?.low ?? 0) - (draws[75] as number))).toBeLessThan(1.5);
    expect(Math.abs((impact?.high ?? 0) - (draws[2925] as number))).toBeLessThan(1.5);
  });

  it("counts by the metric", () => {
    const csat = [0, 10, 10, 20, 40, 40, 0, 0, 0, 0, 0];
    const low = [0, 10, 10, 20, 0, 0, 0, 0, 0, 0, 0];
    expect(themeImpact(low, csat, "csat")?.value).toBeCloseTo((100 * 80) / 120 - 100, 10);
    expect(themeImpact(low, csat, "ces")?.value).toBeCloseTo((100 * 40) / 120 - 50, 10);
  });

  it("is silent without a metric and under 30 on either side", () => {
    expect(themeImpact(themed, all, "none")).toBeNull();
    expect(themeImpact([0, 0, 0, 15, 0, 0, 0, 4, 0, 10, 0], all, "nps")).toBeNull();
    expect(themeImpact(all, all, "nps")).toBeNull();
  });
});

it("tells the tail of counts in the thousands as the plain sum does", () => {
  // The Poisson mass by recurrence from its middle, where a double still holds it.
  const mean = 7000;
  const masses = new Map<number, number>();
  for (let k = 6000, log = 0; k <= 8000; k++) {
    masses.set(k, log);
    log += Math.log(mean / (k + 1));
  }
  const top = Math.max(...masses.values());
  const weight = (from: number) =>
    [...masses].reduce((sum, [k, log]) => sum + (k < from ? 0 : Math.exp(log - top)), 0);
  for (const seen of [6900, 7000, 7100, 7300])
    expect(countTail(seen, mean, 1)).toBeCloseTo(weight(seen) / weight(0), 9);
  expect(countTail(9000, mean, 1)).toBeLessThan(1e-12);
  expect(countTail(100, mean, 40)).toBeGreaterThan(1 - 1e-9);
});

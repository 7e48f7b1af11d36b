import { validate, version } from "uuid";
import { describe, expect, it } from "vitest";
import { decks, rng, seededUuid } from "../../../domain/demo/random.ts";

const sequence = (...seeds: (string | number)[]) => {
  const chance = rng(...seeds);
  return Array.from({ length: 50 }, () => chance.next());
};

describe("the seeded source of chance", () => {
  it("gives the same sequence for the same seeds and another for others", () => {
    expect(sequence(1, "a")).toEqual(sequence(1, "a"));
    expect(sequence(1, "a")).not.toEqual(sequence(1, "b"));
    expect(sequence(1, "a")).not.toEqual(sequence(11, "a"));
    // Seeds are parted: 1 and 12 is not 11 and 2.
    expect(sequence(1, 12)).not.toEqual(sequence(11, 2));
  });

  it("is uniform", () => {
    const chance = rng("uniform");
    const cells = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 20_000; i++) cells[chance.int(10)]!++;
    // chi-square with 9 degrees of freedom: above 27.9 in one of a thousand.
    expect(cells.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9);
  });

  it("keeps to weights and never picks a weight of zero", () => {
    const chance = rng("weights");
    const counts = { a: 0, b: 0, never: 0 };
    for (let i = 0; i < 8000; i++) counts[chance.weighted({ a: 3, b: 1, never: 0 })]++;
    expect(counts.never).toBe(0);
    expect(counts.a / 8000).toBeCloseTo(0.75, 1);
    expect(() => chance.weighted({ a: 0 })).toThrow(RangeError);
    expect(() => chance.pick([])).toThrow(RangeError);
  });

  it("makes UUIDs of version 7 that sort by time", () => {
    const chance = rng("ids");
    const ids = [1, 2, 3].map((n) => seededUuid(Date.UTC(2026, 0, n), chance));
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(seededUuid(5, rng("x"))).toBe(seededUuid(5, rng("x")));
  });
});

describe("a deck", () => {
  it("deals every line once before any comes again", () => {
    const pool = ["a", "b", "c", "d"];
    const deck = decks(rng("deck"));
    const dealt = Array.from({ length: 8 }, () => deck.draw(pool));
    expect(dealt.slice(0, 4).toSorted()).toEqual(pool);
    expect(dealt.slice(4).toSorted()).toEqual(pool);
    expect(() => deck.draw([])).toThrow(RangeError);
  });
});

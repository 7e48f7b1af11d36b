import { describe, expect, it } from "vitest";
import { sampled } from "../../widgets/loader/rules.ts";

describe("sampled", () => {
  const seeds = Array.from({ length: 10_000 }, (_, i) => (i + 0.5) / 10_000);

  it("takes the share that was asked for, of every survey its own", () => {
    const first = seeds.map((seed) => sampled(seed, "sv_abcdefghij", 0.3));
    const second = seeds.map((seed) => sampled(seed, "sv_zyxwvuts72", 0.3));
    const share = (chosen: boolean[]) => chosen.filter(Boolean).length / chosen.length;
    expect(share(first)).toBeCloseTo(0.3, 2);
    expect(share(second)).toBeCloseTo(0.3, 2);
    // Independent: about 0.3 x 0.3 are in both.
    expect(share(first.map((chosen, i) => chosen && second[i]!))).toBeCloseTo(0.09, 1);
  });

  it("is stable, takes everybody at 1, nobody at 0, and grows with the share", () => {
    for (const seed of seeds.slice(0, 500)) {
      expect(sampled(seed, "sv_abcdefghij", undefined)).toBe(true);
      expect(sampled(seed, "sv_abcdefghij", 1)).toBe(true);
      expect(sampled(seed, "sv_abcdefghij", 0)).toBe(false);
      if (sampled(seed, "sv_abcdefghij", 0.2))
        expect(sampled(seed, "sv_abcdefghij", 0.5)).toBe(true);
    }
  });
});

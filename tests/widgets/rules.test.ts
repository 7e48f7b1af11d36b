import { describe, expect, it } from "vitest";
import { rested, sampled, suits } from "../../widgets/loader/rules.ts";

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

describe("rested", () => {
  const now = 1_700_000_000_000;
  const survey = { id: "sv_a", metric: "nps" as const };

  it("lets a new visitor be asked", () => {
    expect(rested({}, survey, now, false)).toBe(true);
  });

  it.each([
    ["any popover", { t: now + 1 }, false],
    ["the metric", { nps: now + 1 }, false],
    ["the survey", { sv_a: now + 1 }, false],
    ["another metric and another survey", { csat: now + 1, sv_b: now + 1 }, true],
    ["what is over", { t: now, nps: now, sv_a: now }, true],
  ])("rests after %s", (_, rests, may) => {
    expect(rested(rests as object, survey, now, false)).toBe(may);
  });

  it("does not spare a container or a tab for a popover shown elsewhere", () => {
    expect(rested({ t: now + 1 } as object, survey, now, true)).toBe(true);
    expect(rested({ sv_a: now + 1 } as object, survey, now, true)).toBe(false);
  });
});

describe("suits", () => {
  it.each([
    [[["plan", "^(?:pro)$"]], { plan: "pro" }, true],
    [[["plan", "^(?:pro)$"]], { plan: "probe" }, false],
    [[["plan", "^(?:pro)$"]], {}, false],
    [[["seats", "^-?[0-9.]+$", 5]], { seats: 6 }, true],
    [[["seats", "^-?[0-9.]+$", 5]], { seats: "5" }, false],
    [[["seats", "^-?[0-9.]+$", "-", 0]], { seats: -1 }, true],
    [[["seats", "^-?[0-9.]+$", "-", 0]], {}, false],
    [
      [
        ["a", "."],
        ["b", "."],
      ],
      { a: 1 },
      false,
    ],
    [undefined, {}, true],
  ] as const)("%j with %j: %s", (traits, known, holds) => {
    expect(suits(traits as never, known)).toBe(holds);
  });
});

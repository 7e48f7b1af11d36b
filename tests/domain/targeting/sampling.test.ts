import { expect, it } from "vitest";
import { standing } from "../../../domain/targeting/sampling.ts";

const people = Array.from({ length: 20_000 }, (_, i) => `person-${i}`);

it("spreads people evenly, and each survey draws anew", () => {
  for (const share of [0.1, 0.5, 0.9]) {
    const asked = people.filter((id) => standing(id, "sv_aaaaaaaaaa") < share);
    // Four standard deviations of a fair draw.
    const slack = 4 * Math.sqrt(share * (1 - share) * people.length);
    expect(Math.abs(asked.length - share * people.length)).toBeLessThan(slack);
    const again = asked.filter((id) => standing(id, "sv_bbbbbbbbbb") < share);
    expect(Math.abs(again.length - share * asked.length)).toBeLessThan(slack);
  }
});

it("never changes: people would be asked who were not", () => {
  expect(standing("eve", "sv_aaaaaaaaaa")).toBeCloseTo(0.920_221_24, 8);
});

import { expect, it } from "vitest";
import { toneGroups, toneOf } from "../../../admin/words/tones.ts";

const scale = (
  metric: "nps" | "csat" | "ces" | "rating",
  min: 0 | 1,
  max: 5 | 7 | 10,
  reversed = false,
) => ({ metric, min, max, reversed });

it("groups a scale as its score counts it", () => {
  const sizes = (s: Parameters<typeof toneGroups>[0]) =>
    toneGroups(s).map(({ tone, members }) => [tone, members.length]);
  expect(sizes(scale("nps", 0, 10))).toEqual([
    ["bad", 7],
    ["mid", 2],
    ["good", 2],
  ]);
  expect(sizes(scale("csat", 1, 5))).toEqual([
    ["bad", 2],
    ["mid", 1],
    ["good", 2],
  ]);
  expect(sizes(scale("ces", 1, 7))).toEqual([
    ["bad", 3],
    ["mid", 1],
    ["good", 3],
  ]);
  expect(sizes(scale("ces", 1, 7, true))).toEqual([
    ["good", 3],
    ["mid", 1],
    ["bad", 3],
  ]);
});

it("takes no side on a plain rating, nor without a scale", () => {
  expect(toneGroups(scale("rating", 1, 5))).toEqual([{ tone: "mid", members: [1, 2, 3, 4, 5] }]);
  expect(toneOf(undefined, 10)).toBe("mid");
});

import { expect, it } from "vitest";
import { sortOf, sortText, sorted } from "../../../admin/components/table.tsx";

const COLUMNS = ["n", "score"] as const;
const fallback = { by: "n", down: true } as const;

it("reads how a table is sorted from an address, and writes it back", () => {
  expect(sortOf("-score", COLUMNS, fallback)).toEqual({ by: "score", down: true });
  expect(sortOf(sortText({ by: "score", down: false }), COLUMNS, fallback)).toEqual({
    by: "score",
    down: false,
  });
  expect(sortOf("nonsense", COLUMNS, fallback)).toBe(fallback);
  expect(sortOf(undefined, COLUMNS, fallback)).toBe(fallback);
});

it("puts rows without a value last, whichever way", () => {
  const rows = [{ v: 2 }, { v: null }, { v: 10 }, { v: -3 }];
  expect(sorted(rows, ({ v }) => v, false).map(({ v }) => v)).toEqual([-3, 2, 10, null]);
  expect(sorted(rows, ({ v }) => v, true).map(({ v }) => v)).toEqual([10, 2, -3, null]);
});

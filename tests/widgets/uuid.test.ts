import { expect, it } from "vitest";
import { uuid7 } from "../../widgets/runtime/uuid.ts";

it("is a version 7 UUID of its time", () => {
  expect(uuid7(0x018bcfe56800)).toMatch(
    /^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
  );
});

it("sorts by time and does not repeat", () => {
  const ids = [2 ** 40, 2 ** 41, 2 ** 43].map(uuid7);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(Array.from({ length: 1000 }, () => uuid7(2 ** 41))).size).toBe(1000);
});

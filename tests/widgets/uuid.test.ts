import { expect, it } from "vitest";
import { uuid7 } from "../../widgets/runtime/uuid.ts";

it("is a version 7 UUID of its time", () => {
  let next = 0;
  const id = uuid7(0x018bcfe56800, () => 0xf0 + next++);
  expect(id).toBe("018bcfe5-6800-7012-8345-6789abcdef01");
});

it("sorts by time and uses all of its randomness", () => {
  const ids = [1, 2 ** 40, 2 ** 44].map((ms) => uuid7(ms, () => Math.floor(Math.random() * 256)));
  expect(ids.toSorted()).toEqual(ids);
  expect(
    new Set(Array.from({ length: 1000 }, () => uuid7(5, () => Math.floor(Math.random() * 256))))
      .size,
  ).toBe(1000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});

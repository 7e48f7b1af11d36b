import { describe, expect, it } from "vitest";
import { type Placed, inOrder, priorityTo } from "../../../../admin/screens/build/order.ts";
import { MAX_PRIORITY } from "../../../../domain/wire/surveys.ts";

const survey = (id: string, priority: number, createdAt: number): Placed => ({
  id,
  priority,
  createdAt,
});
const [old, middle, fresh] = [survey("old", 0, 1), survey("middle", 0, 2), survey("fresh", 0, 3)];

describe("who goes first", () => {
  it("is the higher priority, then the newer survey", () => {
    const first = survey("first", 5, 0);
    expect(inOrder([old, fresh, first, middle]).map(({ id }) => id)).toEqual([
      "first",
      "fresh",
      "middle",
      "old",
    ]);
  });

  it("is changed with the least step that does it", () => {
    expect(priorityTo(old, [middle, fresh], -1)).toBe(1);
    expect(priorityTo(fresh, [middle, old], 1)).toBe(-1);
    // Older than the one above: only a higher number goes before it.
    expect(priorityTo(old, [survey("a", 3, 9), survey("b", 7, 9)], -1)).toBe(4);
    // Newer than the one above: the same number will do.
    expect(priorityTo(fresh, [survey("a", 3, 1), survey("b", 7, 1)], -1)).toBe(3);
  });

  it("ends at the ends", () => {
    expect(priorityTo(fresh, [middle, old], -1)).toBeUndefined();
    expect(priorityTo(old, [middle, fresh], 1)).toBeUndefined();
    expect(priorityTo(old, [], -1)).toBeUndefined();
    expect(priorityTo(old, [survey("top", MAX_PRIORITY, 9)], -1)).toBeUndefined();
  });

  it("always moves to the side that was asked for", () => {
    const others = [survey("a", 2, 5), survey("b", 0, 4), survey("c", 0, 1), survey("d", -3, 2)];
    for (const priority of [-5, -3, -1, 0, 1, 2, 3]) {
      const mine = survey("mine", priority, 3);
      const place = (p: number) =>
        inOrder([...others, { ...mine, priority: p }]).findIndex(({ id }) => id === "mine");
      for (const by of [-1, 1] as const) {
        const next = priorityTo(mine, others, by);
        const atEnd = place(priority) === (by < 0 ? 0 : others.length);
        expect(next === undefined).toBe(atEnd);
        if (next !== undefined) expect((place(next) - place(priority)) * by).toBeGreaterThan(0);
      }
    }
  });
});

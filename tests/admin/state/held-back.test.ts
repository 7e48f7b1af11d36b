import { expect, it } from "vitest";
import { arrived, refreshed } from "../../../admin/state/held-back.ts";

const list = (...ids: string[]) => ids.map((id) => ({ id }));

it("counts what came since the list was shown", () => {
  expect(arrived(list("c", "b"), list("c", "b"))).toBe(0);
  expect(arrived(list("c", "b"), list("e", "d", "c"))).toBe(2);
  expect(arrived(list("a"), list("e", "d"))).toBe(2);
});

it("does not call an answer new because an older one left the list", () => {
  expect(arrived(list("d", "c", "b"), list("c", "b", "a"))).toBe(0);
});

it("keeps the order that is read, with the newest content", () => {
  const shown = [
    { id: "b", state: "counted" },
    { id: "a", state: "counted" },
  ];
  expect(
    refreshed(shown, [
      { id: "c", state: "counted" },
      { id: "a", state: "test" },
    ]),
  ).toEqual([
    { id: "b", state: "counted" },
    { id: "a", state: "test" },
  ]);
});

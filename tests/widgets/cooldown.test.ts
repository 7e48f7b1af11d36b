import { expect, it } from "vitest";
import { rest, rested } from "../../widgets/runtime/cooldown.ts";
import type { State } from "../../widgets/runtime/state.ts";

const DAY = 864e5;
const now = 1_700_000_000_000;

it("lets a new visitor be asked", () => {
  expect(rested({}, "sv_a", now, false)).toBe(true);
});

it("rests for every popover after a show, but not for inline surveys", () => {
  const state: State = {};
  rest(state, "t", 30, now);
  expect(rested(state, "sv_a", now + 30 * DAY - 1, false)).toBe(false);
  expect(rested(state, "sv_a", now + 30 * DAY, false)).toBe(true);
  expect(rested(state, "sv_a", now + DAY, true)).toBe(true);
});

it("rests for one survey after an answer, inline too; the longest rest wins", () => {
  const state: State = {};
  rest(state, "t", 30, now);
  rest(state, "sv_a", 180, now);
  expect(rested(state, "sv_a", now + 31 * DAY, false)).toBe(false);
  expect(rested(state, "sv_a", now + 31 * DAY, true)).toBe(false);
  expect(rested(state, "sv_b", now + 31 * DAY, false)).toBe(true);
  expect(rested(state, "sv_a", now + 180 * DAY, false)).toBe(true);
});

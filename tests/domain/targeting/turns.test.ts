import { expect, it } from "vitest";
import { turnsOf } from "../../../domain/targeting/turns.ts";

type Survey = Parameters<typeof turnsOf>[0][number];
/** "a pass", "b waits inline": an id, what its rules come to, how it stands. */
const turns = (...surveys: string[]) =>
  turnsOf(
    surveys.map((text) => {
      const [id = "", result, mode = "popover"] = text.split(" ");
      return { id, result, mode } as Survey;
    }),
  ).map(({ verdict, behind }) => (behind === null ? verdict : `${verdict} ${behind}`));

it("the first whose rules hold asks, and the others stand behind it", () => {
  expect(turns("a fail", "b pass", "c pass", "d pass modal", "e fail")).toEqual([
    "no",
    "asks",
    "behind b",
    "behind b",
    "no",
  ]);
});

it("one that waits lets the next go first; without a next it waits", () => {
  expect(turns("a waits", "b pass", "c waits")).toEqual(["behind b", "asks", "behind b"]);
  expect(turns("a waits", "b waits")).toEqual(["waits", "waits"]);
});

it("one that may be drawn keeps its chance before the first, and none after it", () => {
  expect(turns("a chance", "b pass", "c chance")).toEqual(["chance", "asks", "behind b"]);
  expect(turns("a chance", "b waits")).toEqual(["chance", "waits"]);
});

it("containers and tabs wait for nobody and hold up nobody", () => {
  expect(turns("a pass inline", "b pass", "c pass tab", "d pass inline")).toEqual([
    "asks",
    "asks",
    "asks",
    "asks",
  ]);
});

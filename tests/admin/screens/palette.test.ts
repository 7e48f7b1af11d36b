import { expect, it } from "vitest";
import { type Target, matching } from "../../../admin/screens/palette-match.ts";

const targets: Target[] = [
  { name: "Overview", kind: "Screen", path: "/app" },
  { name: "Store NPS", kind: "Results", path: "/a" },
  { name: "Store NPS", kind: "Build", path: "/b" },
  { name: "NPS results", kind: "Build", path: "/c" },
];

it("finds by any words of name and kind, those that begin with them first", () => {
  expect(matching(targets, "build store").map(({ path }) => path)).toEqual(["/b"]);
  expect(matching(targets, "nps").map(({ path }) => path)).toEqual(["/c", "/a", "/b"]);
  expect(matching(targets, "")).toHaveLength(4);
  expect(matching(targets, "nothing")).toEqual([]);
});

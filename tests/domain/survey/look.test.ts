import { expect, it } from "vitest";
import { lookFor } from "../../../domain/survey/look.ts";
import type { Look } from "../../../domain/wire/survey.ts";

const look: Look = { accent: "#5b43c4", mode: "popover", corner: "br", scheme: "auto", radius: 8 };

it("says only the accent where all else is the default, lightened for dark surfaces", () => {
  expect(lookFor(look)).toBe("--b:light-dark(#5b43c4,oklch(.78 .19 285))");
});

it("darkens an accent that would not read on white, and keeps it on near-black", () => {
  expect(lookFor({ ...look, accent: "#ffd400" })).toBe("--b:light-dark(oklch(.54 .18 94),#ffd400)");
});

it("says where a popover stands, its scheme and its radius", () => {
  const other = lookFor({ ...look, corner: "tl", scheme: "dark", radius: 0 });
  expect(other).toContain(";border-radius:0px;color-scheme:dark;--i:16px auto auto 16px");
});

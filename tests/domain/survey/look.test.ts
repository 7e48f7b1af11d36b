import { expect, it } from "vitest";
import { lookFor } from "../../../domain/survey/look.ts";
import type { Look } from "../../../domain/wire/survey.ts";

const look: Look = { accent: "#5b43c4", mode: "popover", corner: "br", scheme: "auto", radius: 8 };

it("says only the accent where all else is the default, lightened for dark surfaces", () => {
  expect(lookFor(look)).toBe("--b:light-dark(#5b43c4,#9e90ff)");
});

it("darkens an accent that would not read on white, and keeps it on near-black", () => {
  expect(lookFor({ ...look, accent: "#ffd400" })).toBe("--b:light-dark(#986e00,#ffd400)");
});

it("says where a popover stands, its scheme and its radius", () => {
  const other = lookFor({ ...look, corner: "tl", scheme: "dark", radius: 0 });
  expect(other).toContain(";border-radius:0px;color-scheme:dark;--i:16px auto auto 16px");
});

/** Contrast ratio of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [light, dark] = [one, other]
    .map((colour) => {
      const [r, g, b] = [1, 3, 5].map((at) => {
        const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    })
    .toSorted((a, b) => b - a) as [number, number];
  return light / dark;
}

it("keeps every accent at 4.5:1 on white and on near-black", () => {
  for (let i = 0; i < 4096; i++) {
    const accent = `#${[i >> 8, (i >> 4) & 15, i & 15].map((n) => n.toString(16).repeat(2)).join("")}`;
    const [onLight, onDark] = /light-dark\((.{7}),(.{7})\)/u
      .exec(lookFor({ ...look, accent }))!
      .slice(1);
    expect(contrast(onLight!, "#ffffff"), accent).toBeGreaterThanOrEqual(4.5);
    expect(contrast(onDark!, "#121212"), accent).toBeGreaterThanOrEqual(4.5);
  }
});

it("gives a surface of one's own the scheme whose text reads on it", () => {
  expect(lookFor({ ...look, surface: "#808080" })).toContain("color-scheme:light");
  for (let i = 0; i < 256; i++) {
    const surface = `#${i.toString(16).padStart(2, "0").repeat(3)}`;
    const text = lookFor({ ...look, surface }).includes("scheme:light") ? "#000000" : "#ffffff";
    expect(contrast(surface, text), surface).toBeGreaterThanOrEqual(4.5);
  }
});

import { lookFor } from "../../../domain/survey/look.ts";
import type { Look } from "../../../domain/wire/survey.ts";

/** What text must reach on what is behind it (WCAG 2.2, 1.4.3). */
export const ENOUGH = 4.5;

type Channels = readonly [red: number, green: number, blue: number];

const channels = (hex: string): Channels =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Channels;

/** Relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2). */
function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Channels;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** A colour and another, mixed: 0 is the first, 1 the second. */
function mixed(one: string, other: string, share: number): string {
  const to = channels(other);
  return `#${channels(one)
    .map((value, i) => Math.round(value + ((to[i] ?? 0) - value) * share))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;
}

const STEPS = 50;

/** The colour nearest to one that is read on a surface: as little darker or lighter as will do. */
export function readable(colour: string, surface: string): string {
  for (let step = 0; step <= STEPS; step++) {
    const tries = ["#000000", "#ffffff"].map((end) => mixed(colour, end, step / STEPS));
    const found = tries.find((one) => contrast(one, surface) >= ENOUGH);
    if (found) return found;
  }
  // Black or white is read on every colour.
  return contrast("#000000", surface) > contrast("#ffffff", surface) ? "#000000" : "#ffffff";
}

/** The widget's faintest text on a light and on a dark ground (widgets/styles). */
const TEXT = { light: "#555555", dark: "#bbbbbb" } as const;

/** Something that is hard to read on an author's own background, and the colour that mends it. */
export type Faint = { part: "surface" | "accent"; reaches: number; better: string };

/** What of a look is not read well enough on the background that its author gave it. */
export function faintIn(look: Look): Faint[] {
  const { accent, surface } = look;
  if (surface === undefined) return [];
  const text = TEXT[lookFor(look).includes("color-scheme:dark") ? "dark" : "light"];
  const faint: Faint[] = [];
  if (contrast(text, surface) < ENOUGH)
    faint.push({
      part: "surface",
      reaches: contrast(text, surface),
      better: readable(surface, text),
    });
  if (contrast(accent, surface) < ENOUGH)
    faint.push({
      part: "accent",
      reaches: contrast(accent, surface),
      better: readable(accent, surface),
    });
  return faint;
}

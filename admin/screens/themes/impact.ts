import type { Theme } from "../../../domain/wire/themes.ts";
import { signed, signedTenths } from "../../words/format.ts";

/** An impact is told from this many mentions. */
export const MIN_MENTIONS = 30;

type Impact = NonNullable<Theme["impact"]>;

/** Whether the interval leaves no doubt about the direction. */
export function sureOf({ low, high }: Impact): "up" | "down" | "" {
  return low > 0 ? "up" : high < 0 ? "down" : "";
}

/** Ends of the axis that holds all impacts, in even points, and zero. */
export function impactEnds(themes: readonly Theme[]): [low: number, high: number] {
  const values = themes.flatMap(({ impact }) => (impact ? [impact.low, impact.high] : []));
  return [
    Math.min(-2, 2 * Math.floor(Math.min(0, ...values) / 2)),
    Math.max(2, 2 * Math.ceil(Math.max(0, ...values) / 2)),
  ];
}

export function impactText({ low, high }: Impact): string {
  return `${signedTenths(low)} to ${signedTenths(high)}`;
}

export function sentimentText(sentiment: number | null): string {
  return sentiment === null ? "–" : signed(sentiment);
}

/** Blue or orange only where the balance is plain. */
export function toneClass(sentiment: number | null): string {
  return sentiment === null || Math.abs(sentiment) < 10 ? "" : sentiment > 0 ? "pos" : "neg";
}

/** Mentions against the period before: "× 2.4", or "new". */
export function momentum({ volume, previous }: Theme): string {
  if (previous === 0) return volume > 0 ? "new" : "–";
  return `× ${(volume / previous).toFixed(1)}`;
}

export const THEME_COLUMNS = [
  "weight",
  "label",
  "impact",
  "volume",
  "sentiment",
  "momentum",
] as const;
export type ThemeColumn = (typeof THEME_COLUMNS)[number];

/** The value that a column sorts by; those under the minimum have no impact. */
export function themeValue(column: ThemeColumn): (theme: Theme) => number | string | null {
  switch (column) {
    case "label":
      return ({ label }) => label;
    case "impact":
      return ({ impact }) => impact?.value ?? null;
    case "volume":
      return ({ volume }) => volume;
    case "sentiment":
      return ({ sentiment }) => sentiment;
    case "momentum":
      return ({ volume, previous }) =>
        previous > 0 ? volume / previous : volume > 0 ? Infinity : null;
    case "weight":
      return ({ impact, volume }) => (impact ? Math.abs(impact.value) * volume : null);
  }
}

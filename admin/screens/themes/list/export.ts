import { BOM, FORMULA } from "../../../../domain/csv/formula.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";

const HEAD =
  "theme,parent,status,muted,mentions,share,mentions_before,change,rising,positive,negative,sentiment,impact,impact_low,impact_high,id".split(
    ",",
  );

const CHANGE: Record<Theme["trend"], string> = {
  up: "more",
  down: "fewer",
  same: "no real change",
  few: "not enough data",
};

/** The list as a file: all themes in use and proposed, shares of 0 to 1, no figure rounded away. */
export async function themesCsv(themes: readonly Theme[]): Promise<string> {
  const { default: Papa } = await import("papaparse");
  const labels = new Map(themes.map(({ id, label }) => [id, label]));
  const exact = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : Number(value.toFixed(4));
  const rows = themes
    .filter(({ status }) => status !== "archived")
    .map((theme) => [
      theme.label,
      (theme.parent !== null && labels.get(theme.parent)) || "",
      theme.status,
      theme.muted ? "yes" : "no",
      theme.volume,
      exact(theme.share),
      theme.previous,
      CHANGE[theme.trend],
      theme.emerging ? "yes" : "no",
      theme.positive,
      theme.negative,
      exact(theme.sentiment),
      exact(theme.impact?.value),
      exact(theme.impact?.low),
      exact(theme.impact?.high),
      theme.id,
    ]);
  return `${BOM}${Papa.unparse([HEAD, ...rows], { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

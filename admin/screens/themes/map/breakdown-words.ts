import type { Theme, ThemeBreakdown } from "../../../../domain/wire/themes.ts";
import type { Verdict } from "../../../../domain/wire/scores.ts";
import { attributeName, valueName } from "../../../words/names.ts";

type Row = ThemeBreakdown["rows"][number];

const NAMES: Record<string, string> = { channel: "Channel", language: "Language", score: "Score" };

/** A dimension as people call it: "attr:plan" as "Plan". */
export function dimensionName(by: string): string {
  return NAMES[by] ?? attributeName(by.replace(/^attr:/u, ""));
}

/** The name of one segment. */
export function segmentName(by: string, key: string): string {
  return by === "score" ? `Score ${key}` : valueName(by, key);
}

/** Whether a segment speaks of the theme more or less than the others do. */
export const OFTENER: Record<Verdict, string> = {
  up: "More often",
  down: "Less often",
  same: "No real difference",
  few: "Not enough data",
};

/** Good or bad news: a complaint that is named more often is bad; nothing where feelings balance. */
export function newsOf(verdict: Verdict, { sentiment }: Pick<Theme, "sentiment">): string {
  if (verdict !== "up" && verdict !== "down") return "";
  if (sentiment === null || Math.abs(sentiment) < 10) return "";
  return (verdict === "up") === sentiment > 0 ? "up" : "down";
}

/** The share of all texts that were looked at, and where the axis ends: 10, 20, 30, 40, 60, 80 or 100 %. */
export function axisOf(rows: readonly Row[]): { all: number; end: number } {
  const texts = rows.reduce((sum, row) => sum + row.texts, 0);
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const most = Math.max(0, ...rows.map(({ high }) => high));
  return {
    all: texts > 0 ? n / texts : 0,
    end: [0.1, 0.2, 0.3, 0.4, 0.6, 0.8].find((end) => most <= end) ?? 1,
  };
}

export const SEGMENT_COLUMNS = ["name", "texts", "share", "sentiment"] as const;
export type SegmentColumn = (typeof SEGMENT_COLUMNS)[number];

/** What a column sorts by; scores stand in their own order. */
export function segmentValue(
  by: string,
  column: SegmentColumn,
): (row: Row) => number | string | null {
  switch (column) {
    case "name":
      return ({ key }) =>
        by === "score" && Number.isFinite(Number(key)) ? Number(key) : segmentName(by, key);
    case "texts":
      return ({ texts }) => texts;
    case "share":
      return ({ share }) => share;
    case "sentiment":
      return ({ sentiment }) => sentiment;
  }
}

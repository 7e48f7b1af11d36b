import type { Metric } from "../../domain/wire/common.ts";
import type { Verdict as Kind } from "../../domain/wire/scores.ts";
import { count } from "../words/format.ts";

const CLASSES: Record<Kind, string> = { up: "up", down: "down", same: "", few: "none" };

/** The words for a change against the period before. */
export function changeWords(verdict: Kind, change: number | null): string {
  if (verdict === "few") return "Not enough data";
  if (verdict === "same" || change === null) return "No real change";
  return `${verdict === "up" ? "Up" : "Down"} ${count(Math.max(1, Math.abs(Math.round(change))))}`;
}

/** The words for a difference from all others. */
export const DIFFERENCES: Record<Kind, string> = {
  up: "Higher",
  down: "Lower",
  same: "No real difference",
  few: "Not enough data",
};

/** Whether a change is real: shape, word and colour say the same. */
export function Verdict({ verdict, words }: { verdict: Kind; words: string }) {
  return <span class={`verdict ${CLASSES[verdict]}`}>{words}</span>;
}

/** A change against the period before. */
export function Change({
  verdict,
  change,
  metric,
}: {
  verdict: Kind;
  change: number | null;
  metric: Metric;
}) {
  if (metric === "none") return null;
  return <Verdict verdict={verdict} words={changeWords(verdict, change)} />;
}

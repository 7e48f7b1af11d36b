import type { Unthemed } from "../../../../domain/wire/themes.ts";
import { count, plural } from "../../../words/format.ts";

export type Reason = Unthemed["reasons"][number]["reason"];

export const REASONS: readonly Reason[] = ["verdict", "rare", "short", "rule"];

/** Names of the piles. */
export const NAMES: Record<Reason, string> = {
  verdict: "No reason given",
  rare: "Named by few",
  short: "Too short to tell",
  rule: "Kept out by a rule",
};

/** What the texts of a pile do, after their number: "140 say how they feel and not why". */
function saysWords(reason: Reason, n: number): string {
  const one = n === 1;
  switch (reason) {
    case "verdict":
      return one ? "says how it was and not why" : "say how it was and not why";
    case "rare":
      return one ? "is about what few others name" : "are about what few others name";
    case "short":
      return one ? "is too short to tell" : "are too short to tell";
    case "rule":
      return one ? "is kept out by a rule" : "are kept out by a rule";
  }
}

export const ADVICE: Record<Reason, string> = {
  verdict:
    "No theme can be read from these. A follow-up question that asks for the reason brings some: “What is the main reason for your score?”",
  rare: "Each run looks at these again. Once eight or more say the same, a theme is made or proposed. Where they belong to a theme you have, teach it: open the theme and add the words under Rules.",
  short:
    "A word or a sign alone says too little. There is nothing to do; they count in the score as any answer.",
  rule: "A theme holds a rule that these never belong to it, and no other theme fits. The theme's page lists its rules; each can be taken back.",
};

/**
 * How many texts have no theme, and why, the largest pile first: "312 texts without a theme", ": 140
 * say how it was and not why, …". Where only the newest were looked at, both say so.
 */
export function unthemedWords({
  total,
  of,
  reasons,
}: Pick<Unthemed, "total" | "of" | "reasons">): [head: string, rest: string] {
  const piles = reasons.filter(({ n }) => n > 0).toSorted((a, b) => b.n - a.n);
  const told = piles.map(({ reason, n }) => `${count(n)} ${saysWords(reason, n)}`).join(", ");
  const head = `${plural(total, "text")} without a theme`;
  if (told === "") return [head, "."];
  return isEstimate({ total, reasons })
    ? [`About ${head}`, `. Among the newest ${plural(of, "text")}: ${told}.`]
    : [head, `: ${told}.`];
}

/** Whether the total is told from the share among the newest texts. */
export function isEstimate({ total, reasons }: Pick<Unthemed, "total" | "reasons">): boolean {
  return total > reasons.reduce((sum, { n }) => sum + n, 0);
}

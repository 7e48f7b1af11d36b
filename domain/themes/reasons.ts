import type { Analysis } from "./analyse.ts";
import type { Model } from "./model.ts";
import { isOpinion } from "./phrases.ts";
import type { NoTheme } from "./types.ts";

/** Words up to which a text without a topic is short rather than a verdict. */
const fewWords = 1;

/** Why a verbatim has no theme. `refused` = hits that a rule forbade. */
export const reasonOf = (
  { clauses, words, lang }: Analysis,
  refused: number,
  model: Model,
): NoTheme => {
  if (refused > 0) return "rule";
  const opinionated = (text: string): boolean => isOpinion(text, lang, model);
  const tokens = clauses.flatMap((clause) => clause.tokens);
  const topical = tokens.some(
    ({ kind, text }) => kind !== "stop" && kind !== "filler" && !opinionated(text),
  );
  if (topical) return words.length <= fewWords ? "short" : "rare";
  const opinion = tokens.some(({ text }) => opinionated(text));
  return opinion || words.length > fewWords ? "verdict" : "short";
};

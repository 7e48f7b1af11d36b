import type { Words } from "../../../domain/wire/survey.ts";
import { replaced } from "./placeholders.ts";

/** The words in exactly one language; "" where there are none. A plain string is in the survey's own. */
export function wordsIn(words: Words | undefined, language: string, own: string): string {
  if (words === undefined) return "";
  if (typeof words === "string") return language === own ? words : "";
  return words[language] ?? "";
}

/** The words with those of one language replaced. One language alone stays a plain string. */
export function withWords(
  words: Words | undefined,
  language: string,
  own: string,
  text: string,
): Words {
  if (typeof words !== "object") {
    if (language === own) return text;
    return text === "" ? (words ?? "") : { [own]: words ?? "", [language]: text };
  }
  const next = { ...words, [language]: text };
  // The survey's own words stay, empty or not: only they may be missing for everybody.
  if (text === "" && language !== own) delete next[language];
  return next;
}

/** A wording as a list shows it: "{{q1}}" as "[answer 1]", "{{plan|free}}" as "[plan]". */
export function plainWords(text: string, questions: readonly { id: string }[]): string {
  return replaced(text, (one) => {
    if ("question" in one)
      return `[answer ${questions.findIndex(({ id }) => id === one.question) + 1}]`;
    return "attribute" in one ? `[${one.attribute}]` : one.whole;
  });
}

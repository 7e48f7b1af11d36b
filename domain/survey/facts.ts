import type { Answers } from "../wire/ingest.ts";
import type { Question } from "../wire/survey.ts";
import { cleanText } from "./text.ts";

/**
 * What one response adds to the rollups: [question, dimension, value, slot].
 * Dimension "channel" carries the total (the sum over channels); "option" counts a chosen option.
 * The slot is the score, or -1 where the row only counts a start.
 */
export type Fact = [question: string, dimension: string, value: string, slot: number];

/** The dimension that one-click votes count by, beside their channel. */
export const GRADE = "grade";

/** The row that counts starts and completions when a survey has no metric question. */
export const WHOLE = "*";

/** At most this many values of one attribute count by themselves; the rest is "other". */
const MAX_VALUES = 50;

/**
 * What an attribute's value counts as.
 * @param known values of this attribute that count by themselves so far
 * @returns nothing for an empty value; `fresh` for one that now counts by itself too
 */
export function dimensionOf(
  given: string | number | boolean | undefined,
  known: readonly string[],
): { value: string; fresh: boolean } | undefined {
  const value = cleanText(String(given ?? "").slice(0, 100));
  if (value === "") return undefined;
  if (known.includes(value)) return { value, fresh: false };
  return known.length < MAX_VALUES ? { value, fresh: true } : { value: "other", fresh: false };
}

/** Those of some attributes that a response could count by and does not; none without a score. */
export function missingOf(facts: readonly Fact[], names: readonly string[]): string[] {
  const [head, , , slot] = facts[0] ?? [WHOLE, "", "", -1];
  if (slot < 0) return [];
  const has = new Set(facts.filter(([question]) => question === head).map(([, name]) => name));
  return names.filter((name) => !has.has(name));
}

/**
 * The facts of a response that counted before attributes were declared, with those that it would
 * have had.
 * @param dims as for factsOf, of attributes that are missing
 */
export function withDimensions(
  facts: readonly Fact[],
  dims: Readonly<Record<string, string>>,
): Fact[] {
  const [head, , , slot] = facts[0] ?? [WHOLE, "", "", -1];
  return [
    ...facts,
    ...Object.entries(dims).map(([name, value]): Fact => [head, name, value, slot]),
  ];
}

/**
 * The rollup rows of a response. The primary question counts by channel and by each declared
 * attribute that the response carries; other scores and choices by channel or option alone.
 * @param dims declared attributes with their bounded values, already mapped to "other" past the cap.
 */
export function factsOf(
  questions: ReadonlyMap<string, Question>,
  primary: string | undefined,
  answers: Answers,
  channel: string,
  dims: Readonly<Record<string, string>>,
): Fact[] {
  const score = primary === undefined ? undefined : answers[primary];
  const slot = typeof score === "number" ? score : -1;
  const head = primary ?? WHOLE;
  const facts: Fact[] = [[head, "channel", channel, slot]];
  if (slot >= 0) {
    for (const [name, value] of Object.entries(dims)) facts.push([head, name, value, slot]);
  }
  for (const [id, answer] of Object.entries(answers)) {
    const question = questions.get(id);
    if (!question || id === primary || answer === null) continue;
    if (question.kind === "score" && typeof answer === "number") {
      facts.push([id, "channel", channel, answer]);
    } else if (question.kind === "single" && typeof answer === "string") {
      facts.push([id, "option", answer, 0]);
    } else if (question.kind === "multiple" && Array.isArray(answer)) {
      for (const option of answer)
        facts.push([id, "option", typeof option === "string" ? option : option.id, 0]);
    }
  }
  return facts;
}

import type { Model, Verbatim } from "../../domain/themes/index.ts";
import { detectLanguage } from "../../domain/themes/language.ts";
import { normalise } from "../../domain/themes/normalise.ts";
import { wordsOf } from "../../domain/themes/tokens.ts";

/** When the first text of a bench was answered: 2026-09-01T12:00Z. */
export const FIRST_AT = Date.UTC(2026, 8, 1, 12);
const MINUTE_MS = 60_000;

/** Texts as the engine gets them from one survey, in their order of arrival from `seq` on. */
export function verbatimsOf(
  texts: readonly string[],
  { seq = 1, survey = "sv_bench", lang }: { seq?: number; survey?: string; lang?: string } = {},
): Verbatim[] {
  return texts.map((text, i) => ({
    id: `${survey}/${seq + i}`,
    surveyId: survey,
    seq: seq + i,
    text,
    at: FIRST_AT + (seq + i) * MINUTE_MS,
    ...(lang !== undefined && { langHint: lang }),
  }));
}

/**
 * The engine's vector of each whole text, one after the other; a row without a known word is zero.
 * What only themes need of a text, its clauses and stems, is left out.
 */
export function textVectors(texts: readonly string[], { languages, vectors }: Model): Float32Array {
  const rows = new Float32Array(texts.length * vectors.dimensions);
  texts.forEach((said, i) => {
    const text = normalise(said);
    const words = wordsOf(text).map((word) => word.text);
    rows.set(vectors.of(words, detectLanguage(languages, text, words)), i * vectors.dimensions);
  });
  return rows;
}

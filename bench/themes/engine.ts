import { analyse } from "../../domain/themes/analyse.ts";
import type { Model, Verbatim } from "../../domain/themes/index.ts";

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

/** The engine's vector of each whole text, one after the other; a row without a known word is zero. */
export function textVectors(texts: readonly string[], model: Model): Float32Array {
  const { dimensions } = model.vectors;
  const rows = new Float32Array(texts.length * dimensions);
  verbatimsOf(texts).forEach((verbatim, i) => {
    const { words, lang } = analyse(verbatim, model);
    const small = words.map(({ text }) => text);
    rows.set(model.vectors.of(small, lang), i * dimensions);
  });
  return rows;
}

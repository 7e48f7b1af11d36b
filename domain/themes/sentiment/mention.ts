import type { Word } from "../tokens.ts";
import type { Lang, Sentiment, Span } from "../types.ts";
import { isSupported } from "../vocabulary.ts";
import type { SentimentModel } from "./model.ts";
import { scoreOf, silent, stretchOf } from "./score.ts";

/** A theme in a text: its clause (word indices, half open) and the words that matched. */
export type Place = {
  readonly from: number;
  readonly to: number;
  readonly spans: readonly Span[];
  /** Words that matched other themes of the text; none when the text has one topic. */
  readonly others: readonly Span[];
};

/**
 * Sentiment of a mention: that of the whole text when it has one topic, of its clause when it has
 * more.
 */
export const sentimentOfMention = (
  text: string,
  words: readonly Word[],
  lang: Lang,
  model: SentimentModel,
  place: Place,
): Sentiment => {
  const language = model.of(lang);
  if (language === null || !isSupported(lang)) return silent;
  const [from, to] = place.others.length === 0 ? [0, words.length] : [place.from, place.to];
  return scoreOf(stretchOf(text, words, lang, language, from, to), language);
};

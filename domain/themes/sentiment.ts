/**
 * Sentiment: what a text, or a stretch of it, thinks. Opinion words of our own and of free lexicons
 * with negation, contrast, intensity, conditionals and emoji are features of a small fitted model,
 * beside the words themselves (docs/decisions/0025). Parts in `sentiment/`.
 */
import { scoreOf, silent, stretchOf } from "./sentiment/score.ts";
import { does, smallWords } from "./sentiment/small-words.ts";
import type { SentimentModel } from "./sentiment/model.ts";
import type { Word } from "./tokens.ts";
import type { Lang, Sentiment } from "./types.ts";
import { isSupported } from "./vocabulary.ts";

export { openSentiment, type SentimentModel } from "./sentiment/model.ts";
export { sentimentOfMention } from "./sentiment/mention.ts";

/** True for a word that turns a text round ("but"); a clause begins there. */
export const isContrast = (word: string, lang: Lang): boolean =>
  isSupported(lang) && ((smallWords[lang].get(word) ?? 0) & does.contrast) !== 0;

/** What our lexicon says of a single word, -5..5; 0 for none or a language without one. */
export const opinionOf = (word: string, lang: Lang, model: SentimentModel): number =>
  model.of(lang)?.lexicon.valueOf(word) ?? 0;

/**
 * Sentiment of a stretch of a text. `text` is the normalised text that `words` came from; `from` and
 * `to` are word indices, half open. Languages without a model are always neutral.
 */
export const sentimentOf = (
  text: string,
  words: readonly Word[],
  lang: Lang,
  model: SentimentModel,
  from = 0,
  to: number = words.length,
): Sentiment => {
  const language = model.of(lang);
  if (language === null || !isSupported(lang)) return silent;
  return scoreOf(stretchOf(text, words, lang, language, from, to), language);
};

import { lexiconOf, type Lexicon } from "./lexicon/index.ts";
import type { Word } from "./tokens.ts";
import type { Lang, Polarity, Sentiment } from "./types.ts";

/** How far back a negation or a booster reaches, in words. */
const reach = 3;
const negationFactor = -0.65;
/** A negation with no opinion word after it still complains. */
const bareNegation = -0.7;
const contrastBefore = 0.6;
const contrastAfter = 1.4;
/** Score at which half of the scale is reached; larger is softer. */
const softness = 6;
/** Scores inside +-band are neutral. */
const band = 0.16;

const goodSigns =
  /[\u{1F600}-\u{1F60D}\u{1F618}-\u{1F61D}\u{1F917}\u{1F929}\u{1F970}\u{1F973}\u{1F44D}\u{1F44F}\u{1F64C}\u{1F389}\u{1F4AF}\u{2764}\u{1F495}-\u{1F49F}\u{1F499}-\u{1F49C}\u{2B50}\u{1F31F}\u{2705}\u{263A}]|(?<![\w])[:;=8][-o']?[)D\]pP](?!\w)|<3|\^_?\^/gu;
const badSigns =
  /[\u{1F612}-\u{1F616}\u{1F61E}-\u{1F62D}\u{1F630}-\u{1F631}\u{1F644}\u{1F641}\u{2639}\u{1F44E}\u{1F4A9}\u{1F92C}\u{1F92E}\u{1F922}\u{1F494}\u{1F926}\u{1F620}-\u{1F624}\u{274C}]|(?<![\w])[:=8][-o']?[([/\\|](?![\w/])|:'\(/gu;

/** Words that turn a text round ("but"); a clause begins there. */
export const contrastWords = (lang: Lang): ReadonlySet<string> => lexiconOf(lang).contrast;

/** What is fitted in how opinions are read; nothing so far. */
export type SentimentModel = object;

type Weighed = { readonly value: number; readonly length: number };

const phraseAt = (
  words: readonly Word[],
  at: number,
  to: number,
  lexicon: Lexicon,
): Weighed | null => {
  const runs = lexicon.phrases.get((words[at] as Word).text);
  if (runs === undefined) return null;
  for (const run of runs)
    if (
      at + run.words.length <= to &&
      run.words.every((part, offset) => words[at + offset]?.text === part)
    )
      return { value: run.value, length: run.words.length };
  return null;
};

const modified = (
  value: number,
  words: readonly Word[],
  at: number,
  from: number,
  lexicon: Lexicon,
): number => {
  let result = value;
  for (let back = at - 1; back >= Math.max(from, at - reach); back -= 1) {
    const { text } = words[back] as Word;
    if (lexicon.boosters.has(text)) result *= back === at - 1 ? 1.3 : 1.15;
    else if (lexicon.dampeners.has(text)) result *= 0.75;
    if (lexicon.negators.has(text)) return result * negationFactor;
    if (/[.!?;,]/u.test((words[back + 1] as Word).gap)) break;
  }
  return result;
};

const signs = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const rawScore = (words: readonly Word[], from: number, to: number, lexicon: Lexicon): number => {
  let before = 0;
  let after = 0;
  let turned = false;
  const add = (value: number): void => {
    if (turned) after += value;
    else before += value;
  };
  for (let at = from; at < to;) {
    const word = words[at] as Word;
    if (at > from && lexicon.contrast.has(word.text)) {
      before = (before + after) * contrastBefore;
      after = 0;
      turned = true;
    }
    const phrase = phraseAt(words, at, to, lexicon);
    if (phrase !== null) {
      add(phrase.value);
      at += phrase.length;
      continue;
    }
    const value = lexicon.valueOf(word.text);
    if (value !== 0) {
      const loud = word.caps === 2 ? 1.25 : 1;
      add(modified(value * loud, words, at, from, lexicon));
    } else if (lexicon.negators.has(word.text)) {
      let opinion = false;
      for (let next = at + 1; next <= at + reach && next < to; next += 1)
        opinion ||= lexicon.valueOf((words[next] as Word).text) !== 0;
      if (!opinion) add(bareNegation);
    }
    at += 1;
  }
  return before + after * (turned ? contrastAfter : 1);
};

const polarityOf = (score: number): Polarity => (score > band ? 1 : score < -band ? -1 : 0);

/**
 * Sentiment of a stretch of a text by opinion words, with negation, contrast, intensity, emoji and
 * emoticons. `text` is the normalised text that `words` came from; `from`/`to` are word indices.
 */
export const sentimentOf = (
  text: string,
  words: readonly Word[],
  lang: Lang,
  from = 0,
  to: number = words.length,
): Sentiment => {
  const lexicon = lexiconOf(lang);
  const start = from === 0 ? 0 : (words[from]?.start ?? 0);
  const end = to >= words.length ? text.length : (words[to]?.start ?? text.length);
  const stretch = text.slice(start, end);
  const faces = 2 * (signs(stretch, goodSigns) - signs(stretch, badSigns));
  const spoken = rawScore(words, from, to, lexicon);
  const shout = Math.min(3, signs(stretch, /!/gu)) * 0.08;
  const total = spoken * (1 + shout) + faces;
  const score = Math.round((total / Math.sqrt(total * total + softness)) * 1e4) / 1e4;
  return { polarity: polarityOf(score), score };
};

import type { Polarity, Sentiment } from "../types.ts";
import { denseOf, wordFeaturesOf } from "./features.ts";
import type { LanguageSentiment, Linear } from "./model.ts";
import { type Scene, sceneOf } from "./opinions.ts";
import { signsOf } from "./signs.ts";
import { smallWords } from "./small-words.ts";
import { type Unit, unitsOf } from "./units.ts";
import type { Word } from "../tokens.ts";
import type { Supported } from "../vocabulary.ts";

/** A stretch of text as it is judged. */
export type Stretch = {
  readonly units: readonly Unit[];
  readonly scene: Scene;
  readonly text: string;
};

/** Reads the words `from` to `to` (half open) of a normalised text. */
export const stretchOf = (
  text: string,
  words: readonly Word[],
  lang: Supported,
  language: LanguageSentiment,
  from: number,
  to: number,
): Stretch => {
  const start = from === 0 ? 0 : (words[from]?.start ?? 0);
  const end = to >= words.length ? text.length : (words[to]?.start ?? text.length);
  const units = unitsOf(words, lang, from, to);
  return {
    units,
    scene: sceneOf(units, language.lexicon, smallWords[lang]),
    text: text.slice(start, end),
  };
};

/** A long text's words count less each: their sum grows with the root of the root of their number. */
const lengthPower = -0.25;

const logit = (linear: Linear, dense: readonly number[], words: ReadonlySet<number>): number => {
  let sum = linear.bias;
  for (let at = 0; at < dense.length; at += 1)
    sum += (dense[at] as number) * (linear.dense[at] as number);
  let said = 0;
  for (const word of words) said += linear.words[word] as number;
  return sum + said * linear.step * words.size ** lengthPower;
};

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Side of a score outside the neutral band. */
export const polarityOf = (score: number, band: number): Polarity =>
  score > band ? 1 : score < -band ? -1 : 0;

/** No opinion, or a language without a model. */
export const silent: Sentiment = { polarity: 0, score: 0 };

/**
 * Sentiment of a stretch: the lean to good (-1..1) by a logistic model of its lexicon features and
 * words, times the chance that it holds an opinion at all by a second one.
 */
export const scoreOf = (stretch: Stretch, language: LanguageSentiment): Sentiment => {
  const { units, scene, text } = stretch;
  const signs = signsOf(text);
  if (units.length === 0 && signs.good === 0 && signs.bad === 0) return silent;
  const dense = denseOf(units, scene, signs, text);
  const words = wordFeaturesOf(units, scene, language.mask);
  const lean = 2 * sigmoid(logit(language.polarity, dense, words)) - 1;
  const opinion = 1 - sigmoid(logit(language.neutral, dense, words));
  const score = Math.round(lean * opinion * 1e4) / 1e4;
  return { polarity: polarityOf(score, language.band), score };
};

import { type LanguageModel, likeness } from "./language-model.ts";
import type { Lang } from "./types.ts";
import { isSupported, supported, type Supported, vocabularyOf } from "./vocabulary.ts";

/** Below this share of the best score, a supported language is not worth preferring. */
const preference = 0.85;
/** Letters that a guess needs; shorter texts take the hint. */
const enough = 12;
/** Stop words that decide alone, and how far ahead of the second they must be. */
const sureVotes = 3;
const sureLead = 2;

type Scores = ReadonlyMap<Lang, number>;

/** The likeliest of some languages; "" when there is none. */
const first = (scores: Scores): { lang: Lang; score: number } =>
  [...scores].reduce((best, [lang, score]) => (score > best.score ? { lang, score } : best), {
    lang: "",
    score: 0,
  });

/** Stop word -> the languages that have it. */
const voters = new Map<string, Supported[]>();
for (const lang of supported)
  for (const word of vocabularyOf(lang).stops)
    voters.set(word, [...(voters.get(word) ?? []), lang]);

/** The language whose small words the text is full of; null when that is not clear. */
const bySmallWords = (words: readonly string[]): Supported | null => {
  const votes = new Map<Supported, number>();
  for (const word of words)
    for (const lang of voters.get(word) ?? []) votes.set(lang, (votes.get(lang) ?? 0) + 1);
  const [most, second] = [...votes].sort((a, b) => b[1] - a[1]);
  if (most === undefined || most[1] < sureVotes || most[1] * 8 < words.length) return null;
  return most[1] >= sureLead * (second?.[1] ?? 0) ? most[0] : null;
};

const letter = /\p{L}/gu;
const latinLetter = /\p{Script=Latin}/gu;

/**
 * Language of a normalised text and its words. Small words decide where they can, an n-gram model
 * elsewhere; among close scores a supported language wins, because short texts scatter over related
 * ones. `hint` decides for texts too short to tell; without it they count as English when they are
 * in Latin letters.
 */
export const detectLanguage = (
  model: LanguageModel,
  text: string,
  words: readonly string[],
  hint?: Lang,
): Lang => {
  const sure = bySmallWords(words);
  if (sure !== null) return sure;
  const letters = text.match(letter)?.length ?? 0;
  if (letters === 0) return hint ?? "und";
  const latin = (text.match(latinLetter)?.length ?? 0) > letters / 2;
  if (letters < enough && latin) return hint ?? "en";
  const scores = likeness(model, text);
  const open = first(scores);
  if (!latin) return open.lang || "und";
  const known = new Map([...scores].filter(([lang]) => isSupported(lang)));
  const guess = first(known);
  if (hint !== undefined && (known.get(hint) ?? 0) >= preference * guess.score) return hint;
  if (guess.lang !== "" && guess.score >= preference * open.score) return guess.lang;
  return open.lang || guess.lang || hint || "und";
};

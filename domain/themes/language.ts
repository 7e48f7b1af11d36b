import { eld } from "eld/extrasmall";
import type { Lang } from "./types.ts";
import { supported, type Supported, vocabularyOf } from "./vocabulary.ts";

/** A detector of our own: the package's shared instance keeps settings. */
const among = eld.newInstance();
among.setLanguageSubset([...supported]);
const any = eld.newInstance();

/** Below this share of the best score, a supported language is not worth preferring. */
const preference = 0.85;
/** Letters that a guess needs; shorter texts take the hint. */
const enough = 12;
/** Stop words that decide alone, and how far ahead of the second they must be. */
const sureVotes = 3;
const sureLead = 2;

const best = (scores: Readonly<Record<string, number>>): number =>
  Object.values(scores).reduce((top, score) => Math.max(top, score), 0);

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
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < sureVotes || first[1] * 8 < words.length) return null;
  return first[1] >= sureLead * (second?.[1] ?? 0) ? first[0] : null;
};

const letter = /\p{L}/gu;
const latinLetter = /\p{Script=Latin}/gu;

/**
 * Language of a normalised text and its words. Small words decide where they can, an n-gram model
 * elsewhere; among close scores a supported language wins, because short texts scatter over related
 * ones. `hint` decides for texts too short to tell; without it they count as English when they are
 * in Latin letters.
 */
export const detectLanguage = (text: string, words: readonly string[], hint?: Lang): Lang => {
  const sure = bySmallWords(words);
  if (sure !== null) return sure;
  const letters = text.match(letter)?.length ?? 0;
  if (letters === 0) return hint ?? "und";
  const latin = (text.match(latinLetter)?.length ?? 0) > letters / 2;
  if (letters < enough && latin) return hint ?? "en";
  if (!latin) return any.detect(text).language || "und";
  const guess = among.detect(text);
  const known = guess.getScores();
  if (hint !== undefined && (known[hint] ?? 0) >= preference * best(known)) return hint;
  const open = any.detect(text);
  const scores = open.getScores();
  const chosen = guess.language;
  if (chosen !== "" && (scores[chosen] ?? 0) >= preference * best(scores)) return chosen;
  return open.language || chosen || hint || "und";
};

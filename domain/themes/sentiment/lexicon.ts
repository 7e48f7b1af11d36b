import { type Supported, vocabularyOf } from "../vocabulary.ts";
import { unitTexts } from "./units.ts";

type Phrase = { readonly units: readonly string[]; readonly value: number };

/** A language's opinion words, ready for look-up. Values are -5 (worst) to 5 (best). */
export type Lexicon = {
  /** Value of a word of our own list, by itself or by its ending; null when the list has it not. */
  readonly valueOf: (unit: string) => number | null;
  /** Value that the free lexicons give; 0 where they say nothing. */
  readonly otherValueOf: (unit: string) => number;
  /** Longest run of our list that begins at `at`; null when none does. */
  readonly phraseAt: (units: readonly { readonly text: string }[], at: number) => Phrase | null;
};

const englishEndings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ies$/u, ["y"]],
  [/es$/u, ["", "e"]],
  [/s$/u, [""]],
  [/ied$/u, ["y"]],
  [/ing$/u, ["", "e"]],
  [/ed$/u, ["", "e"]],
  [/ily$/u, ["y"]],
  [/ly$/u, ["", "le"]],
  [/iest$/u, ["y"]],
  [/ier$/u, ["y"]],
  [/er$/u, ["", "e"]],
  [/est$/u, ["", "e"]],
  [/iness$/u, ["y"]],
  [/ness$/u, [""]],
];
const shortestRoot = 3;

const byEnding = (word: string, table: ReadonlyMap<string, number>): number | undefined => {
  for (const [ending, replacements] of englishEndings) {
    if (!ending.test(word)) continue;
    const root = word.replace(ending, "");
    if (root.length < shortestRoot) continue;
    for (const replacement of replacements) {
      const value = table.get(root + replacement);
      if (value !== undefined) return value;
    }
    // "stunned", "dragged": the doubled letter goes.
    if (root.at(-1) === root.at(-2)) {
      const value = table.get(root.slice(0, -1));
      if (value !== undefined) return value;
    }
  }
  return undefined;
};

/** Superlatives that name their adjective: lentísima -> lent, comodissimo -> comod. */
const superlative = /[ií]s{1,2}im[oaie]s?$/u;
const superlativeFactor = 1.2;

/** Words whose stems are worth comparing. */
const shortestStemmed = 4;
const memoLimit = 40_000;

/** Look-up in a list, by the word itself, then by its ending (English) or its stem. */
const finder = (
  entries: ReadonlyMap<string, number>,
  lang: Supported,
): ((word: string) => number | undefined) => {
  const { stem } = vocabularyOf(lang);
  const stems = new Map<string, number>();
  if (lang !== "en")
    for (const [word, value] of entries) {
      if (value === 0 || word.length < shortestStemmed) continue;
      // A stem that good and bad words share says nothing; the milder of two that agree speaks.
      const root = stem(word);
      const known = stems.get(root);
      if (known === undefined) stems.set(root, value);
      else if (known * value <= 0) stems.set(root, 0);
      else if (Math.abs(value) < Math.abs(known)) stems.set(root, value);
    }
  const memo = new Map<string, number | undefined>();
  return (word) => {
    const exact = entries.get(word);
    if (exact !== undefined) return exact;
    if (memo.has(word)) return memo.get(word);
    let found = lang === "en" ? byEnding(word, entries) : stems.get(stem(word));
    if (found === undefined && superlative.test(word)) {
      const root = word.replace(superlative, "");
      const plain =
        stems.get(stem(`${root}o`)) ?? stems.get(stem(`${root}e`)) ?? stems.get(stem(root));
      if (plain !== undefined) found = plain * superlativeFactor;
    }
    if (memo.size > memoLimit) memo.clear();
    memo.set(word, found);
    return found;
  };
};

/** Builds a lexicon from entries (words or runs of words) and the free lexicons' words. */
export const lexiconOf = (
  lang: Supported,
  own: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
): Lexicon => {
  const words = new Map<string, number>();
  /** First unit -> second unit -> runs, longest first. */
  const phrases = new Map<string, Map<string, Phrase[]>>();
  for (const [entry, value] of own) {
    const units = unitTexts(entry, lang);
    const [first, second] = units;
    if (first === undefined) continue;
    if (second === undefined) {
      words.set(first, value);
      continue;
    }
    const byFirst = phrases.get(first) ?? new Map<string, Phrase[]>();
    phrases.set(first, byFirst.set(second, [...(byFirst.get(second) ?? []), { units, value }]));
  }
  for (const byFirst of phrases.values())
    for (const runs of byFirst.values()) runs.sort((a, b) => b.units.length - a.units.length);
  const find = finder(words, lang);
  const findOther = finder(others, lang);
  return {
    valueOf: (unit) => find(unit) ?? null,
    otherValueOf: (unit) => findOther(unit) ?? 0,
    phraseAt(units, at) {
      const byFirst = phrases.get((units[at] as { text: string }).text);
      for (const phrase of byFirst?.get(units[at + 1]?.text ?? "") ?? []) {
        if (at + phrase.units.length > units.length) continue;
        if (phrase.units.every((unit, offset) => units[at + offset]?.text === unit)) return phrase;
      }
      return null;
    },
  };
};

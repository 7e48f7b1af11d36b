import type { Lang } from "../types.ts";
import { isSupported, splitWords, type Supported, vocabularyOf } from "../vocabulary.ts";
import { en } from "./en.ts";
import { de, nl } from "./germanic.ts";
import { es, fr, it, pt } from "./romance.ts";
import type { LexiconSource } from "./types.ts";

type Phrase = { readonly words: readonly string[]; readonly value: number };

/** A language's opinion words, ready for look-up. */
export type Lexicon = {
  /** -3..3; 0 for a word without opinion. */
  readonly valueOf: (word: string) => number;
  /** First word -> runs, longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  readonly negators: ReadonlySet<string>;
  readonly boosters: ReadonlySet<string>;
  readonly dampeners: ReadonlySet<string>;
  readonly contrast: ReadonlySet<string>;
};

const sources: Readonly<Record<Supported, LexiconSource>> = { en, de, fr, es, it, pt, nl };
const grades = [1, 2, 3] as const;
/** A mild word counts less than its grade says: it is often no opinion at all. */
const worth: Readonly<Record<1 | 2 | 3, number>> = { 1: 0.8, 2: 2, 3: 3 };

const englishEndings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ies$/u, ["y"]],
  [/es$/u, ["", "e"]],
  [/s$/u, [""]],
  [/ing$/u, ["", "e"]],
  [/ed$/u, ["", "e"]],
  [/ily$/u, ["y"]],
  [/ly$/u, ["", "e"]],
  [/iest$/u, ["y"]],
  [/ier$/u, ["y"]],
  [/er$/u, ["", "e"]],
  [/est$/u, ["", "e"]],
];

const phraseTable = (source: LexiconSource): Map<string, Phrase[]> => {
  const table = new Map<string, Phrase[]>();
  const add = (run: string, value: number): void => {
    const words = splitWords(run);
    const [first = ""] = words;
    table.set(first, [...(table.get(first) ?? []), { words, value }]);
  };
  for (const entry of source.phrases.split("|")) {
    const [run = "", value = "0"] = entry.split("=");
    add(run, Number(value));
  }
  for (const run of source.neutralPhrases.split("|")) add(run, 0);
  for (const list of table.values()) list.sort((a, b) => b.words.length - a.words.length);
  return table;
};

const build = (lang: Supported): Lexicon => {
  const source = sources[lang];
  const exact = new Map<string, number>();
  const stems = new Map<string, number>();
  const { stem } = vocabularyOf(lang);
  for (const [side, sign] of [
    [source.positive, 1],
    [source.negative, -1],
  ] as const)
    for (const grade of grades)
      for (const word of splitWords(side[grade])) {
        const value = sign * worth[grade];
        exact.set(word, value);
        if (word.length > 3) stems.set(stem(word), value);
      }
  const negators = new Set(splitWords(source.negators));
  const english = (word: string): number => {
    for (const [ending, replacements] of englishEndings) {
      if (!ending.test(word)) continue;
      const root = word.replace(ending, "");
      if (root.length < 3) continue;
      for (const replacement of replacements) {
        const value = exact.get(root + replacement);
        if (value !== undefined) return value;
      }
    }
    return 0;
  };
  const memo = new Map<string, number>();
  return {
    valueOf: (word) => {
      if (negators.has(word)) return 0;
      const known = exact.get(word) ?? memo.get(word);
      if (known !== undefined) return known;
      const value = lang === "en" ? english(word) : (stems.get(stem(word)) ?? 0);
      if (memo.size > 40_000) memo.clear();
      memo.set(word, value);
      return value;
    },
    phrases: phraseTable(source),
    negators,
    boosters: new Set(splitWords(source.boosters)),
    dampeners: new Set(splitWords(source.dampeners)),
    contrast: new Set(splitWords(source.contrast)),
  };
};

const silent: Lexicon = {
  valueOf: () => 0,
  phrases: new Map(),
  negators: new Set(),
  boosters: new Set(),
  dampeners: new Set(),
  contrast: new Set(),
};

const built = new Map<Lang, Lexicon>();

/** The lexicon of a language, built on first use; languages without one are always neutral. */
export const lexiconOf = (lang: Lang): Lexicon => {
  if (!isSupported(lang)) return silent;
  const found = built.get(lang);
  if (found !== undefined) return found;
  const made = build(lang);
  built.set(lang, made);
  return made;
};

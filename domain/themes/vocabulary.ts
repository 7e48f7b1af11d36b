import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stopwords as dutchStops } from "@orama/stopwords/dutch";
import { stopwords as englishStops } from "@orama/stopwords/english";
import { stopwords as frenchStops } from "@orama/stopwords/french";
import { stopwords as germanStops } from "@orama/stopwords/german";
import { stopwords as italianStops } from "@orama/stopwords/italian";
import { stopwords as portugueseStops } from "@orama/stopwords/portuguese";
import { stopwords as spanishStops } from "@orama/stopwords/spanish";
import { determiners, filler, subjects, verbCues } from "./lexicon/common.ts";
import { familyRows } from "./lexicon/families.ts";
import type { Lang } from "./types.ts";

/** Languages with a stemmer, stop words, a lexicon and word families; the order of the columns. */
export const supported = ["en", "de", "fr", "es", "it", "pt", "nl"] as const;
export type Supported = (typeof supported)[number];

const supportedSet: ReadonlySet<string> = new Set(supported);
export const isSupported = (lang: Lang): lang is Supported => supportedSet.has(lang);

export type Family = { readonly id: string; readonly label: string };

/** What the engine knows of a language's words. */
export type Vocabulary = {
  readonly lang: Lang;
  readonly stem: (word: string) => string;
  readonly stops: ReadonlySet<string>;
  /** Stems, so that "tweeted" is as empty as "tweet". */
  readonly filler: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
  readonly determiners: ReadonlySet<string>;
  readonly verbCues: ReadonlySet<string>;
  /** Word (or `a_b_c`) -> family key `~id`. */
  readonly families: ReadonlyMap<string, string>;
  /** First word -> the runs of words that start with it, longest first. */
  readonly runs: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Family words that may stand in a label. */
  readonly nominal: ReadonlySet<string>;
};

export const splitWords = (source: string | undefined): string[] =>
  (source ?? "").split(/\s+/u).filter((word) => word !== "");

const stemmers: Readonly<Record<Supported, (word: string) => string>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
};

const stopLists: Readonly<Record<Supported, readonly string[]>> = {
  en: englishStops,
  de: germanStops,
  fr: frenchStops,
  es: spanishStops,
  it: italianStops,
  pt: portugueseStops,
  nl: dutchStops,
};

const rows = familyRows
  .trim()
  .split("\n")
  .map((line) => line.split("|"));

/** Family key -> its English name, for labels that no surface form serves. */
export const families: ReadonlyMap<string, Family> = new Map(
  rows.map(([id = "", label = ""]) => [`~${id}`, { id, label }]),
);

/** For languages without a stemmer: a prefix is a crude stem, and a stateless one. */
const prefix = (word: string): string => word.slice(0, 6);

const build = (lang: Lang): Vocabulary => {
  const known = isSupported(lang);
  const stem = known ? stemmers[lang] : prefix;
  const familyOf = new Map<string, string>();
  const runs = new Map<string, string[][]>();
  const nominal = new Set<string>();
  const column = known ? supported.indexOf(lang) + 2 : -1;
  for (const row of rows) {
    const [nouns, others] = (row[column] ?? "").split("/");
    for (const word of splitWords(nouns)) nominal.add(word);
    for (const word of [...splitWords(nouns), ...splitWords(others)]) {
      if (!familyOf.has(word)) familyOf.set(word, `~${row[0]}`);
      const parts = word.split("_");
      const [first = ""] = parts;
      if (parts.length > 1) runs.set(first, [...(runs.get(first) ?? []), parts]);
    }
  }
  for (const list of runs.values()) list.sort((a, b) => b.length - a.length);
  const stops = new Set(known ? stopLists[lang] : []);
  // The library's list keeps apostrophes; tweets and taps often do not.
  for (const word of Array.from(stops)) stops.add(word.replaceAll("'", ""));
  return {
    lang,
    stem,
    stops,
    filler: new Set(splitWords(filler[lang]).map(stem)),
    subjects: new Set(splitWords(subjects[lang]).map(stem)),
    determiners: new Set(splitWords(determiners[lang])),
    verbCues: new Set(splitWords(verbCues[lang])),
    families: familyOf,
    runs,
    nominal,
  };
};

const built = new Map<Lang, Vocabulary>();

/** The vocabulary of a language, built on first use. Unknown languages share an empty one. */
export const vocabularyOf = (lang: Lang): Vocabulary => {
  const key = isSupported(lang) ? lang : "und";
  const found = built.get(key);
  if (found !== undefined) return found;
  const made = build(key);
  built.set(key, made);
  return made;
};

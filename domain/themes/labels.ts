import {
  headFirst,
  isName,
  isNoun,
  type PhraseStats,
  type TermStats,
  topSurface,
} from "./phrases.ts";
import { families, vocabularyOf } from "./vocabulary.ts";

/** How a word of a label is written: acronyms and names keep their capitals. */
const cased = (word: string, stats: TermStats | undefined, lang: string): string => {
  if (stats === undefined || stats.cased === 0) return word;
  if (stats.shouted / stats.cased >= 0.4 && word.length <= 5) return word.toUpperCase();
  const named = lang !== "en" && stats.capital / stats.cased > 0.6;
  return named ? word.charAt(0).toUpperCase() + word.slice(1) : word;
};

/** First letter in upper case. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Share of the singular's count from which an English plural names the theme. */
const pluralShare = 0.3;

const plural = (stats: TermStats, lang: string): string | null => {
  const top = topSurface(stats.surfaces);
  if (top === null || lang !== "en") return top;
  const many = [`${top}s`, `${top}es`, top.replace(/y$/u, "ies")].find(
    (form) =>
      form !== top &&
      (stats.surfaces.get(form) ?? 0) >= pluralShare * (stats.surfaces.get(top) ?? 0),
  );
  return many ?? top;
};

/** Most frequent nominal surface form of a stem or family; null when it has none. */
const nounOf = (stats: TermStats, lang: string): string | null => {
  const { nominal } = vocabularyOf(lang);
  if (stats.kind === "family")
    return topSurface(stats.surfaces, (surface) => nominal.has(surface.replaceAll(" ", "_")));
  return plural(stats, lang);
};

/** Share of a family's occurrences from which one form of it names the theme. */
const dominant = 0.6;

/**
 * How a family is called: by the form that nearly everyone used ("Service"), else by its own name
 * ("Staff" for crew, waiters and employees). Other languages always take the most frequent form.
 */
const familyName = (stats: TermStats, own: string, lang: string): string => {
  const noun = nounOf(stats, lang);
  if (lang !== "en") return noun ?? own;
  const { stem, nominal } = vocabularyOf(lang);
  const root = (word: string): string => word.replaceAll("-", "").split(" ").map(stem).join(" ");
  if (noun === null || root(noun) === root(own.toLowerCase())) return own;
  let alike = 0;
  for (const [surface, count] of stats.surfaces)
    if (nominal.has(surface.replaceAll(" ", "_")) && root(surface) === root(noun)) alike += count;
  return alike >= dominant * stats.total ? noun : own;
};

/** Label of a theme that one stem or family makes. */
export const labelOfSingle = (stats: TermStats, lang: string): string => {
  const family = families.get(stats.key);
  const noun = family === undefined ? nounOf(stats, lang) : familyName(stats, family.label, lang);
  return sentenceCase(cased(noun ?? stats.key, stats, lang));
};

const halves = (pair: TermStats, phrases: PhraseStats): readonly [TermStats, TermStats] | null => {
  const [a = "", b = ""] = pair.key.split("+");
  const [first, second] = [phrases.single.get(a), phrases.single.get(b)];
  return first === undefined || second === undefined ? null : [first, second];
};

/** The half of a pair whose surface form ends (or, where the head comes first, begins) `surface`. */
const headIn = (
  surface: string,
  both: readonly [TermStats, TermStats],
  lang: string,
): TermStats | undefined =>
  both.find((half) =>
    [...half.surfaces.keys()].some((word) =>
      headFirst.has(lang) ? surface.startsWith(`${word} `) : surface.endsWith(` ${word}`),
    ),
  );

/** Small words that may stand in a label of a language that puts the head first. */
const links: ReadonlySet<string> = new Set(
  "de du des en à del della di da do dos das no na".split(" "),
);

const headed = (surface: string, both: readonly [TermStats, TermStats], lang: string): boolean => {
  const head = headIn(surface, both, lang);
  if (head === undefined || !isNoun(head, lang)) return false;
  if (headFirst.has(lang)) {
    const middle = surface.split(" ").slice(1, -1);
    if (!middle.every((word) => links.has(word)) || !both.every((half) => isNoun(half, lang)))
      return false;
  }
  if (head.kind !== "family") return true;
  const { nominal } = vocabularyOf(lang);
  const word = [...head.surfaces.keys()].find((form) =>
    headFirst.has(lang) ? surface.startsWith(`${form} `) : surface.endsWith(` ${form}`),
  );
  return word !== undefined && nominal.has(word.replaceAll(" ", "_"));
};

/**
 * Label of a theme that two words make: the most frequent way to write them with a noun as the
 * head. Null when the pair reads like no label.
 */
export const labelOfPair = (pair: TermStats, phrases: PhraseStats, lang: string): string | null => {
  const both = halves(pair, phrases);
  if (both === null || both.some((half) => isName(half, lang === "de"))) return null;
  const surface = topSurface(pair.surfaces, (form) => headed(form, both, lang));
  if (surface === null) return null;
  const head = headIn(surface, both, lang);
  const family = head === undefined ? undefined : families.get(head.key);
  const words = surface.split(" ").map((word) =>
    cased(
      word,
      both.find((half) => half.surfaces.has(word)),
      lang,
    ),
  );
  // "Lost bag" and "lost suitcases" are both lost luggage.
  if (lang === "en" && head !== undefined && family !== undefined && words.length === 2) {
    const name = familyName(head, family.label, lang);
    if (!name.includes(" ")) words[1] = name.toLowerCase();
  }
  return sentenceCase(words.join(" "));
};

/** Families of things that befall what the survey is about. */
const events: ReadonlySet<string> = new Set(["~delay", "~cancel", "~damage", "~rebook"]);

/** "Flight delays" for an event that mostly befalls `subject`; null for other themes. */
export const labelOfEvent = (event: TermStats, subject: TermStats, lang: string): string | null => {
  const family = families.get(event.key);
  if (lang !== "en" || family === undefined || !events.has(event.key)) return null;
  const name = topSurface(subject.surfaces, (word) => !word.endsWith("s"));
  return name === null ? null : sentenceCase(`${name} ${family.label.toLowerCase()}`);
};

/** The same for labels that differ in number or word order only. */
export const labelKey = (label: string, lang: string): string =>
  label
    .toLowerCase()
    .split(" ")
    .map((word) => vocabularyOf(lang).families.get(word) ?? vocabularyOf(lang).stem(word))
    .sort()
    .join(" ");

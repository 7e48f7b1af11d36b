import type { Analysis } from "./analyse.ts";
import { pairKey } from "./catalogue.ts";
import { nonNounSuffix } from "./lexicon/common.ts";
import type { Model } from "./model.ts";
import { opinionOf } from "./sentiment.ts";
import type { Token } from "./tokens.ts";
import type { Lang } from "./types.ts";
import { families, type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** What a corpus says about one stem, family or pair. */
export type TermStats = {
  readonly key: string;
  /** Indices of the texts that hold it, ascending. */
  readonly docs: number[];
  /** Surface form -> times seen. For pairs: the words in the order they were written. */
  readonly surfaces: Map<string, number>;
  /** How often its neighbours say noun / verb. */
  noun: number;
  verb: number;
  /** Occurrences that tell something about case, and those in capitals, and in all capitals. */
  cased: number;
  capital: number;
  shouted: number;
  /** Occurrences whose word carries an opinion. */
  opinion: number;
  total: number;
  kind: Token["kind"];
};

export type PhraseStats = {
  readonly single: ReadonlyMap<string, TermStats>;
  readonly pairs: ReadonlyMap<string, TermStats>;
};

const emptyStats = (key: string, kind: Token["kind"]): TermStats => ({
  key,
  docs: [],
  surfaces: new Map(),
  noun: 0,
  verb: 0,
  cased: 0,
  capital: 0,
  shouted: 0,
  opinion: 0,
  total: 0,
  kind,
});

const bump = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1);
};

const entry = (map: Map<string, TermStats>, key: string, kind: Token["kind"]): TermStats => {
  let stats = map.get(key);
  if (stats === undefined) {
    stats = emptyStats(key, kind);
    map.set(key, stats);
  }
  return stats;
};

const note = (stats: TermStats, doc: number, surface: string): void => {
  if (stats.docs.at(-1) !== doc) stats.docs.push(doc);
  if (surface !== "") bump(stats.surfaces, surface);
  stats.total += 1;
};

/** Value from which a word is an opinion: milder ones are things as often ("music", "zipper"). */
const opinionFrom = 2.5;

/** True for a word that judges instead of naming something. */
export const isOpinion = (word: string, lang: Lang, model: Model): boolean =>
  Math.abs(opinionOf(word, lang, model.sentiment)) >= opinionFrom;

const readFrame = (
  stats: TermStats,
  tokens: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
  model: Model,
): void => {
  const token = tokens[at] as Token;
  const previous = token.parted ? undefined : tokens[at - 1];
  const next = tokens[at + 1];
  const closed =
    next === undefined || next.parted || next.kind === "stop" || next.kind === "filler";
  if (vocabulary.lang === "de") {
    if (at > 0 && token.caps === 1) stats.noun += 1;
    else if (token.caps === 0) stats.verb += 1;
    return;
  }
  if (previous === undefined) return;
  if (vocabulary.verbCues.has(previous.text)) stats.verb += 1;
  else if (vocabulary.determiners.has(previous.text)) {
    // "the zipper broke": an opinion word after it is what the noun did.
    const says = next !== undefined && isOpinion(next.text, vocabulary.lang, model);
    stats.noun += closed || says ? 1 : openFrame;
  } else if (closed && (previous.kind === "content" || previous.kind === "subject"))
    stats.noun += openFrame;
};

/** What a frame counts that fits a noun, but fits an adjective or a verb as well. */
const openFrame = 0.4;

/** Languages that put the head of a phrase first and keep its small words: "qualité du son". */
export const headFirst: ReadonlySet<string> = new Set(["fr", "es", "it", "pt"]);

/**
 * A pair as a label would say it. English "lost my bag" gives "lost bag"; "quality of food" gives
 * nothing, because its words stand in the wrong order without the small word.
 */
const joined = (
  tokens: readonly Token[],
  from: number,
  to: number,
  vocabulary: Vocabulary,
): string => {
  const run = tokens.slice(from, to + 1).map((token) => token.text);
  if (run.length === 2 || headFirst.has(vocabulary.lang)) return run.join(" ");
  const between = run[1] ?? "";
  const qualified = tokens[from]?.kind === "family";
  return qualified && articles.has(between) ? `${run[0]} ${run[2]}` : "";
};

const articles: ReadonlySet<string> = new Set(
  "the a an my our your their his her this der die das mein meine unser unsere de het mijn onze".split(
    " ",
  ),
);

/** Counts stems, and pairs of neighbouring topic words, over the texts. */
export const countPhrases = (analyses: readonly Analysis[], model: Model): PhraseStats => {
  const single = new Map<string, TermStats>();
  const pairs = new Map<string, TermStats>();
  analyses.forEach((analysis, doc) => {
    const vocabulary = vocabularyOf(analysis.lang);
    const shouting =
      analysis.words.filter((word) => word.caps === 2).length > analysis.words.length / 2;
    for (const { tokens } of analysis.clauses) {
      let last: Token | null = null;
      let lastAt = -1;
      tokens.forEach((token, at) => {
        if (token.kind === "stop") return;
        const stats = entry(single, token.key, token.kind);
        note(stats, doc, token.text);
        readFrame(stats, tokens, at, vocabulary, model);
        if (isOpinion(token.text, analysis.lang, model)) stats.opinion += 1;
        if (at > 0 && !shouting) {
          stats.cased += 1;
          if (token.caps > 0) stats.capital += 1;
          if (token.caps === 2) stats.shouted += 1;
        }
        const near =
          last !== null && at - lastAt <= 2 && !token.parted && tokens[at - 1]?.parted !== true;
        if (near && last !== null && last.key !== token.key)
          note(
            entry(pairs, pairKey(last.key, token.key), "content"),
            doc,
            joined(tokens, lastAt, at, vocabulary),
          );
        last = token;
        lastAt = at;
      });
    }
  });
  return { single, pairs };
};

/** The surface form seen most often; ties go to the shorter, then to the first in the alphabet. */
export const topSurface = (
  surfaces: ReadonlyMap<string, number>,
  fits: (surface: string) => boolean = () => true,
): string | null => {
  let best: string | null = null;
  let most = 0;
  for (const [surface, count] of surfaces) {
    if (!fits(surface) || count < most) continue;
    const wins =
      best === null ||
      count > most ||
      surface.length < best.length ||
      (surface.length === best.length && surface < best);
    if (wins) [best, most] = [surface, count];
  }
  return best;
};

/** Mostly written with a capital in mid-sentence: the name of someone or something. */
export const isName = (stats: TermStats, german: boolean): boolean => {
  if (stats.kind === "family") return false;
  if (stats.cased >= 3 && stats.shouted / stats.cased > 0.6) return true;
  return !german && stats.cased >= 3 && (stats.capital - stats.shouted) / stats.cased > 0.6;
};

/** May stand alone as a theme, or head a label. */
export const isNoun = (stats: TermStats, lang: string): boolean => {
  if (stats.kind === "family") return families.get(stats.key) !== undefined;
  if (stats.kind !== "content" && stats.kind !== "subject") return false;
  if (isName(stats, lang === "de")) return false;
  if (stats.opinion * 2 > stats.total) return false;
  const surface = topSurface(stats.surfaces) ?? "";
  if (surface.length < 3 || (lang === "en" && nonNounSuffix.test(surface))) return false;
  const told = stats.noun + stats.verb;
  return told >= 2 && stats.noun >= 0.55 * told && stats.noun >= 0.16 * stats.total;
};

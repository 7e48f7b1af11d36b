import type { Lang } from "./types.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** A word as written, with its place in the original text. */
export type Word = {
  readonly start: number;
  readonly end: number;
  /** Lower case, plain apostrophes. */
  readonly text: string;
  /** 0 lower case, 1 initial capital or hashtag, 2 all capitals (two letters or more). */
  readonly caps: 0 | 1 | 2;
  /** What stands between this word and the one before it. */
  readonly gap: string;
};

type TokenKind = "stop" | "filler" | "subject" | "family" | "content";

/** One or several words that carry one meaning for themes. */
export type Token = {
  readonly start: number;
  readonly end: number;
  /** Surface form, lower case, words joined by a space. */
  readonly text: string;
  /** Stem, or `~family`. */
  readonly key: string;
  readonly kind: TokenKind;
  readonly caps: 0 | 1 | 2;
  /** True when punctuation parts it from the token before. */
  readonly parted: boolean;
};

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*/gu;
const noSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

const capsOf = (raw: string, lower: string): 0 | 1 | 2 => {
  if (raw === lower) return 0;
  if (raw.length > 1 && raw === raw.toUpperCase()) return 2;
  return raw.charAt(0) === lower.charAt(0) ? 0 : 1;
};

/** Words of a normalised text. Scripts without spaces go through `Intl.Segmenter`. */
export const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  let last = 0;
  const push = (raw: string, start: number): void => {
    const lower = raw.toLowerCase();
    const gap = text.slice(last, start);
    const caps = capsOf(raw, lower);
    words.push({
      start,
      end: start + raw.length,
      text: lower,
      // Tags are names more often than topics.
      caps: caps === 0 && gap.endsWith("#") ? 1 : caps,
      gap,
    });
    last = start + raw.length;
  };
  if (noSpaces.test(text)) {
    for (const part of segmenter.segment(text))
      if (part.isWordLike === true) push(part.segment, part.index);
    return words;
  }
  for (const match of text.matchAll(wordPattern)) push(match[0], match.index);
  return words;
};

type Entry = { readonly key: string; readonly kind: TokenKind };

/** Remembered look-ups; only speed depends on it. */
const memo = new Map<string, Map<string, Entry>>();
const memoLimit = 40_000;

const possessive = /'s$/u;
/** French and Italian elisions: l'app, d'attente, dell'ordine. */
const elision = /^(?:l|d|j|m|t|s|c|n|qu|un|dell|all|nell|sull|dall|quest)'(?=\p{L})/u;

const look = (word: string, vocabulary: Vocabulary): Entry => {
  const direct = vocabulary.families.get(word);
  if (direct !== undefined) return { key: direct, kind: "family" };
  if (vocabulary.stops.has(word) || word.length < 2) return { key: word, kind: "stop" };
  if (/^\p{N}/u.test(word)) return { key: word, kind: "stop" };
  const bare =
    vocabulary.lang === "en"
      ? word.replace(possessive, "")
      : vocabulary.lang === "fr" || vocabulary.lang === "it"
        ? word.replace(elision, "")
        : word;
  if (bare !== word && bare !== "") return look(bare, vocabulary);
  const key = vocabulary.stem(word);
  if (vocabulary.subjects.has(key)) return { key, kind: "subject" };
  if (vocabulary.filler.has(key)) return { key, kind: "filler" };
  return { key, kind: "content" };
};

const entryOf = (word: string, vocabulary: Vocabulary): Entry => {
  let table = memo.get(vocabulary.lang);
  if (table === undefined || table.size > memoLimit) {
    table = new Map();
    memo.set(vocabulary.lang, table);
  }
  let entry = table.get(word);
  if (entry === undefined) {
    entry = look(word, vocabulary);
    table.set(word, entry);
  }
  return entry;
};

/** Family of runs that mean nothing of what their words say. */
const idiom = "~idiom";

const punctuation = /[^\s'"*_~]/u;

const runAt = (words: readonly Word[], at: number, vocabulary: Vocabulary): number => {
  const runs = vocabulary.runs.get(words[at]?.text ?? "");
  if (runs === undefined) return 0;
  for (const run of runs) {
    const fits = run.every((part, offset) => {
      const word = words[at + offset];
      return word?.text === part && (offset === 0 || !punctuation.test(word.gap));
    });
    if (fits) return run.length;
  }
  return 0;
};

/** Tokens of `words` in `lang`; runs such as "customer service" become one token. */
export const tokensOf = (words: readonly Word[], lang: Lang): Token[] => {
  const vocabulary = vocabularyOf(lang);
  const tokens: Token[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] as Word;
    const length = runAt(words, at, vocabulary);
    const parted = tokens.length > 0 && punctuation.test(word.gap);
    if (length > 0) {
      const run = words.slice(at, at + length);
      const parts = run.map((part) => part.text);
      const key = vocabulary.families.get(parts.join("_")) ?? "";
      tokens.push({
        start: word.start,
        end: (run.at(-1) as Word).end,
        text: parts.join(" "),
        key,
        kind: key === idiom ? "stop" : "family",
        caps: 0,
        parted,
      });
      at += length;
      continue;
    }
    const entry = entryOf(word.text, vocabulary);
    tokens.push({
      start: word.start,
      end: word.end,
      text: word.text,
      key: entry.key,
      kind: entry.kind,
      caps: word.caps,
      parted,
    });
    at += 1;
  }
  return tokens;
};

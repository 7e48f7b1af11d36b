import type { Lang } from "../types.ts";
import { isSupported, vocabularyOf } from "../vocabulary.ts";
import { hashOf, type WordTable } from "./table.ts";
import { meantRow } from "./typos.ts";

/** Endings that a word loses before its letters are read, with what takes their place. */
const endings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/'s?$/u, [""]],
  [/ies$/u, ["y"]],
  [/es$/u, ["e", ""]],
  [/s$/u, [""]],
  [/ing$/u, ["", "e"]],
  [/ed$/u, ["", "e"]],
  [/ly$/u, [""]],
];
const shortestRoot = 3;
/** Letters of an unknown word that are read. */
const mostLetters = 40;

/** Rows found for words, by table; only speed depends on it. */
const remembered = new WeakMap<WordTable, Map<string, number>>();
const mostRemembered = 20_000;

/** Row of a word in a language (`own` is its mark), or of the English word that was meant; -1 for none. */
const rowFor = (word: string, own: string, table: WordTable): number => {
  let rows = remembered.get(table);
  if (rows === undefined || rows.size >= mostRemembered) {
    rows = new Map();
    remembered.set(table, rows);
  }
  let row = rows.get(own + word);
  if (row === undefined) {
    row = own === "" ? -1 : table.rowOf(own + word);
    if (row === -1) row = knownRow(word, table);
    if (row === -1 && own === "") row = meantRow(word, table);
    rows.set(own + word, row);
  }
  return row;
};

/** Row of the word, or of its singular or stem; -1 when the table has neither. */
const knownRow = (word: string, table: WordTable): number => {
  const direct = table.rowOf(word);
  if (direct !== -1) return direct;
  for (const [ending, replacements] of endings) {
    if (!ending.test(word)) continue;
    const root = word.replace(ending, "");
    if (root.length < shortestRoot) continue;
    for (const replacement of replacements) {
      const row = table.rowOf(root + replacement);
      if (row !== -1) return row;
    }
  }
  return -1;
};

/** Adds the mean of the word's letter groups: what a typo or a compound still tells. */
const addGrams = (word: string, times: number, table: WordTable, sum: Float32Array): void => {
  const marked = `<${word.slice(0, mostLetters)}>`;
  let grams = 0;
  for (let size = table.shortestGram; size <= table.longestGram; size += 1)
    grams += Math.max(0, marked.length - size + 1);
  for (let size = table.shortestGram; size <= table.longestGram; size += 1)
    for (let at = 0; at + size <= marked.length; at += 1)
      table.add(table.words + (hashOf(marked, at, at + size) % table.buckets), times / grams, sum);
};

const addWord = (word: string, own: string, table: WordTable, sum: Float32Array): void => {
  const row = rowFor(word, own, table);
  if (row !== -1) {
    table.add(row, 1, sum);
    return;
  }
  const parts = word.split(/['-]/u).filter((part) => part !== "");
  if (parts.length > 1) {
    for (const part of parts) addWord(part, own, table, sum);
    return;
  }
  if (table.buckets > 0 && /\p{L}{2}/u.test(word)) addGrams(word, 1, table, sum);
};

const toUnit = (vector: Float32Array): Float32Array => {
  let norm = 0;
  for (const value of vector) norm += value * value;
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) * scale;
  return vector;
};

const noWords: ReadonlySet<string> = new Set();

/**
 * Meaning of a stretch of text: the sum of its words' vectors (a word's weight is in its row), at
 * unit length; all zero when no word says anything. `words` are lower-case surface words in order.
 * The same words give the same vector to the bit.
 *
 * Words of another language have rows of their own (`de:zimmer`) where the table knows what they
 * mean; its small words are left out, because the table would read them as English ("die", "as").
 */
export const embed = (words: readonly string[], lang: Lang, table: WordTable): Float32Array => {
  const sum = new Float32Array(table.dimensions);
  const own = lang === "en" || !isSupported(lang) ? "" : `${lang}:`;
  const small = own === "" ? noWords : vocabularyOf(lang).stops;
  let before: string | null = null;
  for (const word of words) {
    if (!small.has(word)) addWord(word, own, table, sum);
    const pair = before === null ? -1 : table.rowOfPair(own + before, word);
    if (pair !== -1) table.add(pair, 1, sum);
    before = word;
  }
  return toUnit(sum);
};

export type NearWord = { readonly word: string; readonly similarity: number };

/** The table's English words nearest to a unit vector by cosine, best first. Reads the whole table. */
export const nearestWords = (table: WordTable, vector: Float32Array, most: number): NearWord[] => {
  const best: NearWord[] = [];
  const row = new Float32Array(table.dimensions);
  for (let at = 0; at < table.words; at += 1) {
    row.fill(0);
    table.add(at, 1, row);
    let dot = 0;
    let norm = 0;
    for (let i = 0; i < row.length; i += 1) {
      const value = row[i] as number;
      dot += value * (vector[i] as number);
      norm += value * value;
    }
    const similarity = norm > 0 ? dot / Math.sqrt(norm) : 0;
    if (best.length === most && similarity <= (best.at(-1)?.similarity ?? 0)) continue;
    const word = table.wordAt(at);
    if (word.includes(":")) continue;
    const place = best.findIndex((other) => other.similarity < similarity);
    best.splice(place === -1 ? best.length : place, 0, { word, similarity });
    if (best.length > most) best.pop();
  }
  return best;
};

import { offset, stir } from "./hash.ts";
import type { WordTable } from "./table.ts";

/** Shorter words are too near to too many others. */
const shortest = 5;
const shortestChanged = 6;
/** Longer ones are no words that someone meant. */
const longest = 24;
const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
const plain = /^[a-z]+$/u;

/**
 * Row of the word that someone meant who typed this one: two letters swapped, else one left out, one
 * too many or a wrong one; the first letter is always right (Pollock and Zamora 1984). -1 when no word
 * of the table, or more than one, is that near in the likeliest way.
 */
export const meantRow = (word: string, table: WordTable): number => {
  if (word.length < shortest || word.length > longest || !plain.test(word)) return -1;
  /** Hashes of the word's beginnings, by length. */
  const heads = [offset];
  for (let at = 0; at < word.length; at += 1)
    heads.push(stir(heads[at] as number, word, at, at + 1));
  let found = -1;
  /** Looks up the word with `put` in place of its letters from `head` to `tail`. True for a second one. */
  const second = (head: number, put: string, tail: number): boolean => {
    const row = table.rowOfHash(stir(stir(heads[head] as number, put), word, tail));
    if (row === -1 || row === found) return false;
    const another = found !== -1;
    found = another ? -1 : row;
    return another;
  };
  for (let at = 1; at + 1 < word.length; at += 1)
    if (second(at, word.charAt(at + 1) + word.charAt(at), at + 2)) return -1;
  if (found !== -1) return found;
  for (let at = 1; at <= word.length; at += 1)
    for (const letter of letters) if (second(at, letter, at)) return -1;
  if (found !== -1) return found;
  for (let at = 1; at < word.length; at += 1) if (second(at, "", at + 1)) return -1;
  if (found !== -1 || word.length < shortestChanged) return found;
  for (let at = 1; at < word.length; at += 1)
    for (const letter of letters) if (second(at, letter, at + 1)) return -1;
  return found;
};

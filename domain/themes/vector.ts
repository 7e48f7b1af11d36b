import type { Token } from "./tokens.ts";
import { lexiconOf } from "./lexicon/index.ts";
import { isSupported } from "./vocabulary.ts";
import type { Lang } from "./types.ts";

/** Name of the vector space. Every stored centroid carries it; a change here is a migration. */
export const space = "hash256-v1";
const dimensions = 256;

/** Unit vector with few filled places: `at[i]` holds `value[i]`. */
export type SparseVector = { readonly at: Uint8Array; readonly value: Float32Array };

/** Weight of a token by how rare its kind is in any feedback; independent of the corpus. */
const rarity = { stop: 0, filler: 0.2, subject: 0.35, content: 1, family: 1.2 } as const;
const opinionFactor = 0.4;
const pairFactor = 0.4;
const gramFactor = 0.3;

/** FNV-1a, 32 bits. */
const hash = (key: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 15)) >>> 0;
};

/**
 * Signed hash of stems, word families and neighbouring pairs. The same tokens give the same vector
 * for ever. Languages without a stemmer add character trigrams.
 */
export const vectorOf = (tokens: readonly Token[], lang: Lang): SparseVector => {
  const dense = new Float32Array(dimensions);
  const add = (key: string, weight: number): void => {
    const h = hash(key);
    const at = h & 255;
    dense[at] = (dense[at] as number) + ((h >>> 8) & 1 ? weight : -weight);
  };
  const lexicon = lexiconOf(lang);
  let previous: Token | null = null;
  for (const token of tokens) {
    if (token.kind === "stop") continue;
    const opinion = token.kind === "content" && lexicon.valueOf(token.text) !== 0;
    add(token.key, rarity[token.kind] * (opinion ? opinionFactor : 1));
    if (previous !== null && !token.parted && token.kind !== "filler")
      add(`${previous.key} ${token.key}`, pairFactor * rarity[previous.kind]);
    if (!isSupported(lang))
      for (let i = 0; i + 3 <= token.text.length; i += 1)
        add(token.text.slice(i, i + 3), gramFactor);
    previous = token;
  }
  return sparse(dense);
};

const sparse = (dense: Float32Array): SparseVector => {
  const filled: number[] = [];
  let norm = 0;
  for (let i = 0; i < dimensions; i += 1) {
    const value = dense[i] as number;
    if (value !== 0) filled.push(i);
    norm += value * value;
  }
  const length = Math.sqrt(norm) || 1;
  return {
    at: Uint8Array.from(filled),
    value: Float32Array.from(filled, (i) => (dense[i] as number) / length),
  };
};

/** Cosine of a sparse unit vector and a dense unit vector. */
export const cosine = (vector: SparseVector, dense: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < vector.at.length; i += 1)
    sum += (vector.value[i] as number) * (dense[vector.at[i] as number] as number);
  return sum;
};

/** Mean of unit vectors, scaled back to length one. */
export const centroidOf = (vectors: readonly SparseVector[]): Float32Array => {
  const sum = new Float32Array(dimensions);
  for (const vector of vectors)
    for (let i = 0; i < vector.at.length; i += 1) {
      const at = vector.at[i] as number;
      sum[at] = (sum[at] as number) + (vector.value[i] as number);
    }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A dense unit vector as base64 of signed bytes (base64 by hand: `domain` has no host functions). */
export const packVector = (dense: Float32Array): string => {
  let text = "";
  for (let i = 0; i < dimensions; i += 3) {
    const byte = (at: number): number => Math.round((dense[at] ?? 0) * 127) & 255;
    const bits = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((bits >> shift) & 63);
  }
  return text;
};

/** Reverse of `packVector`, at unit length. */
export const unpackVector = (text: string): Float32Array => {
  const dense = new Float32Array(dimensions);
  for (let i = 0, out = 0; i < text.length; i += 4, out += 3) {
    let bits = 0;
    for (let k = 0; k < 4; k += 1)
      bits = (bits << 6) | Math.max(0, alphabet.indexOf(text.charAt(i + k)));
    for (let k = 0; k < 3 && out + k < dimensions; k += 1)
      dense[out + k] = (((bits >> (16 - 8 * k)) & 255) << 24) >> 24;
  }
  const length = Math.hypot(...dense) || 1;
  return dense.map((value) => value / length);
};

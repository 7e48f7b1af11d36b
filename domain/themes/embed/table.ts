import { offset, spread, stir } from "./hash.ts";

/**
 * The word table: one vector a word, distilled from a sentence model (docs/decisions/0024). It stays
 * as packed as it is on disk; beside it stands an index of about 0.4 MB.
 *
 * Layout, little endian: a header of 32 bytes, then the space's name, the words, a scale for each
 * row and the rows. Rows are the words in their order, then the buckets of letter groups.
 */
export type WordTable = {
  /** Name of the vector space; what was stored under another name cannot be compared. */
  readonly space: string;
  readonly dimensions: number;
  readonly words: number;
  /** Rows for the letter groups of words that the table does not have, and the groups' lengths. */
  readonly buckets: number;
  readonly shortestGram: number;
  readonly longestGram: number;
  /** Row of a lower-case word; -1 where it has none. */
  readonly rowOf: (word: string) => number;
  /** Row of two words that mean more together ("credit card"); -1 where it has none. */
  readonly rowOfPair: (first: string, second: string) => number;
  /** The same for a word that was hashed already (`stir`, not spread). */
  readonly rowOfHash: (hash: number) => number;
  /** The word of a row. */
  readonly wordAt: (row: number) => string;
  /** Adds `times` a row to `sum`. Length of a row is the word's weight in a text. */
  readonly add: (row: number, times: number, sum: Float32Array) => void;
};

/** "VWT1" */
const magic = 0x31545756;
const version = 1;
const headerBytes = 32;
/** Words that follow one written in full. */
const block = 16;

/** Hash of a stretch of a word. */
export const hashOf = (word: string, from: number, to: number): number =>
  spread(stir(offset, word, from, to));

const checksum = (bytes: Uint8Array, from: number): number => {
  let state = offset;
  for (let at = from; at < bytes.length; at += 1)
    state = Math.imul(state ^ (bytes[at] as number), 0x01000193);
  return state >>> 0;
};

type Names = Pick<WordTable, "wordAt" | "rowOf" | "rowOfPair" | "rowOfHash">;

/**
 * The words: how many letters a word shares with the one before, how many follow, the letters (one
 * byte each, Latin-1). Every 16th shares none, so that any word is found in a few steps. Rows are
 * found by the words' hashes, which differ from each other (scripts/tables/pack.py); that a word which
 * is not here has the hash of one that is happens once in 150,000 of them.
 */
const openNames = (bytes: Uint8Array, count: number): Names => {
  const starts = new Uint32Array(Math.ceil(count / block));
  const hashes = new Uint32Array(count);
  let size = 1;
  while (size < count * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const step = (before: string, at: number): string =>
    before.slice(0, bytes[at]) +
    String.fromCharCode(...bytes.subarray(at + 2, at + 2 + (bytes[at + 1] as number)));
  const find = (hash: number): number => {
    for (let slot = hash & (size - 1); ; slot = (slot + 1) & (size - 1)) {
      const row = slots[slot] as number;
      if (row === -1 || hashes[row] === hash) return row;
    }
  };
  let at = 0;
  let word = "";
  for (let row = 0; row < count; row += 1) {
    if (row % block === 0) starts[row / block] = at;
    word = step(word, at);
    at += 2 + (bytes[at + 1] as number);
    const hash = hashOf(word, 0, word.length);
    hashes[row] = hash;
    let slot = hash & (size - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
    slots[slot] = row;
  }
  return {
    wordAt(row) {
      let place = starts[Math.floor(row / block)] as number;
      let found = "";
      for (let left = row % block; left >= 0; left -= 1) {
        found = step(found, place);
        place += 2 + (bytes[place + 1] as number);
      }
      return found;
    },
    rowOf: (wanted) => find(hashOf(wanted, 0, wanted.length)),
    rowOfHash: (hash) => find(spread(hash)),
    rowOfPair: (first, second) => find(spread(stir(stir(stir(offset, first), " "), second))),
  };
};

/**
 * Opens a table for look-up. Keeps `bytes`.
 * @throws Error when they are no table of this version, cut short or damaged
 */
export const openWordTable = (bytes: Uint8Array): WordTable => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || view.getUint32(0, true) !== magic)
    throw new Error("This is no word table.");
  if (view.getUint16(4, true) !== version)
    throw new Error("The word table is of another version. Run npm run build.");
  const dimensions = view.getUint16(6, true);
  const bits = view.getUint8(8);
  const spaceLength = view.getUint8(11);
  const words = view.getUint32(12, true);
  const buckets = view.getUint32(16, true);
  const nameBytes = view.getUint32(20, true);
  const largest = view.getFloat32(24, true);
  const names = headerBytes + spaceLength;
  const scales = names + nameBytes;
  const rows = scales + 2 * (words + buckets);
  const rowBytes = (dimensions * bits) / 8;
  const end = rows + rowBytes * (words + buckets);
  const whole = (bits === 4 || bits === 8) && end === bytes.length;
  if (!whole || checksum(bytes, headerBytes) !== view.getUint32(28, true))
    throw new Error("The word table is damaged. Run npm run build.");
  const scaleOf = (row: number): number =>
    (view.getUint16(scales + 2 * row, true) / 65535) * largest;
  return {
    space: String.fromCharCode(...bytes.subarray(headerBytes, names)),
    dimensions,
    words,
    buckets,
    shortestGram: view.getUint8(9),
    longestGram: view.getUint8(10),
    ...openNames(bytes.subarray(names, scales), words),
    add(row, times, sum) {
      const scale = scaleOf(row) * times;
      const start = rows + row * rowBytes;
      if (bits === 8) {
        for (let i = 0; i < dimensions; i += 1)
          sum[i] = (sum[i] as number) + (((bytes[start + i] as number) << 24) >> 24) * scale;
        return;
      }
      for (let i = 0; i < rowBytes; i += 1) {
        const pair = bytes[start + i] as number;
        sum[2 * i] = (sum[2 * i] as number) + ((pair & 15) - 8) * scale;
        sum[2 * i + 1] = (sum[2 * i + 1] as number) + ((pair >> 4) - 8) * scale;
      }
    },
  };
};

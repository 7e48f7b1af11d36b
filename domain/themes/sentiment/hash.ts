const start = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a over a word's character codes, 32 bits. The fitted tables depend on every bit of it. */
export const hashOf = (word: string): number => {
  let hash = start;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), prime);
  return hash >>> 0;
};

/** FNV-1a over bytes from `from` on: the fingerprint of a file. */
export const fingerprintOf = (bytes: Uint8Array, from: number): number => {
  let hash = start;
  for (let at = from; at < bytes.length; at += 1)
    hash = Math.imul(hash ^ (bytes[at] as number), prime);
  return hash >>> 0;
};

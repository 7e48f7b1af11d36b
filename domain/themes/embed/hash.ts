/** Where FNV-1a (32 bits) begins. */
export const offset = 0x811c9dc5;

/** FNV-1a of a stretch of a word after what was hashed before. */
export const stir = (hash: number, word: string, from = 0, to: number = word.length): number => {
  let state = hash;
  for (let at = from; at < to; at += 1) state = Math.imul(state ^ word.charCodeAt(at), 0x01000193);
  return state;
};

/** Spreads a hash once more, so that its low bits choose a place. */
export const spread = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;

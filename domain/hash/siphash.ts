/** A secret of 128 bits as four words, low word first. */
export type SipKey = readonly [number, number, number, number];

/**
 * SipHash-2-4: a keyed hash of 64 bits that is cheap enough to take on every
 * request and tells nothing of its input without the key.
 * Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).
 * @returns 16 hex digits, most significant first
 */
export function sipHash([k0l, k0h, k1l, k1h]: SipKey, bytes: Uint8Array): string {
  // v0 to v3 as pairs of words: low, high.
  const v = Int32Array.of(
    k0l ^ 0x70736575,
    k0h ^ 0x736f6d65,
    k1l ^ 0x6e646f6d,
    k1h ^ 0x646f7261,
    k0l ^ 0x6e657261,
    k0h ^ 0x6c796765,
    k1l ^ 0x79746573,
    k1h ^ 0x74656462,
  );
  const word = (at: number) =>
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) absorb(v, word(at), word(at + 4));
  absorb(v, word(whole), word(whole + 4) | (bytes.length << 24));
  v[4]! ^= 0xff;
  for (let i = 0; i < 4; i++) round(v);
  const hex = (n: number) => (n >>> 0).toString(16).padStart(8, "0");
  return hex(v[1]! ^ v[3]! ^ v[5]! ^ v[7]!) + hex(v[0]! ^ v[2]! ^ v[4]! ^ v[6]!);
}

function absorb(v: Int32Array, low: number, high: number): void {
  v[6]! ^= low;
  v[7]! ^= high;
  round(v);
  round(v);
  v[0]! ^= low;
  v[1]! ^= high;
}

function round(v: Int32Array): void {
  add(v, 0, 2);
  turn(v, 2, 13);
  mix(v, 2, 0);
  turn(v, 0, 32);
  add(v, 4, 6);
  turn(v, 6, 16);
  mix(v, 6, 4);
  add(v, 0, 6);
  turn(v, 6, 21);
  mix(v, 6, 0);
  add(v, 4, 2);
  turn(v, 2, 17);
  mix(v, 2, 4);
  turn(v, 4, 32);
}

function add(v: Int32Array, a: number, b: number): void {
  const low = (v[a]! >>> 0) + (v[b]! >>> 0);
  v[a] = low;
  v[a + 1] = v[a + 1]! + v[b + 1]! + (low > 0xffffffff ? 1 : 0);
}

/** Rotates to the left by 1 to 32 bits. */
function turn(v: Int32Array, a: number, bits: number): void {
  const low = v[a]!;
  const high = v[a + 1]!;
  v[a] = bits === 32 ? high : (low << bits) | (high >>> (32 - bits));
  v[a + 1] = bits === 32 ? low : (high << bits) | (low >>> (32 - bits));
}

function mix(v: Int32Array, a: number, b: number): void {
  v[a]! ^= v[b]!;
  v[a + 1]! ^= v[b + 1]!;
}

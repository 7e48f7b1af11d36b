import { type SipKey, sipHash } from "../hash/siphash.ts";

/** No secret: it is to spread people evenly, and the same on every machine for ever. */
const KEY: SipKey = [0x76657262, 0x6174696d, 0x73616d70, 0x6c653031];

/**
 * Where a person stands in a survey's sample, 0 to 1, the same on all devices: asked are those who
 * stand below the share. Uniform over people, and drawn anew for each survey.
 */
export function standing(person: string, survey: string): number {
  const signs = Uint32Array.from(`${survey}/${person}`, (sign) => sign.codePointAt(0) ?? 0);
  const hash = sipHash(KEY, new Uint8Array(signs.buffer));
  // 52 bits: what a double holds exactly.
  return Number.parseInt(hash.slice(0, 13), 16) / 2 ** 52;
}

import { expect, it } from "vitest";
import { type SipKey, sipHash } from "../../../domain/hash/siphash.ts";

/** Bytes 00 to 0f, as in the paper's appendix and the authors' vectors. */
const KEY: SipKey = [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c];
const firstBytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => i);

it("gives the published values", () => {
  // vectors_sip64 of the reference implementation, read as numbers.
  expect(sipHash(KEY, firstBytes(0))).toBe("726fdb47dd0e0e31");
  expect(sipHash(KEY, firstBytes(1))).toBe("74f839c593dc67fd");
  expect(sipHash(KEY, firstBytes(7))).toBe("ab0200f58b01d137");
  expect(sipHash(KEY, firstBytes(8))).toBe("93f5f5799a932462");
  // Appendix A of the paper.
  expect(sipHash(KEY, firstBytes(15))).toBe("a129ca6149be45e5");
  expect(sipHash(KEY, firstBytes(63))).toBe("958a324ceb064572");
});

it("says nothing of its input without the key", () => {
  const other: SipKey = [1, 0, 0, 0];
  expect(sipHash(other, firstBytes(9))).not.toBe(sipHash([0, 0, 0, 0], firstBytes(9)));
  expect(sipHash(other, firstBytes(9))).not.toBe(sipHash(other, firstBytes(10)));
});

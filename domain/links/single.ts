import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { bytesUuid, uuidBytes } from "./uuid-bytes.ts";

/**
 * A link that takes one answer, as bytes: format 2, key id, survey (10), submission (16), closing time
 * (6, ms, 0: never), whom it is for (masked, may be empty), then the MAC's first 16 bytes over all
 * before it. The submission is in it, so that the database's own UNIQUE makes it single use, and
 * nothing is stored before the link is used.
 */
export type SingleClaim = {
  kid: string;
  survey: string;
  submission: string;
  /** ms UTC */
  closesAt: number | null;
  /** Who answers by it, masked: an address bar is no place for somebody's address. */
  masked: Uint8Array;
};

const FORMAT = 2;
const MAC_BYTES = 16;
const HEAD_BYTES = 1 + 1 + 10 + 16 + 6;
const MOST_MASKED = 800;

/** The signed part of a link. */
export function singleBody({ kid, survey, submission, closesAt, masked }: SingleClaim): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + masked.length);
  bytes[0] = FORMAT;
  bytes[1] = kid.charCodeAt(0);
  for (let i = 0; i < 10; i++) bytes[2 + i] = survey.charCodeAt(3 + i);
  bytes.set(uuidBytes(submission), 12);
  for (let i = 0, rest = closesAt ?? 0; i < 6; i++, rest = Math.floor(rest / 256))
    bytes[33 - i] = rest % 256;
  bytes.set(masked, HEAD_BYTES);
  return bytes;
}

export function singleToken(body: Uint8Array, mac: Uint8Array): string {
  const bytes = new Uint8Array(body.length + MAC_BYTES);
  bytes.set(body);
  bytes.set(mac.subarray(0, MAC_BYTES), body.length);
  return toBase64Url(bytes);
}

/** Whether the name of a hosted page is as long as a token at least; no slug and no code is. */
export function looksSingle(key: string): boolean {
  return key.length >= Math.ceil(((HEAD_BYTES + MAC_BYTES) * 4) / 3);
}

/** Splits a token into what it claims and its MAC; undefined when it has not the form of one. */
export function readSingle(
  token: string,
): { claim: SingleClaim; body: Uint8Array; mac: Uint8Array } | undefined {
  const bytes = fromBase64Url(token);
  if (!bytes || bytes[0] !== FORMAT) return undefined;
  const end = bytes.length - MAC_BYTES;
  if (end < HEAD_BYTES || end > HEAD_BYTES + MOST_MASKED) return undefined;
  const body = bytes.subarray(0, end);
  const closesAt = body.subarray(28, 34).reduce((sum, byte) => sum * 256 + byte, 0);
  return {
    claim: {
      kid: String.fromCharCode(body[1] ?? 0),
      survey: `sv_${String.fromCharCode(...body.subarray(2, 12))}`,
      submission: bytesUuid(body.subarray(12, 28)),
      closesAt: closesAt || null,
      masked: body.subarray(HEAD_BYTES),
    },
    body,
    mac: bytes.subarray(end),
  };
}

import { fromBase64Url, toBase64Url } from "./base64url.ts";

/**
 * A one-click link, as bytes: format 1, key id, workspace (10), invitation (16), slot, then the
 * MAC's first 16 bytes over all before it. The score is inside the MAC (COLLECT, one-click 5).
 */
export type LinkClaim = {
  kid: string;
  workspace: string;
  /** UUID of the invitation. */
  invitation: string;
  /** The score that this link stands for; 255 for the link without one. */
  slot: number;
};

/** The link with nothing chosen, and the one that people cannot see. */
export const NO_SLOT = 255;
export const TRAP_SLOT = 254;
/** Of links that end mail; they are signed with another key than votes. */
export const UNSUBSCRIBE_SLOT = 253;
export const MAC_BYTES = 16;
const BODY_BYTES = 1 + 1 + 10 + 16 + 1;

/** The signed part of a link. */
export function linkBody({ kid, workspace, invitation, slot }: LinkClaim): Uint8Array {
  const bytes = new Uint8Array(BODY_BYTES);
  bytes[0] = 1;
  bytes[1] = kid.charCodeAt(0);
  const name = workspace.slice(3);
  for (let i = 0; i < 10; i++) bytes[2 + i] = name.charCodeAt(i);
  const hex = invitation.replaceAll("-", "");
  for (let i = 0; i < 16; i++) bytes[12 + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  bytes[28] = slot;
  return bytes;
}

export function linkToken(body: Uint8Array, mac: Uint8Array): string {
  const bytes = new Uint8Array(BODY_BYTES + MAC_BYTES);
  bytes.set(body);
  bytes.set(mac.subarray(0, MAC_BYTES), BODY_BYTES);
  return toBase64Url(bytes);
}

/** Splits a token into what it claims and its MAC; undefined when it has not the form of one. */
export function readToken(
  token: string,
): { claim: LinkClaim; body: Uint8Array; mac: Uint8Array } | undefined {
  const bytes = fromBase64Url(token);
  if (bytes?.length !== BODY_BYTES + MAC_BYTES || bytes[0] !== 1) return undefined;
  const body = bytes.subarray(0, BODY_BYTES);
  const hex = [...body.subarray(12, 28)].map((b) => b.toString(16).padStart(2, "0")).join("");
  return {
    claim: {
      kid: String.fromCharCode(body[1] ?? 0),
      workspace: `wk_${String.fromCharCode(...body.subarray(2, 12))}`,
      invitation: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5"),
      slot: body[28] ?? NO_SLOT,
    },
    body,
    mac: bytes.subarray(BODY_BYTES),
  };
}

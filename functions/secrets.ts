import { toBase64Url } from "../domain/links/base64url.ts";

/** A new secret: 256 random bits as 43 base64url characters. */
export function newSecret(random: (bytes: number) => Uint8Array): string {
  return toBase64Url(random(32));
}

/** Hex SHA-256 of a secret, as it is stored. */
export async function sha256(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** Whether two secrets are the same, in a time that tells neither where they differ nor how long they are. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([sha256(a), sha256(b)]);
  let difference = 0;
  for (let i = 0; i < x.length; i++) difference |= x.charCodeAt(i) ^ y.charCodeAt(i);
  return difference === 0;
}

import { createHmac } from "node:crypto";
import type { TestApp } from "./app.ts";

export const KEY = { kid: "k1", secret: "a secret of the customer's server" };

/** A site whose pages may bring proofs signed with this key. */
export async function seedProofKey(app: TestApp, site: string, key = KEY): Promise<void> {
  await app.run("update sites set proof_secrets = ? where id = ?", [JSON.stringify([key]), site]);
}

/**
 * What a customer's server says of a visitor: compact JWS, HS256.
 * @param claims beside the usual ones, or in place of them @param now ms UTC
 */
export function proofOf(site: string, sub: string, now: number, claims: object = {}, key = KEY) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const iat = Math.floor(now / 1000);
  const text = [
    part({ alg: "HS256", kid: key.kid }),
    part({ aud: site, sub, iat, exp: iat + 3600, ...claims }),
  ].join(".");
  return `${text}.${createHmac("sha256", key.secret).update(text).digest("base64url")}`;
}

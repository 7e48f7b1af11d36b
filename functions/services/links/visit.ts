import { fromBase64Url, toBase64Url } from "../../../domain/links/base64url.ts";
import type { LinkClaim } from "../../../domain/links/token.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";

/** A visit lasts this long: a page left open over night still votes. */
const VISIT_MS = 24 * 3_600_000;

/** The nonce that a GET hands to its page: when and for which invitation, signed. */
export async function newVisit(ctx: Context, signer: Signer, claim: LinkClaim): Promise<string> {
  const head = `${ctx.now.toString(36)}.${toBase64Url(ctx.random(9))}`;
  const mac = await signer.mac("visit", claim.workspace, `${head}.${claim.invitation}`);
  return `${head}.${toBase64Url(mac.subarray(0, 16))}`;
}

/** When the page of a nonce was made, ms UTC; undefined unless it is of this invitation and not too old. */
export async function readVisit(
  ctx: Context,
  signer: Signer,
  claim: LinkClaim,
  visit: string,
): Promise<number | undefined> {
  const [time = "", random = "", mac = ""] = visit.split(".");
  const bytes = fromBase64Url(mac);
  const at = Number.parseInt(time, 36);
  if (!bytes || !(ctx.now - at < VISIT_MS && at <= ctx.now + 60_000)) return undefined;
  const signed = `${time}.${random}.${claim.invitation}`;
  return (await signer.verify("visit", claim.workspace, signed, bytes)) ? at : undefined;
}

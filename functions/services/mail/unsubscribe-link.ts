import {
  type LinkClaim,
  MAC_BYTES,
  UNSUBSCRIBE_SLOT,
  linkBody,
  linkToken,
  readToken,
} from "../../../domain/links/token.ts";
import type { Signer } from "../../adapters/signer/signer.ts";

type Whose = Pick<LinkClaim, "workspace" | "invitation">;

/**
 * The link in a mail that ends mail to its reader: the form of a one-click link under a key of its
 * own, so that neither opens the other's door. It never expires, and outlives replaced link secrets.
 */
export async function unsubscribeLink(
  signer: Signer,
  origin: string,
  invitation: Whose,
): Promise<string> {
  const body = linkBody({ kid: signer.kid, ...invitation, slot: UNSUBSCRIBE_SLOT });
  const mac = await signer.mac("unsubscribe", invitation.workspace, body);
  return `${origin}/u/${linkToken(body, mac)}`;
}

/** Whose mail a link ends, when its signature holds. */
export async function checkUnsubscribe(signer: Signer, token: string): Promise<Whose | undefined> {
  const read = readToken(token);
  if (!read || read.mac.length !== MAC_BYTES || read.claim.slot !== UNSUBSCRIBE_SLOT)
    return undefined;
  const good = await signer.verify("unsubscribe", read.claim.workspace, read.body, read.mac);
  return good ? read.claim : undefined;
}

import {
  MAC_BYTES,
  type LinkClaim,
  linkBody,
  linkToken,
  readToken,
} from "../../../domain/links/token.ts";
import type { Signer } from "../../adapters/signer/signer.ts";

/** One-click links of an invitation, one for each slot, built from the configured origin only. */
export async function linksOf(
  signer: Signer,
  origin: string,
  invitation: Pick<LinkClaim, "workspace" | "invitation">,
  slots: readonly number[],
): Promise<string[]> {
  return Promise.all(
    slots.map(async (slot) => {
      const body = linkBody({ kid: signer.kid, ...invitation, slot });
      const mac = await signer.mac("vote", invitation.workspace, body);
      return `${origin}/e/${linkToken(body, mac)}`;
    }),
  );
}

/** What a link says, when its signature holds. */
export async function checkLink(signer: Signer, token: string): Promise<LinkClaim | undefined> {
  const read = readToken(token);
  if (!read || read.mac.length !== MAC_BYTES) return undefined;
  const good = await signer.verify(
    "vote",
    read.claim.workspace,
    read.body,
    read.mac,
    read.claim.kid,
  );
  return good ? read.claim : undefined;
}

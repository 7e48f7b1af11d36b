import { toBase64Url } from "../../../domain/links/base64url.ts";
import { dayOf } from "../../../domain/time/days.ts";
import type { LinkClaim } from "../../../domain/links/token.ts";
import type { Context } from "../../context.ts";
import type { LinkDeps } from "./open.ts";

/** Notes a visit to a link in the bounded evidence log. Addresses are hashed with a key of the day. */
export async function noteVisit(
  ctx: Context,
  deps: LinkDeps,
  claim: LinkClaim,
  from: { method: string; address: string; agent: string },
): Promise<void> {
  const day = dayOf(ctx.now, "UTC");
  const hash = await deps.signer.mac("address", claim.workspace, `${day}/${from.address}`);
  await deps.links.note(claim.workspace, {
    invitation: claim.invitation,
    slot: claim.slot,
    at: ctx.now,
    method: from.method,
    address: toBase64Url(hash.subarray(0, 12)),
    agent: agentClass(from.agent),
  });
}

/** A coarse class: enough to see a pattern, nothing that finds a person. */
function agentClass(agent: string): string {
  if (agent === "") return "none";
  if (/bot|crawl|spider|scan|preview|fetch|curl|wget|python|java\/|go-http/iu.test(agent))
    return "robot";
  if (/headless/iu.test(agent)) return "headless";
  return /mobi/iu.test(agent) ? "phone" : "browser";
}

import type { LinkClaim } from "../../../domain/links/token.ts";
import type { Context } from "../../context.ts";
import type { LinkDeps } from "./open.ts";
import { type Origin, visitorFrom } from "./visitor.ts";

/** Notes a visit to a link in the bounded evidence log. Addresses are hashed with a key of the day. */
export async function noteVisit(
  ctx: Context,
  deps: LinkDeps,
  claim: LinkClaim,
  from: Origin & { method: string },
): Promise<void> {
  await deps.links.note(claim.workspace, {
    invitation: claim.invitation,
    slot: claim.slot,
    at: ctx.now,
    method: from.method,
    address: await visitorFrom(ctx, deps.signer, claim.workspace, from),
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

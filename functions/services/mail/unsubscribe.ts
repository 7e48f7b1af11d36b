import type { LinkClaim } from "../../../domain/links/token.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { Context } from "../../context.ts";
import type { Audit } from "../../db/audit.ts";
import type { LinksRepository } from "../../db/repositories/links.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { addressHash } from "../suppressions/hash.ts";

export type UnsubscribeDeps = {
  links: LinksRepository;
  people: PeopleRepository;
  signer: Signer;
  suppressions: SuppressionsRepository;
};
type Whose = Pick<LinkClaim, "workspace" | "invitation">;

/** Ends mail of this workspace to the reader of a mail. Safe to send twice. */
export async function unsubscribe(
  ctx: Context,
  deps: UnsubscribeDeps,
  whose: Whose,
): Promise<void> {
  const email = await addressOf(deps, whose);
  // Erased since: what is kept of the address ends mail already.
  if (email === undefined) return;
  const hash = await addressHash(deps.signer, whose.workspace, email);
  const reason = "unsubscribed";
  const audit = auditOf(ctx, "person.unsubscribe", whose);
  const [known] = await deps.suppressions.has(whose.workspace, [hash]);
  if (known?.reason !== reason)
    await deps.suppressions.add(whose.workspace, [{ hash, reason }], ctx.now, audit);
  await deps.people.setSubscription(whose.workspace, email, reason, ctx.now);
}

/**
 * Takes the reader's own unsubscription back. Bounces, complaints and erasures stay.
 * @returns whether mail may reach them again
 */
export async function comeBack(
  ctx: Context,
  deps: UnsubscribeDeps,
  whose: Whose,
): Promise<boolean> {
  const email = await addressOf(deps, whose);
  if (email === undefined) return false;
  const hash = await addressHash(deps.signer, whose.workspace, email);
  const audit = auditOf(ctx, "person.resubscribe", whose);
  if (await deps.suppressions.takeBack(whose.workspace, hash, audit))
    await deps.people.setSubscription(whose.workspace, email, "subscribed", ctx.now);
  const [left] = await deps.suppressions.has(whose.workspace, [hash]);
  return left === undefined;
}

async function addressOf(deps: UnsubscribeDeps, whose: Whose): Promise<string | undefined> {
  const invitation = await deps.links.find(whose.workspace, whose.invitation);
  if (!invitation) return undefined;
  const { email, person } = invitation;
  if (email !== null) return email;
  const known = person === null ? undefined : await deps.people.get(whose.workspace, person);
  return known?.email ?? undefined;
}

const auditOf = (ctx: Context, action: string, { workspace, invitation }: Whose): Audit => ({
  workspace,
  id: ctx.newId(),
  actor: "recipient",
  action,
  target: invitation,
  detail: {},
  at: ctx.now,
});

import type { ReportBounces, ReportedBounces } from "../../../domain/wire/sends.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { InvitationsRepository } from "../../db/repositories/invitations.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { addressHash } from "../suppressions/hash.ts";

type Deps = {
  invitations: InvitationsRepository;
  people: PeopleRepository;
  suppressions: SuppressionsRepository;
  signer: Signer;
};

/**
 * Notes mail that came back or was marked as spam. A mailbox that does not exist and a complaint end
 * all mail to the address; a full mailbox is only noted. Safe to send twice.
 */
export async function reportBounces(
  ctx: TenantContext,
  deps: Deps,
  { items }: ReportBounces,
): Promise<ReportedBounces> {
  const { workspace, now } = ctx;
  const found = await deps.invitations.reported(workspace, items);
  const noted = items.flatMap(({ kind, at = now }, i) => {
    const id = found[i]?.id;
    return id ? [{ id, kind, at: Math.min(at, now) }] : [];
  });
  await deps.invitations.note(workspace, noted);
  let known = 0;
  for (const [i, { kind, email = found[i]?.email }] of items.entries()) {
    const ends = kind !== "soft" && email !== undefined && email !== null;
    if (ends) await silence(ctx, deps, email, kind);
    if (ends || found[i]) known++;
  }
  return { noted: known, unknown: items.length - known };
}

/** No mail to this address any more. Who said no keeps that as the reason. */
async function silence(
  { workspace, now }: TenantContext,
  deps: Deps,
  email: string,
  kind: "hard" | "complaint",
): Promise<void> {
  const reason = kind === "hard" ? "bounced" : "complained";
  const hash = await addressHash(deps.signer, workspace, email);
  await deps.suppressions.add(workspace, [{ hash, reason }], now);
  const people = await deps.people.withEmail(workspace, [email]);
  if (kind === "complaint" || people.some(({ subscription }) => subscription === "subscribed"))
    await deps.people.setSubscription(workspace, email, reason, now);
}

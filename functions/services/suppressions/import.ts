import { judgeEmail } from "../../../domain/wire/judge-people.ts";
import type { Suppressed } from "../../../domain/wire/people.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { emailOf } from "../accounts/email.ts";
import { auditOf } from "../audit.ts";
import { addressHash } from "./hash.ts";

type Deps = { people: PeopleRepository; suppressions: SuppressionsRepository; signer: Signer };

/** Suppresses addresses that another tool knows to get no mail. Safe to run twice. */
export async function importSuppressions(
  ctx: TenantContext,
  deps: Deps,
  given: readonly string[],
): Promise<Suppressed> {
  const errors: Suppressed["errors"] = [];
  const emails = new Set<string>();
  for (const [index, text] of given.entries()) {
    const email = judgeEmail(text);
    if (email === undefined) errors.push({ index, message: "must be an address" });
    else emails.add(emailOf(email));
  }
  const all = [...emails];
  const hashes = await Promise.all(
    all.map((email) => addressHash(deps.signer, ctx.workspace, email)),
  );
  const known = await deps.suppressions.has(ctx.workspace, hashes);
  const fresh = hashes.filter((_, i) => known[i] === undefined);
  if (fresh.length > 0)
    await deps.suppressions.add(
      ctx.workspace,
      fresh.map((hash) => ({ hash, reason: "imported" as const })),
      ctx.now,
      auditOf(ctx, "suppression.import", ctx.workspace, { added: fresh.length }),
    );
  await deps.people.setSubscriptions(ctx.workspace, all, "unsubscribed", ctx.now);
  return { added: fresh.length, known: all.length - fresh.length, errors };
}

import type { SuppressionReason } from "../../../domain/wire/people.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { PeopleRepository } from "../../db/repositories/people.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { addressHash } from "./hash.ts";

/** Why a suppression stays: it is the person's own word. */
const STAYS: Partial<Record<SuppressionReason, string>> = {
  unsubscribed: "unsubscribed by their own hand: only they can come back",
  complained: "complained about a mail: it stays so",
  erased: "was erased on request: it stays so",
};

type Deps = { people: PeopleRepository; suppressions: SuppressionsRepository; signer: Signer };

/**
 * Lets an address get mail again that was suppressed by an import or a bounce.
 * @param field that a refusal names @returns whether it was suppressed
 * @throws AppError invalid where it is the person's own word
 */
export async function liftSuppression(
  ctx: TenantContext,
  deps: Deps,
  email: string,
  field: string,
): Promise<boolean> {
  const hash = await addressHash(deps.signer, ctx.workspace, email);
  const [known] = await deps.suppressions.has(ctx.workspace, [hash]);
  const stays = known && STAYS[known.reason];
  if (stays) throw new AppError("invalid", { fields: { [field]: stays } });
  const audit = auditOf(ctx, "suppression.lift", ctx.workspace, { reason: known?.reason ?? null });
  const lifted = known !== undefined && (await deps.suppressions.lift(ctx.workspace, hash, audit));
  // Nothing stands against the address now, unless it was said in the meantime.
  const [since] = await deps.suppressions.has(ctx.workspace, [hash]);
  if (!since) await deps.people.setSubscription(ctx.workspace, email, "subscribed", ctx.now);
  return lifted;
}

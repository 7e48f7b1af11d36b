import type { Send, SettleUnknown } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { InvitationsRepository } from "../../db/repositories/invitations.ts";
import type { SendsRepository } from "../../db/repositories/sends.ts";
import { auditOf } from "../audit.ts";
import { readSend, storedSend } from "./read.ts";

/**
 * Decides what becomes of leftovers of a crash, of which nobody knows whether they went out: taken as
 * accepted, or sent again, perhaps for the second time. Others than unknown ones stay as they are.
 * @throws AppError not_found
 */
export async function settleUnknown(
  ctx: TenantContext,
  deps: { sends: SendsRepository; invitations: InvitationsRepository },
  id: string,
  { ids, as }: SettleUnknown,
): Promise<Send> {
  await storedSend(ctx, deps, id);
  const audit = auditOf(ctx, "send.settle", id, { as, n: ids.length });
  await deps.invitations.settleUnknown(ctx.workspace, id, ids, as, audit);
  return readSend(ctx, deps, id);
}

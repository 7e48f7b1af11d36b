import type { TenantContext } from "../../context.ts";
import type { MembersRepository } from "../../db/repositories/members.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkPower } from "./owners.ts";

/** Takes an open invite back: its link stops working at once. @throws AppError not_found, forbidden */
export async function removeInvite(
  ctx: TenantContext,
  deps: { members: MembersRepository },
  id: string,
): Promise<void> {
  const invite = found(await deps.members.invite(ctx.workspace, id, ctx.now));
  checkPower(ctx.actor, invite.role);
  await deps.members.removeInvite(
    ctx.workspace,
    id,
    auditOf(ctx, "invite.remove", id, { role: invite.role }),
  );
}

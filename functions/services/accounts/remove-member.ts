import type { TenantContext } from "../../context.ts";
import type { MembersRepository } from "../../db/repositories/members.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkPower } from "./owners.ts";
import { lastOwner } from "./save-member.ts";

/** Takes a member out of the workspace, effective with their next request. @throws AppError not_found, forbidden, taken */
export async function removeMember(
  ctx: TenantContext,
  deps: { members: MembersRepository },
  user: string,
): Promise<void> {
  const member = found(await deps.members.get(ctx.workspace, user));
  checkPower(ctx.actor, member.role);
  const audit = auditOf(ctx, "member.remove", user, { role: member.role });
  if (!(await deps.members.remove(ctx.workspace, user, audit))) throw lastOwner();
}

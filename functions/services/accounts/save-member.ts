import type { Member, SaveMember } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { MembersRepository } from "../../db/repositories/members.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { checkPower } from "./owners.ts";

/** Gives a member another role, effective with their next request. @throws AppError not_found, forbidden, taken */
export async function saveMember(
  ctx: TenantContext,
  deps: { members: MembersRepository },
  user: string,
  { role }: SaveMember,
): Promise<Member> {
  const member = found(await deps.members.get(ctx.workspace, user));
  checkPower(ctx.actor, member.role, role);
  const audit = auditOf(ctx, "member.role", user, { from: member.role, to: role });
  if (!(await deps.members.setRole(ctx.workspace, user, role, audit))) throw lastOwner();
  return { ...member, role };
}

/** A workspace without an owner could never be handed on. */
export function lastOwner(): AppError {
  return new AppError("taken", {
    message: "The last owner stays. Make somebody else an owner first.",
  });
}

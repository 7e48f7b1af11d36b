import type { Context } from "../../context.ts";
import type { InviteFacts, MembersRepository } from "../../db/repositories/members.ts";
import { auditOf } from "../audit.ts";

/** Makes the invited person a member and uses the invite up. @returns false when it was used meanwhile */
export function join(
  ctx: Context,
  deps: { members: MembersRepository },
  invite: InviteFacts,
  user: string,
): Promise<boolean> {
  const actor = { kind: "member", id: user, role: invite.role } as const;
  const tenant = { ...ctx, workspace: invite.workspace, actor };
  return deps.members.join(
    invite,
    user,
    ctx.now,
    auditOf(tenant, "invite.accept", invite.id, { role: invite.role }),
  );
}

import type { Members } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { MembersRepository } from "../../db/repositories/members.ts";

/** Members in the order of joining, and the invites that are open. */
export async function listMembers(
  ctx: TenantContext,
  deps: { members: MembersRepository },
): Promise<Members> {
  const [items, invites] = await Promise.all([
    deps.members.list(ctx.workspace),
    deps.members.invites(ctx.workspace, ctx.now),
  ]);
  return { items, next: null, invites };
}

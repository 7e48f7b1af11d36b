import type { Me } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { AppError, found } from "../../errors.ts";

/** Who is signed in, in which workspace, as what. @throws AppError forbidden for a key */
export async function readMe(
  ctx: TenantContext,
  deps: { accounts: AccountsRepository; workspaces: WorkspacesRepository },
): Promise<Me> {
  if (ctx.actor.kind !== "member") throw new AppError("forbidden");
  const [user, workspace, workspaces] = await Promise.all([
    deps.accounts.user(ctx.actor.id),
    deps.workspaces.get(ctx.workspace),
    deps.accounts.workspacesOf(ctx.actor.id),
  ]);
  return { user: found(user), role: ctx.actor.role, workspace: found(workspace), workspaces };
}

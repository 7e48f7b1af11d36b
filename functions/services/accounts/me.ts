import type { Me } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { AppError, found } from "../../errors.ts";
import { readWorkspace } from "./read-workspace.ts";

/** Who is signed in, in which workspace, as what. @throws AppError forbidden for a key */
export async function readMe(
  ctx: TenantContext,
  deps: { accounts: AccountsRepository; workspaces: WorkspacesRepository; jobs: JobsRepository },
): Promise<Me> {
  if (ctx.actor.kind !== "member") throw new AppError("forbidden");
  const [user, workspace, workspaces] = await Promise.all([
    deps.accounts.user(ctx.actor.id),
    readWorkspace(deps, ctx.workspace),
    deps.accounts.workspacesOf(ctx.actor.id),
  ]);
  return { user: found(user), role: ctx.actor.role, workspace, workspaces };
}

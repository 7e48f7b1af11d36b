import { prefixedId } from "../../../domain/survey/ids.ts";
import type { CreateWorkspace, Workspace } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { AppError } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { readWorkspace } from "./read-workspace.ts";

/** Makes a workspace; its maker owns it. @throws AppError forbidden for a key */
export async function createWorkspace(
  ctx: TenantContext,
  deps: { workspaces: WorkspacesRepository; jobs: JobsRepository },
  { name }: CreateWorkspace,
): Promise<Workspace> {
  if (ctx.actor.kind !== "member") throw new AppError("forbidden");
  const workspace = prefixedId("wk", ctx.random(10));
  const audit = auditOf({ ...ctx, workspace }, "workspace.create", workspace);
  await deps.workspaces.create(workspace, { name, owner: ctx.actor.id, now: ctx.now }, audit);
  return readWorkspace(deps, workspace);
}

import { isZone } from "../../../domain/time/days.ts";
import type { SaveWorkspace, Workspace } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { changeZone, zoneJob } from "./change-zone.ts";

/** Saves workspace settings. A changed zone moves responses to their new days. @throws AppError invalid */
export async function saveWorkspace(
  ctx: TenantContext,
  deps: { workspaces: WorkspacesRepository; jobs: JobsRepository },
  change: SaveWorkspace,
): Promise<Workspace> {
  if (change.zone !== undefined && !isZone(change.zone)) {
    throw new AppError("invalid", { fields: { zone: "must be a time zone like Europe/Berlin" } });
  }
  const before = found(await deps.workspaces.get(ctx.workspace));
  const moves = change.zone !== undefined && change.zone !== before.zone;
  const audit = auditOf(ctx, "workspace.save", ctx.workspace, { fields: Object.keys(change) });
  if (Object.keys(change).length > 0) {
    await deps.workspaces.save(ctx.workspace, change, audit, moves ? zoneJob(ctx) : undefined);
  }
  if (moves) await changeZone(ctx, deps, ctx.workspace);
  return found(await deps.workspaces.get(ctx.workspace));
}

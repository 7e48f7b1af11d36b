import { isZone } from "../../../domain/time/days.ts";
import type { SaveWorkspace, Workspace } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { changeZone, zoneJob } from "./change-zone.ts";
import { type FillDeps, fillAttributes, fillJob } from "./fill-attributes.ts";
import { readWorkspace } from "./read-workspace.ts";

/**
 * Saves workspace settings. A changed zone moves responses to their new days, and those that carry a
 * newly declared attribute begin to count by it: as far as a request goes, the rest by minute jobs.
 * @throws AppError invalid
 */
export async function saveWorkspace(
  ctx: TenantContext,
  deps: FillDeps,
  change: SaveWorkspace,
): Promise<Workspace> {
  if (change.zone !== undefined && !isZone(change.zone)) {
    throw new AppError("invalid", { fields: { zone: "must be a time zone like Europe/Berlin" } });
  }
  const before = found(await deps.workspaces.get(ctx.workspace));
  const moves = change.zone !== undefined && change.zone !== before.zone;
  const declares = change.attributes?.some((name) => !before.attributes.includes(name)) ?? false;
  const audit = auditOf(ctx, "workspace.save", ctx.workspace, { fields: Object.keys(change) });
  if (Object.keys(change).length > 0) {
    const total = moves || declares ? await deps.walk.length(ctx.workspace) : 0;
    await deps.workspaces.save(ctx.workspace, change, audit, [
      ...(moves ? [zoneJob(ctx, total)] : []),
      ...(declares ? [fillJob(ctx, total)] : []),
    ]);
  }
  // The change is saved and its jobs go on by themselves, whatever becomes of these first slices.
  if (moves) await changeZone(ctx, deps, ctx.workspace).catch(() => undefined);
  if (declares) await fillAttributes(ctx, deps, ctx.workspace).catch(() => undefined);
  return readWorkspace(deps, ctx.workspace);
}

import { dayOf } from "../../../domain/time/days.ts";
import type { Context, TenantContext } from "../../context.ts";
import type { NewJob } from "../../db/new-job.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { type WalkDeps, newWalk, walkTwice } from "./walk-twice.ts";

export type ZoneDeps = WalkDeps & { workspaces: WorkspacesRepository };

const PREFIX = "zone:";
const SLICE = 500;
/** Slices in one request or cron: a workspace of 2,000 responses is done when the save answers. */
const MOST_SLICES = 4;

/** The job that a changed zone leaves, written in the transaction of the change. */
export function zoneJob(ctx: TenantContext, total: number): NewJob {
  return { name: PREFIX + ctx.workspace, cursor: newWalk(ctx.now, total) };
}

/** Goes on with every zone change that is not finished; the minute job calls it. */
export async function continueZoneChanges(ctx: Context, deps: ZoneDeps): Promise<void> {
  for (const name of await deps.jobs.named(PREFIX)) {
    await changeZone(ctx, deps, name.slice(PREFIX.length));
  }
}

/**
 * Moves responses of one workspace to the days of its present zone, some slices at a time; the
 * triggers move what was counted of them. A day is computed from the row and the zone alone.
 */
export async function changeZone(ctx: Context, deps: ZoneDeps, workspace: string): Promise<void> {
  const walk = { name: PREFIX + workspace, workspace, size: SLICE, most: MOST_SLICES };
  await walkTwice(ctx, deps, walk, async () => {
    const zone = (await deps.workspaces.get(workspace))?.zone;
    if (zone === undefined) return undefined;
    return async (lease, stretch, next) => {
      const moved = (await deps.workspaces.days(workspace, stretch))
        .map(({ row, at, day }) => ({ row, from: day, day: dayOf(at, zone) }))
        .filter(({ from, day }) => from !== day);
      return deps.workspaces.setDays(workspace, lease, next, moved);
    };
  });
}

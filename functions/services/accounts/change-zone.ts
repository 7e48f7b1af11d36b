import { dayOf } from "../../../domain/time/days.ts";
import type { Context, TenantContext } from "../../context.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";

type Deps = { workspaces: WorkspacesRepository; jobs: JobsRepository };

/**
 * Where the move stands. It walks all responses twice: for up to `SETTLE_MS` after the change other
 * isolates still take answers under the zone that they know, anywhere in the walked range.
 */
type Cursor = { after: number; pass: 1 | 2; changedAt: number };

const PREFIX = "zone:";
const SLICE = 500;
/** Slices in one request or cron: a workspace of 2,000 responses is done when the save answers. */
const MOST_SLICES = 4;
const LEASE_MS = 60_000;
/** Site configuration is cached at most 15 s (CONTRACTS, Closed). */
const SETTLE_MS = 30_000;

/** The job that a changed zone leaves, written in the transaction of the change. */
export function zoneJob(ctx: TenantContext): { name: string; cursor: Cursor } {
  return { name: PREFIX + ctx.workspace, cursor: { after: 0, pass: 1, changedAt: ctx.now } };
}

/** Goes on with every zone change that is not finished; the minute job calls it. */
export async function continueZoneChanges(ctx: Context, deps: Deps): Promise<void> {
  for (const name of await deps.jobs.named(PREFIX)) {
    await changeZone(ctx, deps, name.slice(PREFIX.length));
  }
}

/**
 * Moves responses of one workspace to the days of its present zone, some slices at a time. Safe to
 * repeat and to run twice at once: one holds the job, and a day is computed from the row alone.
 */
export async function changeZone(ctx: Context, deps: Deps, workspace: string): Promise<void> {
  const lease = await deps.jobs.take(PREFIX + workspace, ctx.now, ctx.now + LEASE_MS);
  if (!lease) return;
  const zone = (await deps.workspaces.get(workspace))?.zone;
  const cursor = lease.cursor as Cursor | null;
  if (zone === undefined || cursor === null) return deps.jobs.remove(lease);
  await walk(ctx, deps, workspace, zone, lease, cursor);
}

async function walk(
  ctx: Context,
  deps: Deps,
  workspace: string,
  zone: string,
  lease: Lease,
  start: Cursor,
): Promise<void> {
  let cursor = start;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    if (cursor.pass === 2 && ctx.now < cursor.changedAt + SETTLE_MS) break;
    const rows = await deps.workspaces.days(workspace, cursor.after, SLICE);
    const moved = rows
      .map(({ row, at, day }) => ({ row, from: day, day: dayOf(at, zone) }))
      .filter(({ from, day }) => from !== day);
    await deps.workspaces.setDays(workspace, moved);
    const last = rows.at(-1);
    if (rows.length === SLICE && last) cursor = { ...cursor, after: last.row };
    else if (cursor.pass === 1) cursor = { ...cursor, after: 0, pass: 2 };
    else return deps.jobs.remove(lease);
    if (!(await deps.jobs.advance(lease, cursor))) return;
  }
  await deps.jobs.release(lease, ctx.now, "ok");
}

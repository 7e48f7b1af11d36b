import { dimensionOf, withDimensions } from "../../../domain/survey/facts.ts";
import type { Context, TenantContext } from "../../context.ts";
import type { BackfillRepository, Carrier } from "../../db/repositories/backfill.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import type { WalkRepository } from "../../db/repositories/walk.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { leased } from "../jobs/lease.ts";
import { keep } from "../upkeep/check-days.ts";

export type FillDeps = {
  backfill: BackfillRepository;
  jobs: JobsRepository;
  walk: WalkRepository;
  workspaces: WorkspacesRepository;
};

/**
 * Where the job stands. It walks all responses twice: for up to `SETTLE_MS` after the change other
 * isolates still take and amend answers under the attributes that they know.
 */
type Cursor = { after: number; pass: 1 | 2; changedAt: number; done: number; total: number };

const PREFIX = "attributes:";
const SLICE = 1_000;
/** Slices in one request or cron. */
const MOST_SLICES = 6;
const LEASE_MS = 60_000;
/** Site configuration is cached at most 15 s (CONTRACTS, Closed). */
const SETTLE_MS = 30_000;

/** The job that attributes declared later leave, written in the transaction that declares them. */
export function fillJob(ctx: TenantContext, total: number): { name: string; cursor: unknown } {
  const cursor: Cursor = { after: 0, pass: 1, changedAt: ctx.now, done: 0, total };
  return { name: PREFIX + ctx.workspace, cursor };
}

/** Goes on with every workspace whose responses are not filled in; the minute job calls it. */
export async function continueFilling(ctx: Context, deps: FillDeps): Promise<void> {
  for (const name of await deps.jobs.named(PREFIX)) {
    await fillAttributes(ctx, deps, name.slice(PREFIX.length));
  }
}

/** How much is filled in, 0 to 1; null when nothing is under way. */
export async function filledShare(
  deps: Pick<FillDeps, "jobs">,
  workspace: string,
): Promise<number | null> {
  const cursor = (await deps.jobs.cursor(PREFIX + workspace)) as Cursor | null;
  if (cursor === null) return null;
  return cursor.total === 0 ? 0 : Math.min(1, cursor.done / (2 * cursor.total));
}

/**
 * Lets responses that already carry an attribute count by it, some slices at a time. What a value
 * counts as is decided as when a response arrives: 50 values by themselves, the rest is "other".
 * Safe to repeat and to run twice at once: one holds the job, and a response that counts by an
 * attribute is left as it is.
 */
export async function fillAttributes(
  ctx: Context,
  deps: FillDeps,
  workspace: string,
): Promise<void> {
  await leased(ctx, deps, PREFIX + workspace, LEASE_MS, async (lease) => {
    let cursor = lease.cursor as Cursor | null;
    const names = (await deps.workspaces.get(workspace))?.attributes ?? [];
    if (cursor === null || names.length === 0) return deps.jobs.remove(lease);
    for (let slice = 0; slice < MOST_SLICES; slice++) {
      if (cursor.pass === 2 && ctx.now < cursor.changedAt + SETTLE_MS) return;
      const next = await fillSlice(deps, workspace, lease, cursor, names);
      if (!next) return deps.jobs.remove(lease);
      cursor = next;
    }
  });
}

async function fillSlice(
  deps: FillDeps,
  workspace: string,
  lease: Lease,
  cursor: Cursor,
  names: readonly string[],
): Promise<Cursor | null> {
  const stretch = await deps.walk.next(workspace, cursor.after, SLICE);
  if (!stretch) {
    if (cursor.pass === 2) return null;
    const next: Cursor = { ...cursor, after: 0, pass: 2, done: cursor.total };
    keep(await deps.jobs.advance(lease, next));
    return next;
  }
  const known = await deps.backfill.values(workspace);
  const fresh: [string, string][] = [];
  const changes: { row: number; from: string; to: string }[] = [];
  for (const carrier of await deps.backfill.carriers(workspace, stretch, names)) {
    const to = filled(carrier, names, known, fresh);
    if (to !== carrier.stored) changes.push({ row: carrier.row, from: carrier.stored, to });
  }
  const done = cursor.done + (stretch.high - stretch.low + 1);
  const next: Cursor = { ...cursor, after: stretch.high, done };
  keep(await deps.backfill.write(workspace, lease, next, changes, fresh));
  return next;
}

/** What a response counts for with these attributes; values met for the first time are noted. */
function filled(
  { attributes, facts }: Carrier,
  names: readonly string[],
  known: Map<string, string[]>,
  fresh: [string, string][],
): string {
  const [head, , , slot] = facts[0] ?? ["", "", "", -1];
  const dims: Record<string, string> = {};
  for (const name of names) {
    if (slot < 0 || facts.some(([question, dim]) => question === head && dim === name)) continue;
    const values = known.get(name) ?? [];
    const dimension = dimensionOf(attributes[name], values);
    if (!dimension) continue;
    dims[name] = dimension.value;
    if (!dimension.fresh) continue;
    known.set(name, [...values, dimension.value]);
    fresh.push([name, dimension.value]);
  }
  return JSON.stringify(withDimensions(facts, dims));
}

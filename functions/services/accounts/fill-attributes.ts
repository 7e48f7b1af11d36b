import { dimensionOf, missingOf, withDimensions } from "../../../domain/survey/facts.ts";
import type { Context, TenantContext } from "../../context.ts";
import type { NewJob } from "../../db/new-job.ts";
import type { BackfillRepository, Carrier } from "../../db/repositories/backfill.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";
import { type Twice, type WalkDeps, newWalk, walkTwice } from "./walk-twice.ts";

export type FillDeps = WalkDeps & {
  backfill: BackfillRepository;
  workspaces: WorkspacesRepository;
};

const PREFIX = "attributes:";
const SLICE = 1_000;
/** Slices in one request or cron. */
const MOST_SLICES = 6;

/** The job that attributes declared later leave, written in the transaction that declares them. */
export function fillJob(ctx: TenantContext, total: number): NewJob {
  return { name: PREFIX + ctx.workspace, cursor: newWalk(ctx.now, total) };
}

/** Goes on with every workspace whose responses are not filled in; the minute job calls it. */
export async function continueFilling(ctx: Context, deps: FillDeps): Promise<void> {
  for (const name of await deps.jobs.named(PREFIX)) {
    await fillAttributes(ctx, deps, name.slice(PREFIX.length));
  }
}

/**
 * How much is filled in, 0 to 1; null when all is. What isolates took meanwhile under the attributes
 * that they knew is left out: it follows within two minutes.
 */
export async function filledShare(
  { jobs }: { jobs: JobsRepository },
  workspace: string,
): Promise<number | null> {
  const place = (await jobs.cursor(PREFIX + workspace)) as Twice | null;
  if (place === null || place.pass === 2 || place.total === 0) return null;
  return Math.min(1, place.done / place.total);
}

/**
 * Lets responses that already carry an attribute count by it, some slices at a time. What a value
 * counts as is decided as when a response arrives: 50 values by themselves, the rest is "other". A
 * response that counts by an attribute is left as it is.
 */
export async function fillAttributes(
  ctx: Context,
  deps: FillDeps,
  workspace: string,
): Promise<void> {
  const walk = { name: PREFIX + workspace, workspace, size: SLICE, most: MOST_SLICES };
  await walkTwice(ctx, deps, walk, async () => {
    const names = (await deps.workspaces.get(workspace))?.attributes ?? [];
    if (names.length === 0) return undefined;
    return async (lease, stretch, next) => {
      const known = await deps.backfill.values(workspace);
      const fresh: [string, string][] = [];
      const changes: { row: number; from: string; to: string }[] = [];
      for (const carrier of await deps.backfill.carriers(workspace, stretch, names)) {
        const to = filled(carrier, names, known, fresh);
        if (to !== carrier.stored) changes.push({ row: carrier.row, from: carrier.stored, to });
      }
      return deps.backfill.write(workspace, lease, next, changes, fresh);
    };
  });
}

/** What a response counts for with these attributes; values met for the first time are noted. */
function filled(
  { attributes, facts, stored }: Carrier,
  names: readonly string[],
  known: Map<string, string[]>,
  fresh: [string, string][],
): string {
  const dims: Record<string, string> = {};
  for (const name of missingOf(facts, names)) {
    const values = known.get(name) ?? [];
    const dimension = dimensionOf(attributes[name], values);
    if (!dimension) continue;
    dims[name] = dimension.value;
    if (!dimension.fresh) continue;
    known.set(name, [...values, dimension.value]);
    fresh.push([name, dimension.value]);
  }
  return Object.keys(dims).length === 0 ? stored : JSON.stringify(withDimensions(facts, dims));
}

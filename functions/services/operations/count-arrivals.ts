import type { Context } from "../../context.ts";
import type { JobsRepository } from "../../db/repositories/jobs.ts";
import type { OperationsRepository } from "../../db/repositories/operations.ts";
import { leased } from "../jobs/lease.ts";

const LEASE_MS = 60_000;
const KEPT_MINUTES = 1440;

/** Responses that each survey has ever had, by its number, as the last run found them. */
type Cursor = Record<string, number>;

/**
 * Counts what arrived since the last run, by workspace, for the minute before this one. Row ids are
 * given in order and never again, so the newest one says it without reading what lies between. What
 * a missed run would have counted shows in the next.
 */
export async function countArrivals(
  ctx: Context,
  deps: { jobs: JobsRepository; operations: OperationsRepository },
): Promise<void> {
  await leased(ctx, deps, "arrivals", LEASE_MS, async (lease) => {
    const before = lease.cursor as Cursor | null;
    const cursor: Cursor = {};
    const counts = new Map<string, number>();
    for (const { no, workspace, top } of await deps.operations.tops()) {
      cursor[no] = top;
      // The first run of all only takes note.
      const n = before ? top - (before[no] ?? 0) : 0;
      if (n > 0) counts.set(workspace, (counts.get(workspace) ?? 0) + n);
    }
    const minute = Math.floor(ctx.now / 60_000) - 1;
    await deps.operations.addArrivals(lease, cursor, minute, [...counts], KEPT_MINUTES);
  });
}

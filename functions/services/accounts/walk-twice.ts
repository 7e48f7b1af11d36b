import type { Context } from "../../context.ts";
import type { JobsRepository, Lease } from "../../db/repositories/jobs.ts";
import type { Stretch, WalkRepository } from "../../db/repositories/walk.ts";
import { keep, leased } from "../jobs/lease.ts";

export type WalkDeps = { jobs: JobsRepository; walk: WalkRepository };

/**
 * Where a walk over all responses of a workspace stands. It goes twice: for up to `SETTLE_MS` after
 * the change other isolates still take and amend answers under the settings that they know, anywhere
 * in the walked range. `done` and `total` are responses of the first time.
 */
export type Twice = { after: number; pass: 1 | 2; changedAt: number; done: number; total: number };

/** Does a stretch and writes the place after it, in one transaction. @returns false: lease lost */
type Step = (lease: Lease, stretch: Stretch, next: Twice) => Promise<boolean>;

const LEASE_MS = 60_000;
/** Site configuration is cached at most 15 s (CONTRACTS, Closed). */
const SETTLE_MS = 30_000;

/** The beginning of a walk. @param total responses of the workspace */
export function newWalk(now: number, total: number): Twice {
  return { after: 0, pass: 1, changedAt: now, done: 0, total };
}

/**
 * Takes the walk of a job some stretches further. Safe to repeat and to run twice at once: one holds
 * the job, and who lost it writes nothing.
 * @param step undefined when there is nothing to walk for; the job then ends
 * @throws AppError stale when the job was taken over or set to its beginning meanwhile
 */
export async function walkTwice(
  ctx: Context,
  deps: WalkDeps,
  { name, workspace, size, most }: { name: string; workspace: string; size: number; most: number },
  prepare: () => Promise<Step | undefined>,
): Promise<void> {
  await leased(ctx, deps, name, LEASE_MS, async (lease) => {
    const start = lease.cursor as Twice | null;
    // Asked for under the lease: a later change takes it away.
    const step = start && (await prepare());
    if (!start || !step) return deps.jobs.remove(lease);
    let place: Twice = start;
    for (let i = 0; i < most; i++) {
      if (place.pass === 2 && ctx.now < place.changedAt + SETTLE_MS) return;
      const stretch = await deps.walk.next(workspace, place.after, size);
      if (stretch) {
        const length = place.pass === 1 ? stretch.high - stretch.low + 1 : 0;
        place = { ...place, after: stretch.high, done: place.done + length };
        keep(await step(lease, stretch, place));
      } else if (place.pass === 1) {
        place = { ...place, after: 0, pass: 2 };
        keep(await deps.jobs.advance(lease, place));
      } else return deps.jobs.remove(lease);
    }
  });
}

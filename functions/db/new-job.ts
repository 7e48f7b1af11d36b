import type { Db } from "./client.ts";
import { jobs } from "./schema/index.ts";

/** A job at its beginning, left by a change that it finishes. */
export type NewJob = { name: string; cursor: unknown };

/**
 * Sets a job to its beginning, for the transaction of the change that leaves it: a runner that was
 * at it loses its lease, and so writes nothing more.
 */
export function setJob(db: Db, { name, cursor }: NewJob, at: number) {
  const fresh = { cursor, leaseUntil: null, startedAt: at };
  return db
    .insert(jobs)
    .values({ name, ...fresh })
    .onConflictDoUpdate({ target: jobs.name, set: fresh });
}

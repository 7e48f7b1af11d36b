import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { jobs } from "../schema/index.ts";

/** A job that is held: `until` is also the token that later writes must still find. */
export type Lease = { name: string; until: number; cursor: unknown };

/**
 * Jobs of the whole system, so no method takes a workspace. A job is held by one runner at a
 * time; a runner that died is followed by the next one when its lease has run out.
 */
export function jobsRepository(db: Db) {
  return {
    /** Takes a free or expired job in one statement. Undefined: someone else holds it. */
    async take(name: string, now: number, until: number): Promise<Lease | undefined> {
      const [row] = await db
        .insert(jobs)
        .values({ name, leaseUntil: until, startedAt: now })
        .onConflictDoUpdate({
          target: jobs.name,
          set: { leaseUntil: until, startedAt: now },
          setWhere: sql`${jobs.leaseUntil} is null or ${jobs.leaseUntil} < ${now}`,
        })
        .returning({ cursor: jobs.cursor });
      return row && { name, until, cursor: row.cursor };
    },

    /** Lets go and records how it went, unless the lease was lost meanwhile. */
    async release({ name, until }: Lease, now: number, outcome: string): Promise<void> {
      await db
        .update(jobs)
        .set({ leaseUntil: null, finishedAt: now, outcome })
        .where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until)));
    },

    /** Lets go of a job that came to its end: the next one begins anew. @param detail its figures */
    async finish(
      { name, until }: Lease,
      now: number,
      outcome: string,
      detail: Record<string, number>,
    ): Promise<void> {
      await db
        .update(jobs)
        .set({ leaseUntil: null, cursor: null, finishedAt: now, outcome, detail })
        .where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until)));
    },

    /** Lets go in the middle: when and how the last one ended is still told. */
    async pause({ name, until }: Lease): Promise<void> {
      await db
        .update(jobs)
        .set({ leaseUntil: null })
        .where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until)));
    },

    /** Names of the jobs that begin with this, finished or not. */
    async named(prefix: string): Promise<string[]> {
      const rows = await db
        .select({ name: jobs.name })
        .from(jobs)
        .where(sql`substr(${jobs.name}, 1, ${prefix.length}) = ${prefix}`);
      return rows.map((row) => row.name);
    },

    /** How far a job is; null when there is none or it holds no place. */
    async cursor(name: string): Promise<unknown> {
      const [row] = await db.select({ cursor: jobs.cursor }).from(jobs).where(eq(jobs.name, name));
      return row?.cursor ?? null;
    },

    /** Figures of its last run that ended. */
    async detail(name: string): Promise<Record<string, number>> {
      const [row] = await db.select({ detail: jobs.detail }).from(jobs).where(eq(jobs.name, name));
      return row?.detail ?? {};
    },

    /** Writes down how far the job is. @returns false when the lease was lost */
    async advance({ name, until }: Lease, cursor: unknown): Promise<boolean> {
      const rows = await db
        .update(jobs)
        .set({ cursor })
        .where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until)))
        .returning({ name: jobs.name });
      return rows.length > 0;
    },

    /** Removes a job that has nothing more to do, unless the lease was lost. */
    async remove({ name, until }: Lease): Promise<void> {
      await db.delete(jobs).where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until)));
    },
  };
}
export type JobsRepository = ReturnType<typeof jobsRepository>;

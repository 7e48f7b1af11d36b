import { and, eq, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Db } from "./client.ts";
import type { Lease } from "./repositories/jobs.ts";
import { jobs } from "./schema/index.ts";

/** True inside a statement as long as the job is still held by this lease. */
export const held = ({ name, until }: Lease) =>
  sql`exists (select 1 from jobs where name = ${name} and lease_until = ${until})`;

/**
 * Runs statements in one transaction with the job's new place. Each of them must ask `held`: a
 * runner whose lease was taken writes nothing. @returns false when the lease was lost
 */
export async function fenced(
  db: Db,
  { name, until }: Lease,
  cursor: unknown,
  statements: readonly BatchItem<"sqlite">[],
): Promise<boolean> {
  const [moved] = await db.batch([
    db
      .update(jobs)
      .set({ cursor })
      .where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until))),
    ...statements,
  ]);
  return moved.rowsAffected === 1;
}

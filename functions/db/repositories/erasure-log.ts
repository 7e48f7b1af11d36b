import { and, desc, eq, lt, sql, getTableColumns } from "drizzle-orm";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { held } from "../fence.ts";
import { erasures, jobs } from "../schema/index.ts";
import type { Lease } from "./jobs.ts";

/** An erasure as it is kept: what it was about is a keyed hash. */
export type Erasure = Omit<typeof erasures.$inferSelect, "workspaceId" | "subject"> & {
  subject: Uint8Array;
};

export type NewErasure = Pick<Erasure, "id" | "subject" | "kind">;

/** What is kept of having erased somebody. */
export function erasureLogRepository(db: Db) {
  return {
    /** The stored erasure of the same person or address, if there is one. */
    async find(
      workspace: string,
      kind: Erasure["kind"],
      subject: Uint8Array,
    ): Promise<string | undefined> {
      const [row] = await db
        .select({ id: erasures.id })
        .from(erasures)
        .where(
          and(
            eq(erasures.workspaceId, workspace),
            eq(erasures.kind, kind),
            eq(erasures.subject, Buffer.from(subject)),
          ),
        );
      return row?.id;
    },

    /** Notes erasures and leaves the job that carries them out, in one transaction. */
    async begin(
      workspace: string,
      made: readonly NewErasure[],
      job: { name: string; cursor: unknown },
      audit: Audit,
    ): Promise<void> {
      const fresh = { cursor: job.cursor, leaseUntil: null, startedAt: audit.at };
      await db.batch([
        db
          .insert(jobs)
          .values({ name: job.name, ...fresh })
          .onConflictDoNothing(),
        ...made.map(({ id, subject, kind }) =>
          db
            .insert(erasures)
            .values({
              workspaceId: workspace,
              id,
              subject: Buffer.from(subject),
              kind,
              requestedBy: audit.actor,
              at: audit.at,
            })
            // Asked for again: a backup from between holds what the person gave between.
            .onConflictDoUpdate({
              target: [erasures.workspaceId, erasures.id],
              set: { at: audit.at },
            }),
        ),
        auditEntry(db, audit),
      ]);
    },

    /** Ends the job: what was removed is noted, and with the job goes the name of the person. */
    async finish(
      workspace: string,
      lease: Lease,
      ids: readonly string[],
      removed: Record<string, number>,
    ): Promise<void> {
      const mine = held(lease);
      await db.batch([
        db.run(sql`update erasures set removed = (
            select json_group_object(key, n) from (select key, sum(value) as n from
              (select key, value from json_each(erasures.removed) union all select key, value from json_each(${JSON.stringify(removed)}))
              group by key))
          where workspace_id = ${workspace} and id in (select value from json_each(${JSON.stringify(ids)})) and ${mine}`),
        db.run(sql`delete from jobs where name = ${lease.name} and lease_until = ${lease.until}`),
      ]);
    },

    /** Rows that an erasure has removed so far, by kind. */
    async removed(workspace: string, id: string): Promise<Record<string, number>> {
      const [row] = await db
        .select({ removed: erasures.removed })
        .from(erasures)
        .where(and(eq(erasures.workspaceId, workspace), eq(erasures.id, id)));
      return row?.removed ?? {};
    },

    /** Erasures, newest first. */
    async list(workspace: string, below: string | undefined, limit: number): Promise<Erasure[]> {
      const { workspaceId: _, ...columns } = getTableColumns(erasures);
      return db
        .select(columns)
        .from(erasures)
        .where(
          and(
            eq(erasures.workspaceId, workspace),
            below === undefined ? undefined : lt(erasures.id, below),
          ),
        )
        .orderBy(desc(erasures.id))
        .limit(limit);
    },

    /** When each erasure was last asked for. */
    async times(workspace: string): Promise<Map<string, number>> {
      const rows = await db
        .select({ id: erasures.id, at: erasures.at })
        .from(erasures)
        .where(eq(erasures.workspaceId, workspace));
      return new Map(rows.map(({ id, at }) => [id, at]));
    },

    /** Notes erasures of another copy of this database as they were kept there. */
    async adopt(workspace: string, known: readonly Erasure[]): Promise<void> {
      for (const { subject, ...erasure } of known) {
        await db
          .insert(erasures)
          .values({ workspaceId: workspace, subject: Buffer.from(subject), ...erasure })
          .onConflictDoUpdate({
            target: [erasures.workspaceId, erasures.id],
            set: { at: erasure.at, removed: erasure.removed },
          });
      }
    },

    /** Notes hashes of submissions that another copy of this database refuses, as hex. */
    async adoptSubmissions(
      workspace: string,
      hashes: readonly { hash: string; expiresAt: number }[],
    ): Promise<void> {
      await db.run(sql`insert into erased_submissions (workspace_id, hash, expires_at)
        select ${workspace}, unhex(value ->> 'hash'), value ->> 'expiresAt' from json_each(${JSON.stringify(hashes)})
        where true on conflict do update set expires_at = max(expires_at, excluded.expires_at)`);
    },
  };
}
export type ErasureLogRepository = ReturnType<typeof erasureLogRepository>;

import { and, eq, gte, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import { arrivals, jobs } from "../schema/index.ts";
import type { Lease } from "./jobs.ts";

/** How many responses a survey has ever had, by its number: row ids are given in order. */
export type Top = { no: number; workspace: string; top: number };
export type StoredJob = typeof jobs.$inferSelect;

/** Entries that are looked at for one webhook. */
const MOST_COUNTED = 500;

/** What whoever runs the system sees of it. */
export function operationsRepository(db: Db) {
  return {
    /** Of all published surveys; one row read each. */
    async tops(): Promise<Top[]> {
      return db.all<Top>(sql`select no, workspace_id as workspace,
        max(coalesce((select max(row) from responses where row > no * ${ROWS} and row < (no + 1) * ${ROWS}), 0), last_row, no * ${ROWS}) - no * ${ROWS} as top
        from surveys where version > 0`);
    },

    /** Adds what arrived, with the job's new place, and forgets what those workspaces had before. */
    async addArrivals(
      lease: Lease,
      cursor: unknown,
      minute: number,
      counts: readonly (readonly [workspace: string, n: number])[],
      keptMinutes: number,
    ): Promise<void> {
      const given = JSON.stringify(counts);
      await fenced(db, lease, cursor, [
        db.run(sql`insert into arrivals (workspace_id, minute, n)
          select value ->> 0, ${minute}, value ->> 1 from json_each(${given}) where ${held(lease)}
          on conflict do update set n = n + excluded.n`),
        db.run(sql`delete from arrivals where minute <= ${minute - keptMinutes} and ${held(lease)}
          and workspace_id in (select value ->> 0 from json_each(${given}))`),
      ]);
    },

    /** Arrivals since a minute, what waits for webhooks, the jobs of the cron table and one more. */
    async read(workspace: string, since: number, job: string) {
      const [minutes, waiting, table] = await db.batch([
        db
          .select({ minute: arrivals.minute, n: arrivals.n })
          .from(arrivals)
          .where(and(eq(arrivals.workspaceId, workspace), gte(arrivals.minute, since))),
        db.all<{ waiting: number; dead: number; oldest: number | null }>(sql`
          select coalesce(sum(found ->> 0), 0) as waiting, coalesce(sum(found ->> 1), 0) as dead, min(found ->> 2) as oldest from (
            select (select json_array(count(due_at), count(*) - count(due_at), min(case when due_at is not null then created_at end))
              from (select due_at, created_at from outbox where workspace_id = w.workspace_id and webhook_id = w.id limit ${MOST_COUNTED})) as found
            from webhooks w where w.workspace_id = ${workspace})`),
        db
          .select()
          .from(jobs)
          .where(
            sql`(${jobs.name} >= 'cron:' and ${jobs.name} < 'cron;') or ${jobs.name} = ${job}`,
          ),
      ]);
      return { minutes, outbox: waiting[0], jobs: table };
    },
  };
}
export type OperationsRepository = ReturnType<typeof operationsRepository>;

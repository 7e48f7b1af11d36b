import { ROWS } from "../../../domain/survey/rows.ts";
import { and, asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Workspace } from "../../../domain/wire/workspace.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { jobs, members, responses, surveys, workspaces } from "../schema/index.ts";

/** Row ids of survey number N lie between N and N + 1 times this (schema/surveys.ts). */

export type DayChange = { row: number; day: number };

/** Workspaces themselves, and the days of their responses. */
export function workspacesRepository(db: Db) {
  const isDemo = sql<number>`exists (select 1 from surveys s where s.workspace_id = workspaces.id and s.demo = 1)`;
  return {
    async get(workspace: string): Promise<Workspace | undefined> {
      const [row] = await db
        .select({
          id: workspaces.id,
          name: workspaces.name,
          zone: workspaces.zone,
          attributes: workspaces.attributes,
          team: workspaces.team,
          retention: workspaces.retention,
          demo: isDemo,
        })
        .from(workspaces)
        .where(eq(workspaces.id, workspace));
      return row && { ...row, demo: row.demo === 1 };
    },

    /**
     * Saves settings. With a changed zone the job that moves responses to their new days is set to
     * its beginning in the same transaction; one that was at it loses its lease.
     */
    async save(
      workspace: string,
      change: Partial<Pick<Workspace, "name" | "zone" | "attributes" | "team" | "retention">>,
      audit: Audit,
      job?: { name: string; cursor: unknown },
    ): Promise<void> {
      const fresh = { cursor: job?.cursor, leaseUntil: null, startedAt: audit.at };
      await db.batch([
        db.update(workspaces).set(change).where(eq(workspaces.id, workspace)),
        auditEntry(db, audit),
        ...(job
          ? [
              db
                .insert(jobs)
                .values({ name: job.name, ...fresh })
                .onConflictDoUpdate({ target: jobs.name, set: fresh }),
            ]
          : []),
      ]);
    },

    /** Makes a workspace with its first owner. */
    async create(
      workspace: string,
      { name, owner, now }: { name: string; owner: string; now: number },
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db.insert(workspaces).values({ id: workspace, name, createdAt: now }),
        db
          .insert(members)
          .values({ workspaceId: workspace, userId: owner, role: "owner", joinedAt: now }),
        auditEntry(db, audit),
      ]);
    },

    /** The same, unless any workspace is there already: of two at once, one happens. */
    async createFirst(
      workspace: string,
      { name, owner, now }: { name: string; owner: string; now: number },
      audit: Audit,
    ): Promise<void> {
      const made = sql`exists (select 1 from ${workspaces} where ${workspaces.id} = ${workspace})`;
      await db.batch([
        db
          .insert(workspaces)
          .select(
            sql`select ${workspace}, ${name}, 'UTC', '[]', '[]', '{}', ${now} where not exists (select 1 from ${workspaces})`,
          ),
        db
          .insert(members)
          .select(sql`select ${workspace}, ${owner}, 'owner', ${now} where ${made}`),
        auditEntry(db, audit, made),
      ]);
    },

    /**
     * Responses after a row id, in row order, with their time and day.
     * @param after 0 to begin with
     */
    async days(
      workspace: string,
      after: number,
      limit: number,
    ): Promise<{ row: number; at: number; day: number }[]> {
      const numbers = await db
        .select({ no: surveys.no })
        .from(surveys)
        .where(
          and(eq(surveys.workspaceId, workspace), gt(surveys.no, Math.floor(after / ROWS) - 1)),
        )
        .orderBy(asc(surveys.no));
      const found: { row: number; at: number; day: number }[] = [];
      for (const { no } of numbers) {
        if (found.length >= limit) break;
        found.push(
          ...(await db
            .select({ row: responses.row, at: responses.createdAt, day: responses.day })
            .from(responses)
            .where(
              and(
                // "+": by row range alone; the index of submissions would read the whole tenant.
                sql`+${responses.workspaceId} = ${workspace}`,
                gt(responses.row, Math.max(after, no * ROWS)),
                lt(responses.row, (no + 1) * ROWS),
              ),
            )
            .orderBy(asc(responses.row))
            .limit(limit - found.length)),
        );
      }
      return found;
    },

    /** Moves responses to other days; the triggers move what was counted of them. */
    async setDays(workspace: string, changes: readonly DayChange[]): Promise<void> {
      const [first, ...rest] = [...Map.groupBy(changes, (change) => change.day)].map(
        ([day, rows]) =>
          db
            .update(responses)
            .set({ day })
            .where(
              and(
                sql`+${responses.workspaceId} = ${workspace}`,
                inArray(
                  responses.row,
                  rows.map((change) => change.row),
                ),
              ),
            ),
      );
      if (first) await db.batch([first, ...rest]);
    },
  };
}
export type WorkspacesRepository = ReturnType<typeof workspacesRepository>;

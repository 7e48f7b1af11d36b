import { and, eq, sql } from "drizzle-orm";
import type { Clock } from "../../../domain/time/clock.ts";
import type { Workspace } from "../../../domain/wire/workspace.ts";
import { COOLDOWN } from "../../../domain/targeting/rests.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import { type NewJob, setJob } from "../new-job.ts";
import { members, workspaces } from "../schema/index.ts";
import type { Lease } from "./jobs.ts";
import type { Stretch } from "./walk.ts";

/** A workspace as it is stored. */
export type StoredWorkspace = Omit<Workspace, "filling">;
export type DayChange = { row: number; day: number };

/** Workspaces themselves, and the days of their responses. */
export function workspacesRepository(db: Db) {
  const withoutClock = (before: number) =>
    sql`(${workspaces.clock} is null or ${workspaces.clock} ->> '$.to' < ${before})`;
  const isDemo = sql<number>`exists (select 1 from surveys s where s.workspace_id = workspaces.id and s.demo = 1)`;
  return {
    async get(workspace: string): Promise<StoredWorkspace | undefined> {
      const [row] = await db
        .select({
          id: workspaces.id,
          name: workspaces.name,
          zone: workspaces.zone,
          attributes: workspaces.attributes,
          team: workspaces.team,
          retention: workspaces.retention,
          cooldown: workspaces.cooldown,
          demo: isDemo,
        })
        .from(workspaces)
        .where(eq(workspaces.id, workspace));
      return row && { ...row, cooldown: row.cooldown ?? COOLDOWN, demo: row.demo === 1 };
    },

    /** Saves settings, with the jobs that a change leaves, in one transaction. */
    async save(
      workspace: string,
      change: Partial<
        Pick<Workspace, "name" | "zone" | "attributes" | "team" | "retention" | "cooldown">
      >,
      audit: Audit,
      jobs: readonly NewJob[],
    ): Promise<void> {
      await db.batch([
        db
          .update(workspaces)
          // The clock of another zone would give wrong days; setClocks() brings the new one.
          .set(change.zone === undefined ? change : { ...change, clock: null })
          .where(eq(workspaces.id, workspace)),
        auditEntry(db, audit),
        ...jobs.map((job) => setJob(db, job, audit.at)),
      ]);
    },

    /** Zones of workspaces whose clock is missing or ends before this. */
    async zonesWithoutClock(before: number): Promise<string[]> {
      const rows = await db
        .selectDistinct({ zone: workspaces.zone })
        .from(workspaces)
        .where(withoutClock(before));
      return rows.map(({ zone }) => zone);
    },

    /** Gives a zone's clock to its workspaces that lack it. */
    async setClock(zone: string, clock: Clock, before: number): Promise<void> {
      await db
        .update(workspaces)
        .set({ clock })
        .where(and(eq(workspaces.zone, zone), withoutClock(before)));
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
            sql`select ${workspace}, ${name}, 'UTC', '[]', '[]', '{}', ${now}, null, null, null where not exists (select 1 from ${workspaces})`,
          ),
        db
          .insert(members)
          .select(sql`select ${workspace}, ${owner}, 'owner', ${now} where ${made}`),
        auditEntry(db, audit, made),
      ]);
    },

    /** Responses of a stretch with their time and day. */
    async days(
      workspace: string,
      { low, high }: Stretch,
    ): Promise<{ row: number; at: number; day: number }[]> {
      return db.all(sql`select row, created_at as at, day from responses
        where row between ${low} and ${high} and +workspace_id = ${workspace}`);
    },

    /**
     * Moves responses to other days, with the job's place; the triggers move what was counted of
     * them. @returns false when the lease was lost
     */
    async setDays(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      changes: readonly DayChange[],
    ): Promise<boolean> {
      const given = JSON.stringify(changes.map(({ row, day }) => [row, day]));
      return fenced(db, lease, cursor, [
        db.run(sql`with w as materialized (
            select value ->> 0 as row, value ->> 1 as day from json_each(${given}) where ${held(lease)})
          update responses set day = w.day from w
          where responses.row = w.row and +workspace_id = ${workspace}`),
      ]);
    },
  };
}
export type WorkspacesRepository = ReturnType<typeof workspacesRepository>;

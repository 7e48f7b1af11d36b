import { and, asc, eq, sql } from "drizzle-orm";
import type { Segment } from "../../../domain/wire/people.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { segments } from "../schema/index.ts";

/** Sends that still ask a segment: every state but done and cancelled. */
const ASKED = sql<number>`(select count(*) from sends s where s.workspace_id = segments.workspace_id
  and s.state not in ('done', 'cancelled') and s.audience ->> 'segment' = segments.id)`;

const shape = {
  id: segments.id,
  name: segments.name,
  rules: segments.rules,
  createdAt: segments.createdAt,
  updatedAt: segments.updatedAt,
  sends: ASKED,
};

/** Saved filters over people. */
export function segmentsRepository(db: Db) {
  const own = (workspace: string, id: string) =>
    and(eq(segments.workspaceId, workspace), eq(segments.id, id));

  return {
    list: (workspace: string): Promise<Segment[]> =>
      db
        .select(shape)
        .from(segments)
        .where(eq(segments.workspaceId, workspace))
        .orderBy(asc(segments.name), asc(segments.id)),

    async get(workspace: string, id: string): Promise<Segment | undefined> {
      const [segment] = await db.select(shape).from(segments).where(own(workspace, id));
      return segment;
    },

    /** @param most segments that a workspace may have @returns false when it has as many; nothing was written then */
    async add(
      workspace: string,
      { id, name, rules, createdAt }: Pick<Segment, "id" | "name" | "rules" | "createdAt">,
      most: number,
      audit: Audit,
    ): Promise<boolean> {
      const [added] = await db.batch([
        db.run(sql`insert into segments (workspace_id, id, name, rules, created_at, updated_at)
          select ${workspace}, ${id}, ${name}, ${JSON.stringify(rules)}, ${createdAt}, ${createdAt}
          where (select count(*) from segments where workspace_id = ${workspace}) < ${most}`),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return added.rowsAffected > 0;
    },

    async save(
      workspace: string,
      id: string,
      change: Partial<Pick<Segment, "name" | "rules">>,
      now: number,
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db
          .update(segments)
          .set({ ...change, updatedAt: now })
          .where(own(workspace, id)),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
    },

    /** Removes a segment, unless a send still asks it. @returns whether it did */
    async remove(workspace: string, id: string, audit: Audit): Promise<boolean> {
      const [removed] = await db.batch([
        db.delete(segments).where(and(own(workspace, id), sql`${ASKED} = 0`)),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return removed.rowsAffected > 0;
    },
  };
}
export type SegmentsRepository = ReturnType<typeof segmentsRepository>;

import { type SQL, and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { outbox, responses, webhooks } from "../schema/index.ts";

export type StoredWebhook = typeof webhooks.$inferSelect;
/** A webhook with what waits for it and what was given up, counted up to a ceiling together. */
export type CountedWebhook = StoredWebhook & { waiting: number; dead: number };
export type StoredDelivery = Pick<
  typeof outbox.$inferSelect,
  "row" | "attempts" | "last" | "dueAt" | "createdAt"
> & { survey: string; respondedAt: number };

/** Entries that are counted for one webhook: a page with ten of them stays within its row budget. */
const MOST_COUNTED = 500;
/** Entries that one page of deliveries looks through. */
const MOST_SCANNED = 5000;
const MOST_REPLAYED = 5000;

/** Webhooks and their deliveries as people see and change them; sending is the outbox's. */
export function webhooksRepository(db: Db) {
  const own = (workspace: string, id: string) =>
    and(eq(webhooks.workspaceId, workspace), eq(webhooks.id, id));
  const entries = (workspace: string, id: string) =>
    and(eq(outbox.workspaceId, workspace), eq(outbox.webhookId, id));
  const counted = (which: SQL) => sql<number>`(select count(*) from (select due_at from outbox
    where workspace_id = ${webhooks.workspaceId} and webhook_id = ${webhooks.id} limit ${MOST_COUNTED}) where ${which})`;

  return {
    async list(workspace: string): Promise<CountedWebhook[]> {
      const rows = await db
        .select({
          webhook: webhooks,
          waiting: counted(sql`due_at is not null`),
          dead: counted(sql`due_at is null`),
        })
        .from(webhooks)
        .where(eq(webhooks.workspaceId, workspace))
        .orderBy(asc(webhooks.id));
      return rows.map(({ webhook, ...counts }) => ({ ...webhook, ...counts }));
    },

    async get(workspace: string, id: string): Promise<StoredWebhook | undefined> {
      const [found] = await db.select().from(webhooks).where(own(workspace, id));
      return found;
    },

    /** @param most a workspace has no more than this @returns false when it has that many */
    async add(
      workspace: string,
      webhook: { id: string; url: string; createdAt: number },
      most: number,
      audit: Audit,
    ): Promise<boolean> {
      const [added] = await db.batch([
        db.run(sql`insert into webhooks (workspace_id, id, url, created_at)
          select ${workspace}, ${webhook.id}, ${webhook.url}, ${webhook.createdAt}
          where (select count(*) from webhooks where workspace_id = ${workspace}) < ${most}`),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return added.rowsAffected > 0;
    },

    async save(
      workspace: string,
      id: string,
      changes: Partial<Omit<StoredWebhook, "workspaceId" | "id" | "createdAt">>,
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db.update(webhooks).set(changes).where(own(workspace, id)),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
    },

    /** Makes the next secret, unless another request has just made it. @returns whether it did */
    async rotate(
      workspace: string,
      id: string,
      from: number,
      previousUntil: number,
      audit: Audit,
    ): Promise<boolean> {
      const [moved] = await db.batch([
        db
          .update(webhooks)
          .set({ generation: from + 1, previousUntil })
          .where(and(own(workspace, id), eq(webhooks.generation, from))),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return moved.rowsAffected > 0;
    },

    /** Removes a webhook with all that it was still to be told. */
    async remove(workspace: string, id: string, audit: Audit): Promise<void> {
      await db.batch([
        db.delete(webhooks).where(own(workspace, id)),
        auditEntry(db, audit, sql`changes() > 0`),
        db.delete(outbox).where(entries(workspace, id)),
      ]);
    },

    /** A page of what waits or was given up, in order of arrival. @param after row of the page before */
    async deliveries(
      workspace: string,
      id: string,
      state: "waiting" | "dead",
      after: number,
      limit: number,
    ): Promise<{ items: StoredDelivery[]; next: number | null }> {
      const scanned = db
        .select({
          row: outbox.row,
          attempts: outbox.attempts,
          last: outbox.last,
          dueAt: outbox.dueAt,
          createdAt: outbox.createdAt,
        })
        .from(outbox)
        .where(and(entries(workspace, id), gt(outbox.row, after)))
        .orderBy(asc(outbox.row))
        .limit(MOST_SCANNED)
        .as("scanned");
      const [items, ends] = await db.batch([
        db
          .select({
            row: scanned.row,
            attempts: scanned.attempts,
            last: scanned.last,
            dueAt: scanned.dueAt,
            createdAt: scanned.createdAt,
            survey: responses.surveyId,
            respondedAt: responses.createdAt,
          })
          .from(scanned)
          .innerJoin(
            responses,
            and(eq(responses.row, scanned.row), eq(responses.workspaceId, workspace)),
          )
          .where(state === "dead" ? isNull(scanned.dueAt) : sql`${scanned.dueAt} is not null`)
          .orderBy(asc(scanned.row))
          .limit(limit),
        db.select({ n: sql<number>`count(*)`, last: sql<number>`max(row)` }).from(scanned),
      ]);
      const { n = 0, last = 0 } = ends[0] ?? {};
      if (items.length === limit) return { items, next: items.at(-1)?.row ?? null };
      return { items, next: n === MOST_SCANNED ? last : null };
    },

    /**
     * Makes dead deliveries due again, with the whole patience of a new one.
     * @param rows only these; all dead ones without @returns how many
     */
    async replay(
      workspace: string,
      id: string,
      rows: readonly number[] | undefined,
      audit: Audit,
    ): Promise<number> {
      const chosen = rows
        ? inArray(outbox.row, [...rows])
        : sql`${outbox.row} in (select row from outbox where workspace_id = ${workspace} and webhook_id = ${id} and due_at is null order by row limit ${MOST_REPLAYED})`;
      const [moved] = await db.batch([
        db
          .update(outbox)
          .set({ dueAt: audit.at, createdAt: audit.at, attempts: 0 })
          .where(and(entries(workspace, id), isNull(outbox.dueAt), chosen)),
        auditEntry(db, audit, sql`changes() > 0`),
        db.update(webhooks).set({ pausedUntil: null }).where(own(workspace, id)),
      ]);
      return moved.rowsAffected;
    },
  };
}
export type WebhooksRepository = ReturnType<typeof webhooksRepository>;

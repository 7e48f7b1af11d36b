import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { SaveShareLink } from "../../../domain/wire/share.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { auditEntries, shareLinks } from "../schema/index.ts";

export type StoredShareLink = Omit<typeof shareLinks.$inferSelect, "workspaceId">;

/** A survey has no more links than this: a list shows them all. */
const MOST = 200;

const changed = sql`changes() > 0`;

/** Links that a team hands out. Every method takes the workspace first. */
export function shareRepository(db: Db) {
  const own = (workspace: string, survey: string, code: string) =>
    and(
      eq(shareLinks.workspaceId, workspace),
      eq(shareLinks.surveyId, survey),
      eq(shareLinks.code, code),
    );
  return {
    /** Newest first. */
    async list(workspace: string, survey: string): Promise<StoredShareLink[]> {
      return db
        .select()
        .from(shareLinks)
        .where(and(eq(shareLinks.workspaceId, workspace), eq(shareLinks.surveyId, survey)))
        .orderBy(desc(shareLinks.createdAt), desc(shareLinks.code))
        .limit(MOST);
    },

    async get(
      workspace: string,
      survey: string,
      code: string,
    ): Promise<StoredShareLink | undefined> {
      const [found] = await db
        .select()
        .from(shareLinks)
        .where(own(workspace, survey, code));
      return found;
    },

    /** @returns whether it was added: its code may stand nowhere else, and a survey may have too many */
    async add(workspace: string, link: StoredShareLink, audit: Audit): Promise<boolean> {
      const [added] = await db.batch([
        db.run(sql`insert into share_links (workspace_id, code, survey_id, name, prefill, opens_at, closes_at, created_at)
          select ${workspace}, ${link.code}, ${link.surveyId}, ${link.name}, ${JSON.stringify(link.prefill)}, ${link.opensAt}, ${link.closesAt}, ${link.createdAt}
          where not exists (select 1 from surveys where slug = ${link.code})
            and (select count(*) from share_links where workspace_id = ${workspace} and survey_id = ${link.surveyId}) < ${MOST}
          on conflict do nothing`),
        auditEntry(db, audit, changed),
      ]);
      return added.rowsAffected > 0;
    },

    async save(
      workspace: string,
      survey: string,
      code: string,
      changes: SaveShareLink,
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db
          .update(shareLinks)
          .set(changes)
          .where(own(workspace, survey, code)),
        auditEntry(db, audit, changed),
      ]);
    },

    /** @returns whether it was there */
    async remove(workspace: string, survey: string, code: string, audit: Audit): Promise<boolean> {
      const [removed] = await db.batch([
        db.delete(shareLinks).where(own(workspace, survey, code)),
        auditEntry(db, audit, changed),
      ]);
      return removed.rowsAffected > 0;
    },

    /**
     * Whether a code was a link of this survey that was removed lately. Ids of audit entries are
     * UUIDv7, so the newest are a range of the primary key.
     */
    async wasRemoved(
      workspace: string,
      survey: string,
      code: string,
      since: number,
      action: string,
    ): Promise<boolean> {
      const time = since.toString(16).padStart(12, "0");
      const found = await db
        .select({ id: auditEntries.id })
        .from(auditEntries)
        .where(
          and(
            eq(auditEntries.workspaceId, workspace),
            sql`${auditEntries.id} >= ${`${time.slice(0, 8)}-${time.slice(8)}`}`,
            eq(auditEntries.action, action),
            eq(auditEntries.target, code),
            gte(auditEntries.at, since),
            sql`${auditEntries.detail} ->> 'survey' = ${survey}`,
          ),
        )
        .limit(1);
      return found.length > 0;
    },
  };
}
export type ShareRepository = ReturnType<typeof shareRepository>;

import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { removable, removeResponses } from "../remove-responses.ts";
import { mails, responses, sessions, verifications } from "../schema/index.ts";

/** What the nightly job removes, over all workspaces. Each method works in bounded pieces. */
export function upkeepRepository(db: Db) {
  return {
    /** Removes visits of one-click links from before this minute (minutes since 1970). */
    async dropEvidence(before: number, most: number): Promise<number> {
      const result =
        await db.run(sql`delete from link_evidence where (workspace_id, invitation_id, slot, minute) in
        (select workspace_id, invitation_id, slot, minute from link_evidence where minute < ${before} limit ${most})`);
      return result.rowsAffected;
    },

    async dropMails(before: number, most: number): Promise<number> {
      const old = db
        .select({ id: mails.id })
        .from(mails)
        .where(lt(mails.createdAt, before))
        .limit(most);
      return (await db.delete(mails).where(inArray(mails.id, old))).rowsAffected;
    },

    /** Forgets erasures whose replay can no longer come. */
    async dropErasures(now: number, most: number): Promise<number> {
      const result = await db.run(sql`delete from erased_submissions where (workspace_id, hash) in
        (select workspace_id, hash from erased_submissions where expires_at <= ${now} limit ${most})`);
      return result.rowsAffected;
    },

    /** Removes theme runs that ended before this time; what they found stays. */
    async dropRuns(before: number, most: number): Promise<number> {
      const result = await db.run(sql`delete from theme_runs where (workspace_id, id) in
        (select workspace_id, id from theme_runs where finished_at < ${before} limit ${most})`);
      return result.rowsAffected;
    },

    /** Signs out sessions and voids links that have expired anyway. */
    async dropSessions(now: number): Promise<number> {
      const [a, b] = await db.batch([
        db.delete(sessions).where(lt(sessions.expiresAt, new Date(now))),
        db.delete(verifications).where(lt(verifications.expiresAt, new Date(now))),
      ]);
      return a.rowsAffected + b.rowsAffected;
    },

    /**
     * Removes responses that lie in the bin since before `before`, and leaves the hash of each
     * until `hashUntil`, so that a replay stores nothing. Triggers take texts, mentions and counters.
     */
    async dropDeleted(before: number, hashUntil: number, most: number): Promise<number> {
      const binned = await db
        .select(removable)
        .from(responses)
        .where(
          and(
            sql`${responses.state} <> 'counted'`,
            eq(responses.state, "deleted"),
            lt(responses.updatedAt, before),
          ),
        )
        .limit(most);
      return removeResponses(db, binned, "deleted", hashUntil);
    },
  };
}
export type UpkeepRepository = ReturnType<typeof upkeepRepository>;

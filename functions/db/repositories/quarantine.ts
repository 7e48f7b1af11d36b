import { and, eq, lt, lte, or, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { removable, removeResponses } from "../remove-responses.ts";
import { asides, responses } from "../schema/index.ts";

/** What the nightly job removes from quarantine, over all workspaces. */
export function quarantineRepository(db: Db) {
  return {
    /** Surveys that hold something in quarantine. */
    async surveys(): Promise<{ workspace: string; survey: string }[]> {
      return db
        .select({ workspace: asides.workspaceId, survey: asides.surveyId })
        .from(asides)
        .where(eq(asides.state, "quarantined"))
        .groupBy(asides.workspaceId, asides.surveyId)
        .having(sql`sum(${asides.n}) > 0`);
    },

    /**
     * Removes what was quarantined before `before`, and what lies beyond the newest `keep` of the
     * survey, oldest first; the hash of each stays until `hashUntil`.
     * @returns how many went, at most `most`
     */
    async drop(
      workspace: string,
      survey: string,
      limits: { before: number; keep: number; hashUntil: number },
      most: number,
    ): Promise<number> {
      const held = and(
        eq(responses.workspaceId, workspace),
        eq(responses.surveyId, survey),
        eq(responses.state, "quarantined"),
        // Says what the partial index says, so that it is used.
        sql`${responses.state} <> 'counted'`,
      );
      const lastKept = db
        .select({ row: responses.row })
        .from(responses)
        .where(held)
        .orderBy(sql`${responses.row} desc`)
        .limit(1)
        .offset(limits.keep);
      const chosen = await db
        .select(removable)
        .from(responses)
        .where(and(held, or(lt(responses.updatedAt, limits.before), lte(responses.row, lastKept))))
        .orderBy(responses.row)
        .limit(most);
      return removeResponses(db, chosen, "quarantined", limits.hashUntil);
    },
  };
}
export type QuarantineRepository = ReturnType<typeof quarantineRepository>;

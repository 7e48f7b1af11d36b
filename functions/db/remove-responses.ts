import { and, eq, inArray, sql } from "drizzle-orm";
import type { ResponseState } from "../../domain/wire/responses.ts";
import type { Db } from "./client.ts";
import { erasureHash } from "./repositories/record-statements.ts";
import { erasedSubmissions, responses } from "./schema/index.ts";

/** What must be known of a response to remove it: see removable. */
type Removable = { row: number; workspace: string; survey: string; submission: string };

/** The columns of a Removable. */
export const removable = {
  row: responses.row,
  workspace: responses.workspaceId,
  survey: responses.surveyId,
  submission: responses.submission,
};

/**
 * Removes responses for good, unless they have left `state` in the meantime, and leaves the hash of
 * each until `hashUntil`, so that a replay stores nothing. Triggers take texts, mentions and counters; its votes go with it.
 * @returns how many were given
 */
export async function removeResponses(
  db: Db,
  chosen: readonly Removable[],
  state: ResponseState,
  hashUntil: number,
): Promise<number> {
  if (chosen.length === 0) return 0;
  const hashes = chosen.map(({ workspace, survey, submission }) => ({
    workspaceId: workspace,
    hash: Buffer.from(erasureHash(survey, submission)),
    expiresAt: hashUntil,
  }));
  const rows = chosen.map(({ row }) => row);
  await db.batch([
    db.insert(erasedSubmissions).values(hashes).onConflictDoNothing(),
    db.delete(responses).where(and(inArray(responses.row, rows), eq(responses.state, state))),
    // Posts of one-click pages hold answers too. What was restored meanwhile keeps its own.
    db.run(sql`delete from votes where (workspace_id, invitation_id) in
      (select value ->> 0, value ->> 1 from json_each(${JSON.stringify(
        chosen.map(({ workspace, submission }) => [workspace, submission]),
      )}))
      and not exists (select 1 from responses r where r.row in (select value from json_each(${JSON.stringify(rows)}))
        and r.workspace_id = votes.workspace_id and r.submission = votes.invitation_id)`),
  ]);
  return chosen.length;
}

import { and, eq, inArray } from "drizzle-orm";
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
 * each until `hashUntil`, so that a replay stores nothing. Triggers take texts, mentions and counters.
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
  ]);
  return chosen.length;
}

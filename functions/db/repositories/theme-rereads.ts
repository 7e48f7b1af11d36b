import { and, asc, eq, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import { type Reread, themeRereads } from "../schema/index.ts";
import { searchHits } from "../search.ts";
import type { Lease } from "./jobs.ts";
import type { Run, RunCursor, ThemedSurvey } from "./theme-runs.ts";

/** A note of texts that an edit sent back, and how far a run has come with it. */
export type Note = { id: string; what: Reread; below: number | null };

/** What edits have left to read again. Every method takes the workspace first. */
export function themeRereadsRepository(db: Db) {
  return {
    /** The first note of a survey. */
    async next(workspace: string, survey: string): Promise<Note | undefined> {
      const [row] = await db
        .select({ id: themeRereads.id, what: themeRereads.what, below: themeRereads.below })
        .from(themeRereads)
        .where(and(eq(themeRereads.workspaceId, workspace), eq(themeRereads.surveyId, survey)))
        .orderBy(asc(themeRereads.id))
        .limit(1);
      return row;
    },

    /** The next rows that a note is about, newest first; fewer than `most` at its end. */
    async rows(
      workspace: string,
      { id, no }: ThemedSurvey,
      { what, below }: Pick<Note, "what" | "below">,
      most: number,
    ): Promise<number[]> {
      const low = Math.max(no * ROWS, what.kind === "after" ? what.row : 0);
      const high = below ?? (no + 1) * ROWS;
      const inside = sql`row > ${low} and row < ${high}`;
      const hits =
        what.kind === "theme"
          ? sql`select distinct row from mentions where workspace_id = ${workspace} and theme_id = ${what.theme}
              and survey_id = ${id} and ${inside} order by row desc`
          : what.kind === "words"
            ? searchHits(what.words.map((word) => `"${word}"*`).join(" AND "), low, high)
            : sql`select distinct row from verbatims where workspace_id = ${workspace} and ${inside} order by row desc`;
      const rows = await db.all<{ row: number }>(sql`${hits} limit ${most}`);
      return rows.map(({ row }) => row);
    },

    /**
     * Sends texts back to be read and moves the note on, or takes it away, in one transaction; the
     * run has that many more to do. @param ended the note is done with these rows
     */
    async send(
      workspace: string,
      lease: Lease,
      run: Run,
      cursor: RunCursor,
      { id }: Note,
      rows: readonly number[],
      ended: boolean,
    ): Promise<boolean> {
      const note = sql`workspace_id = ${workspace} and survey_id = ${run.surveyId} and id = ${id} and ${held(lease)}`;
      return fenced(db, lease, cursor, [
        db.run(sql`update verbatims set stage = 2 where workspace_id = ${workspace}
          and row in (select value from json_each(${JSON.stringify(rows)})) and +stage = 0 and ${held(lease)}`),
        db.run(sql`update theme_runs set total = total + changes()
          where workspace_id = ${workspace} and id = ${run.id} and ${held(lease)}`),
        ended
          ? db.run(sql`delete from theme_rereads where ${note}`)
          : db.run(sql`update theme_rereads set below = ${rows.at(-1) ?? 0} where ${note}`),
      ]);
    },
  };
}
export type ThemeRereadsRepository = ReturnType<typeof themeRereadsRepository>;

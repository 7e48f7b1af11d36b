import { ROWS } from "../../../domain/survey/rows.ts";
import { and, asc, desc, eq, gt, lte, or, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import { WAITS } from "../stages.ts";
import { responses, verbatims } from "../schema/index.ts";
import type { Lease } from "./jobs.ts";
import type { Run, RunCursor, ThemedSurvey } from "./theme-runs.ts";

/** One open text. `rev` and `updatedAt` name the state of its response that was read. */
export type OpenText = {
  row: number;
  question: string;
  text: string | null;
  at: number;
  language: string | null;
  rev: number;
  updatedAt: number;
};

/** What the engine said about one text, as it is stored. */
export type TextReading = {
  of: OpenText;
  language: string;
  sentiment: number;
  /** Why it has no theme. */
  reason: string | null;
  mentions: {
    theme: string;
    sentiment: number;
    /** -100..100 */
    mood: number;
    /** 0..1000 */
    fit: number;
    start: number;
    end: number;
  }[];
};

/** Open texts as the jobs move them on. The index job serves all workspaces at once. */
export function verbatimsRepository(db: Db) {
  const texts = () =>
    db
      .select({
        row: verbatims.row,
        question: verbatims.question,
        text: sql<string | null>`${responses.texts} ->> ${verbatims.question}`,
        at: responses.createdAt,
        language: responses.language,
        rev: responses.rev,
        updatedAt: responses.updatedAt,
      })
      .from(verbatims)
      .innerJoin(responses, eq(responses.row, verbatims.row));
  const unthemed = sql`not exists (select 1 from mentions m where m.workspace_id = ${verbatims.workspaceId}
    and m.row = ${verbatims.row} and m.question = ${verbatims.question})`;
  const unthemedOrAfter = (row: number | undefined) =>
    row === undefined ? unthemed : or(gt(verbatims.row, row), unthemed);
  /** Rows of one survey are a range of the primary key. */
  const rowsOf = (workspace: string, no: number, upper: number) =>
    and(
      eq(verbatims.workspaceId, workspace),
      gt(verbatims.row, no * ROWS),
      lte(verbatims.row, upper),
    );

  return {
    /**
     * Puts the texts of waiting responses into the full-text index and moves them on to the theme
     * job, in one transaction. The text is read where it is written, so an amendment in between is
     * either indexed as amended or waits again.
     * @returns how many responses were indexed; 0 when none waits
     */
    async indexWaiting(most: number): Promise<number> {
      const waiting = await db
        .selectDistinct({ workspace: verbatims.workspaceId, row: verbatims.row })
        .from(verbatims)
        .where(WAITS.search)
        .limit(most);
      if (waiting.length === 0) return 0;
      const rows = JSON.stringify(waiting.map(({ row }) => row));
      const keys = JSON.stringify(waiting.map(({ workspace, row }) => [workspace, row]));
      await db.batch([
        db.run(
          sql`delete from verbatim_search where rowid in (select value from json_each(${rows}))`,
        ),
        db.run(sql`insert into verbatim_search (rowid, text)
          select r.row, (select group_concat(t.value, char(10)) from json_each(r.texts) t)
          from json_each(${rows}) w cross join responses r on r.row = w.value where r.texts is not null`),
        db.run(sql`update verbatims set stage = 2 from json_each(${keys}) w
          where verbatims.workspace_id = w.value ->> 0 and verbatims.row = w.value ->> 1 and +stage = 1`),
      ]);
      return waiting.length;
    },

    /** Texts that wait to be read, oldest first. */
    async waiting(workspace: string, run: Run, most: number): Promise<OpenText[]> {
      return texts()
        .where(
          and(
            WAITS.themes,
            eq(verbatims.workspaceId, workspace),
            eq(verbatims.surveyId, run.surveyId),
            lte(verbatims.row, run.upperRow),
          ),
        )
        .orderBy(asc(verbatims.row), asc(verbatims.question))
        .limit(most);
    },

    /** What discovery may have changed: texts without a theme and those of this run, after a place, oldest first. */
    async unsettled(
      workspace: string,
      survey: ThemedSurvey,
      run: Run,
      after: { row: number; question: string; from?: number },
      most: number,
    ): Promise<OpenText[]> {
      return texts()
        .where(
          and(
            rowsOf(workspace, survey.no, run.upperRow),
            sql`(${verbatims.row}, ${verbatims.question}) > (${after.row}, ${after.question})`,
            eq(verbatims.stage, 0),
            unthemedOrAfter(after.from),
          ),
        )
        .orderBy(asc(verbatims.row), asc(verbatims.question))
        .limit(most);
    },

    /**
     * What discovery reads, the newest of it, oldest first: counted texts without a theme, and those
     * that arrived after the run before, whatever themes they have.
     */
    async residual(
      workspace: string,
      survey: ThemedSurvey,
      run: Run,
      from: number,
      most: number,
    ): Promise<OpenText[]> {
      const rows = await texts()
        .where(
          and(
            rowsOf(workspace, survey.no, run.upperRow),
            eq(verbatims.stage, 0),
            eq(responses.state, "counted"),
            unthemedOrAfter(from),
          ),
        )
        .orderBy(desc(verbatims.row), desc(verbatims.question))
        .limit(most);
      return rows.reverse();
    },

    /** The newest counted texts of a survey that were read, oldest first. */
    async newest(workspace: string, { no }: ThemedSurvey, most: number): Promise<OpenText[]> {
      const rows = await texts()
        .where(
          and(
            rowsOf(workspace, no, (no + 1) * ROWS - 1),
            eq(verbatims.stage, 0),
            eq(responses.state, "counted"),
          ),
        )
        .orderBy(desc(verbatims.row), desc(verbatims.question))
        .limit(most);
      return rows.reverse();
    },

    /** Open texts of a survey up to its run's upper row, counted no further than `most`. */
    async corpus(
      workspace: string,
      survey: ThemedSurvey,
      upper: number,
      most: number,
    ): Promise<number> {
      const some = db
        .select({ row: verbatims.row })
        .from(verbatims)
        .where(rowsOf(workspace, survey.no, upper))
        .limit(most);
      const [row] = await db.select({ n: sql<number>`count(*)` }).from(some.as("some"));
      return row?.n ?? 0;
    },

    /**
     * Writes what a slice's reading gave, in one transaction: mentions anew, the texts' own state,
     * the run's progress and place. A text whose response changed since it was read is left as it
     * is; it waits for a later slice. @returns false when the lease was lost, and nothing written
     */
    async write(
      workspace: string,
      lease: Lease,
      run: Run,
      cursor: RunCursor,
      readings: readonly TextReading[],
    ): Promise<boolean> {
      const texts = JSON.stringify(
        readings.map(({ of, language, sentiment, reason }) => [
          of.row,
          of.question,
          of.rev,
          of.updatedAt,
          language,
          sentiment,
          reason,
        ]),
      );
      const found = JSON.stringify(
        readings.flatMap(({ of, mentions }) =>
          mentions.map((m) => [
            of.row,
            of.question,
            of.rev,
            of.updatedAt,
            m.theme,
            m.sentiment,
            m.start,
            m.end,
            m.mood,
            m.fit,
          ]),
        ),
      );
      // "cross" fixes the order: the slice first, then its responses by row.
      const unchanged = sql`cross join responses r on r.row = w.value ->> 0 and r.rev = w.value ->> 2 and r.updated_at = w.value ->> 3`;
      const stage = cursor.step === "read" ? 2 : 0;
      return fenced(db, lease, cursor, [
        db.run(sql`delete from mentions where workspace_id = ${workspace} and (row, question) in
          (select w.value ->> 0, w.value ->> 1 from json_each(${texts}) w ${unchanged}) and ${held(lease)}`),
        db.run(sql`insert into mentions (workspace_id, row, question, theme_id, survey_id, day, sentiment, start, "end", mood, fit, score, counted, engine)
          select r.workspace_id, r.row, w.value ->> 1, w.value ->> 4, r.survey_id, r.day, w.value ->> 5, w.value ->> 6, w.value ->> 7,
            w.value ->> 8, w.value ->> 9, r.score, r.state = 'counted', ${run.engine}
          from json_each(${found}) w ${unchanged} where +r.workspace_id = ${workspace} and ${held(lease)}`),
        // Materialised, so that it leads: the other way round it is read once a text of the workspace.
        db.run(sql`with t as materialized (
            select w.value ->> 0 as row, w.value ->> 1 as question, w.value ->> 4 as language, w.value ->> 5 as sentiment, w.value ->> 6 as reason
            from json_each(${texts}) w ${unchanged} where ${held(lease)})
          update verbatims set stage = 0, language = t.language, sentiment = t.sentiment, reason = t.reason, engine = ${run.engine} from t
          where workspace_id = ${workspace} and verbatims.row = t.row and verbatims.question = t.question and +stage = ${stage}`),
        // changes() is that of the statement before: a slice done twice counts once.
        db.run(sql`update theme_runs set done = done + ${cursor.step === "read" ? sql`changes()` : sql`0`}
          where workspace_id = ${workspace} and id = ${run.id} and ${held(lease)}`),
      ]);
    },
  };
}
export type VerbatimsRepository = ReturnType<typeof verbatimsRepository>;

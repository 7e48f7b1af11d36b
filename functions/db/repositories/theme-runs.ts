import { and, asc, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Definition } from "../../../domain/wire/survey.ts";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import { isPublished } from "../published.ts";
import {
  jobs,
  type RunDiff,
  surveys,
  surveyVersions,
  themeRereads,
  themeRuns,
  themes,
  verbatims,
  workspaces,
} from "../schema/index.ts";
import { WAITS } from "../stages.ts";
import type { Lease } from "./jobs.ts";
import { type StoredTheme, insertTheme, lastRow } from "./themes.ts";

export type Run = Omit<typeof themeRuns.$inferSelect, "workspaceId">;

/** Where a run stands. `read` needs no place: what was read no longer waits. */
export type RunCursor = {
  run: string;
  step: "read" | "discover" | "settle" | "finish";
  row: number;
  question: string;
  /** Last row of the run before, once discovery has looked at what arrived since. */
  from?: number;
  /** How often its present step has failed; any step that is written clears it. */
  failures?: number;
};

/** A survey as the theme job needs it. */
export type ThemedSurvey = {
  id: string;
  no: number;
  zone: string;
  metric: Definition["metric"];
  reviewed: boolean;
  /** Attributes that the workspace declares. */
  attributes: string[];
  /** Published, or the draft of a survey that never was. */
  definition: Definition;
};

const OPEN = ["queued", "running"] as const;
/** What of a total is counted before "many" is enough. */
const COUNT_LIMIT = 100_000;

/** Theme runs and the slices they write. Every method takes the workspace first. */
export function themeRunsRepository(db: Db) {
  const runIs = (workspace: string, id: string) =>
    and(eq(themeRuns.workspaceId, workspace), eq(themeRuns.id, id));
  const open = inArray(themeRuns.state, OPEN);

  return {
    async survey(workspace: string, id: string): Promise<ThemedSurvey | undefined> {
      const [row] = await db
        .select({
          id: surveys.id,
          no: surveys.no,
          zone: workspaces.zone,
          metric: surveys.metric,
          reviewed: surveys.themesReviewed,
          attributes: workspaces.attributes,
          draft: surveys.draft,
          published: surveyVersions.definition,
        })
        .from(surveys)
        .innerJoin(workspaces, eq(workspaces.id, surveys.workspaceId))
        .leftJoin(surveyVersions, isPublished)
        .where(and(eq(surveys.workspaceId, workspace), eq(surveys.id, id)));
      if (!row) return undefined;
      const { draft, published, ...survey } = row;
      return { ...survey, definition: published ?? draft };
    },

    /** Surveys that take or took answers and are not archived, oldest first. */
    async surveys(workspace: string): Promise<string[]> {
      const rows = await db
        .select({ id: surveys.id })
        .from(surveys)
        .where(
          and(
            eq(surveys.workspaceId, workspace),
            sql`${surveys.version} > 0 and ${surveys.archivedAt} is null`,
          ),
        )
        .orderBy(asc(surveys.no));
      return rows.map(({ id }) => id);
    },

    /** Queues a run unless the survey has an open one, in one statement. @returns the open one */
    async queue(
      workspace: string,
      survey: string,
      id: string,
      engine: string,
      now: number,
    ): Promise<Run> {
      const empty: RunDiff = {
        created: [],
        proposed: [],
        grew: [],
        faded: [],
        merged: [],
        split: [],
      };
      const [, rows] = await db.batch([
        db.run(sql`insert into theme_runs (workspace_id, id, survey_id, state, engine, upper_row, diff, started_at)
          select ${workspace}, ${id}, ${survey}, 'queued', ${engine}, 0, ${JSON.stringify(empty)}, ${now}
          where not exists (select 1 from theme_runs where workspace_id = ${workspace} and survey_id = ${survey}
            and state in ('queued', 'running'))`),
        db
          .select()
          .from(themeRuns)
          .where(and(eq(themeRuns.workspaceId, workspace), eq(themeRuns.surveyId, survey), open)),
      ]);
      return rows[0] as Run;
    },

    async get(workspace: string, id: string): Promise<Run | undefined> {
      return (await db.select().from(themeRuns).where(runIs(workspace, id)))[0];
    },

    /** The newest run of a survey, and the newest that ended before another began. */
    async last(workspace: string, survey: string, before?: Run): Promise<Run | undefined> {
      const [row] = await db
        .select()
        .from(themeRuns)
        .where(
          and(
            eq(themeRuns.workspaceId, workspace),
            eq(themeRuns.surveyId, survey),
            before &&
              sql`${themeRuns.startedAt} <= ${before.startedAt} and ${themeRuns.id} < ${before.id}`,
          ),
        )
        .orderBy(desc(themeRuns.startedAt), desc(themeRuns.id))
        .limit(1);
      return row;
    },

    /** Runs of a survey that began from a time on, newest first. */
    since: (workspace: string, survey: string, since: number, most: number): Promise<Run[]> =>
      db
        .select()
        .from(themeRuns)
        .where(
          and(
            eq(themeRuns.workspaceId, workspace),
            eq(themeRuns.surveyId, survey),
            gte(themeRuns.startedAt, since),
          ),
        )
        .orderBy(desc(themeRuns.startedAt))
        .limit(most),

    /** Surveys of all workspaces whose texts wait for themes, or are to be sent back to wait. */
    async waiting(): Promise<{ workspace: string; survey: string }[]> {
      return db
        .selectDistinct({ workspace: verbatims.workspaceId, survey: verbatims.surveyId })
        .from(verbatims)
        .where(WAITS.themes)
        .union(
          db
            .selectDistinct({ workspace: themeRereads.workspaceId, survey: themeRereads.surveyId })
            .from(themeRereads),
        );
    },

    /** Workspaces with open runs, the one that waits longest first. */
    async workspacesWithOpen(most: number): Promise<string[]> {
      const rows = await db
        .select({ workspace: themeRuns.workspaceId })
        .from(themeRuns)
        .where(open)
        .groupBy(themeRuns.workspaceId)
        .orderBy(sql`min(${themeRuns.startedAt})`)
        .limit(most);
      return rows.map(({ workspace }) => workspace);
    },

    /** Open runs of a workspace in the order in which they take their turn. */
    async open(workspace: string): Promise<Run[]> {
      return db
        .select()
        .from(themeRuns)
        .where(and(open, eq(themeRuns.workspaceId, workspace)))
        .orderBy(desc(themeRuns.state), asc(themeRuns.startedAt), asc(themeRuns.id));
    },

    /** Fixes what a run covers: everything that has arrived by now. */
    async begin(
      workspace: string,
      lease: Lease,
      run: Run,
      cursor: RunCursor,
      now: number,
    ): Promise<boolean> {
      const upper = db.select({ row: lastRow }).from(surveys).where(eq(surveys.id, run.surveyId));
      const total = sql`(select count(*) from (select 1 from verbatims where stage = 2 and stage > 0 and workspace_id = ${workspace}
        and survey_id = ${run.surveyId} limit ${COUNT_LIMIT}))`;
      return fenced(db, lease, cursor, [
        db
          .update(themeRuns)
          .set({ state: "running", upperRow: sql`(${upper})`, total, startedAt: now })
          .where(and(runIs(workspace, run.id), eq(themeRuns.state, "queued"), held(lease))),
      ]);
    },

    /** Stores what discovery made, and goes on to the next step, in one transaction. */
    async publish(
      workspace: string,
      lease: Lease,
      run: Run,
      cursor: RunCursor,
      made: {
        created: readonly StoredTheme[];
        widened: readonly Pick<StoredTheme, "id" | "model">[];
        diff: RunDiff;
        reviewed: boolean;
      },
    ): Promise<boolean> {
      return fenced(db, lease, cursor, [
        ...made.created.map((theme) => insertTheme(db, workspace, theme, held(lease))),
        ...made.widened.map(({ id, model }) =>
          db
            .update(themes)
            .set({ model, updatedAt: run.startedAt })
            .where(and(eq(themes.workspaceId, workspace), eq(themes.id, id), held(lease))),
        ),
        db
          .update(themeRuns)
          .set({ diff: made.diff })
          .where(and(runIs(workspace, run.id), held(lease))),
        db
          .update(surveys)
          .set({ themesReviewed: true })
          .where(
            and(
              eq(surveys.workspaceId, workspace),
              eq(surveys.id, run.surveyId),
              sql`${Number(made.reviewed)}`,
              held(lease),
            ),
          ),
      ]);
    },

    /**
     * Counts a failure where the job stands now. Its place is left alone: the step that failed may
     * have been written although its reply was lost. @returns failures at this place
     */
    async stumble({ name, until }: Lease): Promise<number> {
      const failures = sql<number>`coalesce(${jobs.cursor} ->> '$.failures', 0)`;
      const [row] = await db
        .update(jobs)
        .set({ cursor: sql`json_set(${jobs.cursor}, '$.failures', ${failures} + 1)` })
        .where(and(eq(jobs.name, name), eq(jobs.leaseUntil, until)))
        .returning({ failures });
      return row?.failures ?? 0;
    },

    /** Gives a run up, so that it does not stand before the others for ever. */
    async fail(workspace: string, lease: Lease, run: Run, now: number): Promise<boolean> {
      return fenced(db, lease, null, [
        db
          .update(themeRuns)
          .set({ state: "failed", finishedAt: now })
          .where(and(runIs(workspace, run.id), held(lease))),
      ]);
    },

    /** Only moves the place. */
    async move(lease: Lease, cursor: RunCursor): Promise<boolean> {
      return fenced(db, lease, cursor, []);
    },

    async finish(
      workspace: string,
      lease: Lease,
      run: Run,
      diff: RunDiff,
      now: number,
    ): Promise<boolean> {
      return fenced(db, lease, null, [
        db
          .update(themeRuns)
          .set({ state: "done", diff, finishedAt: now })
          .where(and(runIs(workspace, run.id), held(lease))),
      ]);
    },
  };
}
export type ThemeRunsRepository = ReturnType<typeof themeRunsRepository>;

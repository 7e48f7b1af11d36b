import { ROWS } from "../../../domain/survey/rows.ts";
import { and, eq, sql } from "drizzle-orm";
import type { Span } from "../../../domain/scores/period.ts";
import type { Db } from "../client.ts";
import { WAITS } from "../stages.ts";
import { verbatims } from "../schema/index.ts";

/** Mentions of one theme in seven days, counted back from the end of the period. */
export type ThemeWeek = {
  theme: string;
  /** 0: the last seven days. */
  week: number;
  /** The period, the one before, or older days; a week at an edge comes in two parts. */
  part: "now" | "before" | "older";
  n: number;
  positive: number;
  negative: number;
  /** Scores of the mentioned responses: index = value. */
  scores: number[];
};

/** Counted responses with text, and all scores, of a span. */
export type SurveyTotals = { texts: number; scores: number[] };

const VALUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const columns = VALUES.map((v) => sql.raw(`v${v}`));
/** Newest texts that tell how many have a theme. */
const SAMPLE = 1000;
/** What waits is counted no further. */
const MOST_WAITING = 1000;

/** Sums for the themes pages, from `theme_days` and `rollups` alone. Workspace first. */
export function themeFiguresRepository(db: Db) {
  return {
    /**
     * Mentions by theme and week from day `start` to `to`. The period begins on day `from`, the one
     * before it on day `before`. Reads one row a theme and day with mentions.
     */
    async weeks(
      workspace: string,
      survey: string,
      ids: readonly string[],
      { start, before, from, to }: Span & { start: number; before: number },
    ): Promise<ThemeWeek[]> {
      const sums = sql.join(
        columns.map((v) => sql`sum(d.${v}) as ${v}`),
        sql`, `,
      );
      const rows = await db.all<Record<string, string | number>>(sql`
        select d.theme_id as theme, cast(${to} - d.day as integer) / 7 as week,
          case when d.day >= ${from} then 'now' when d.day >= ${before} then 'before' else 'older' end as part,
          sum(d.n) as n, sum(d.positive) as positive, sum(d.negative) as negative, ${sums}
        from json_each(${JSON.stringify(ids)}) t cross join theme_days d
        where d.workspace_id = ${workspace} and d.survey_id = ${survey} and d.theme_id = t.value and d.day between ${start} and ${to}
        group by 1, 2, 3`);
      return rows.map((row) => ({
        theme: String(row["theme"]),
        week: Number(row["week"]),
        part: row["part"] as ThemeWeek["part"],
        n: Number(row["n"]),
        positive: Number(row["positive"]),
        negative: Number(row["negative"]),
        scores: scoresOf(row),
      }));
    },

    /** Texts and scores of a survey in a span. @param head its metric question, or `*` */
    async totals(
      workspace: string,
      survey: string,
      head: string,
      { from, to }: Span,
    ): Promise<SurveyTotals> {
      const sums = sql.join(
        columns.map((v) => sql`coalesce(sum(${v}), 0) as ${v}`),
        sql`, `,
      );
      const [row] = await db.all<Record<string, number>>(sql`
        select coalesce(sum(comments), 0) as texts, ${sums} from rollups where workspace_id = ${workspace} and survey_id = ${survey}
          and question = ${head} and dimension = 'channel' and day between ${from} and ${to}`);
      return { texts: row?.["texts"] ?? 0, scores: scoresOf(row ?? {}) };
    },

    /**
     * How many of the survey's newest texts (at most 1,000) have a theme: in a span, and at all
     * where none of them lies in it.
     */
    async coverage(
      workspace: string,
      no: number,
      { from, to }: Span,
    ): Promise<{ texts: number; themed: number }> {
      const newest = sql`select row, question, day from verbatims where workspace_id = ${workspace}
        and row > ${no} * ${ROWS} and row < (${no} + 1) * ${ROWS} and stage = 0 order by row desc limit ${SAMPLE}`;
      const rows = await db.all<{ inside: number; texts: number; themed: number }>(sql`
        select v.day between ${from} and ${to} as inside, count(*) as texts,
          sum(exists (select 1 from mentions m where m.workspace_id = ${workspace} and m.row = v.row and m.question = v.question)) as themed
        from (${newest}) v group by 1 order by 1 desc`);
      return { texts: rows[0]?.texts ?? 0, themed: rows[0]?.themed ?? 0 };
    },

    /** Texts that are not read yet, counted no further than 1,000. */
    async waiting(workspace: string, survey: string): Promise<number> {
      const some = db
        .select({ row: verbatims.row })
        .from(verbatims)
        .where(and(WAITS.any, eq(verbatims.workspaceId, workspace), eq(verbatims.surveyId, survey)))
        .limit(MOST_WAITING);
      const [row] = await db.select({ n: sql<number>`count(*)` }).from(some.as("some"));
      return row?.n ?? 0;
    },
  };
}
export type ThemeFiguresRepository = ReturnType<typeof themeFiguresRepository>;

function scoresOf(row: Record<string, string | number>): number[] {
  return VALUES.map((value) => Number(row[`v${value}`] ?? 0));
}

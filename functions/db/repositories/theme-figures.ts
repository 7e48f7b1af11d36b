import { ROWS } from "../../../domain/survey/rows.ts";
import { and, eq, sql } from "drizzle-orm";
import type { Span } from "../../../domain/scores/period.ts";
import { cover } from "../../../domain/time/cover.ts";
import type { Db } from "../client.ts";
import { WAITS } from "../stages.ts";
import { rollupSeals, verbatims } from "../schema/index.ts";
import { type Ask, sumsOf } from "../sums.ts";

/** Mentions of one theme in a span of days. */
export type ThemeSum = {
  theme: string;
  n: number;
  positive: number;
  negative: number;
  /** Scores of the mentioned responses: index = value. */
  scores: number[];
};

/** Counted responses with text, and all scores, of a span. */
export type SurveyTotals = { texts: number; scores: number[] };

const VALUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const COUNTERS = ["n", "positive", "negative", ...VALUES.map((v) => `v${v}`)];
/** Newest texts that tell how many have a theme. */
const SAMPLE = 200;
/** What waits is counted no further. */
const MOST_WAITING = 500;

/** Sums for the themes pages, from days of themes and of scores and their spans. Workspace first. */
export function themeFiguresRepository(db: Db) {
  return {
    /** The day before which the survey's spans are summed up; 0: none yet. */
    async seal(workspace: string, survey: string): Promise<number> {
      const [row] = await db
        .select({ until: rollupSeals.until })
        .from(rollupSeals)
        .where(and(eq(rollupSeals.workspaceId, workspace), eq(rollupSeals.surveyId, survey)));
      return row?.until ?? 0;
    },

    /**
     * Mentions by theme in each span of days, in the order of the spans. Reads a row for each theme
     * and each year, month, week or day that a span is put together from.
     * @param until the survey's seal
     */
    async sums(
      workspace: string,
      survey: string,
      ids: readonly string[],
      until: number,
      spans: readonly Span[],
    ): Promise<ThemeSum[][]> {
      const pieces = spans.map((span) => cover(span, until, ["year", "month", "week", "day"]));
      const sealed = pieces.flatMap(({ spans }, ask) =>
        spans
          .filter(({ grain }) => grain !== "day")
          .map(({ grain, from, to, sign }) => [ask, from, to, sign, grain]),
      );
      // Days have no span of their own, on either side of the seal.
      const single = pieces.flatMap(({ spans, days }, ask) => [
        ...spans
          .filter(({ grain }) => grain === "day")
          .map(({ from, to, sign }) => [ask, from, to, sign]),
        ...(days ? [[ask, days.from, (days.to ?? until) + 1, 1]] : []),
      ]);
      const given = JSON.stringify(ids);
      const from = (table: string, day: string, list: unknown[]) => sql`
        select p.value ->> 0 as ask, t.value as theme, p.value ->> 3 as sign, ${sql.raw(COUNTERS.map((name) => `d.${name}`).join(", "))}
        from json_each(${given}) t cross join json_each(${JSON.stringify(list)}) p cross join ${sql.raw(`${table} d`)}
        on d.workspace_id = ${workspace} and d.survey_id = ${survey} and d.theme_id = t.value
          and ${sql.raw(day)} >= p.value ->> 1 and ${sql.raw(day)} < p.value ->> 2`;
      const rows = await db.all<Record<string, string | number>>(sql`
        select ask, theme, ${sql.raw(COUNTERS.map((name) => `sum(sign * ${name}) as ${name}`).join(", "))} from (
          ${from("theme_spans", "d.start", sealed)} and d.grain = p.value ->> 4
          union all ${from("theme_days", "d.day", single)}
        ) group by 1, 2`);
      const sums = spans.map((): ThemeSum[] => []);
      for (const row of rows)
        sums[Number(row["ask"])]?.push({
          theme: String(row["theme"]),
          n: Number(row["n"]),
          positive: Number(row["positive"]),
          negative: Number(row["negative"]),
          scores: scoresOf(row),
        });
      return sums;
    },

    /** Texts and scores of a survey in each span. @param head its metric question, or `*` */
    async totals(
      workspace: string,
      survey: string,
      head: string,
      until: number,
      spans: readonly Span[],
    ): Promise<SurveyTotals[]> {
      const asks = spans.map((period): Ask => ({
        survey,
        question: head,
        dimension: "total",
        period,
        until,
        by: "none",
      }));
      const rows = await db.all<Record<string, number>>(sumsOf(workspace, asks));
      return spans.map((_, ask) => {
        const row = rows.find((one) => Number(one["ask"]) === ask) ?? {};
        return { texts: row["comments"] ?? 0, scores: scoresOf(row) };
      });
    },

    /**
     * How many of the survey's newest texts (at most 200) have a theme: in a span, and at all
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

    /** Texts that are not read yet, counted no further than 500. */
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

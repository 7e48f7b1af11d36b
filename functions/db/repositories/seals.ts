import { type SQL, sql } from "drizzle-orm";
import type { spansEnding } from "../../../domain/time/cover.ts";
import type { Db } from "../client.ts";

/** A survey whose seal lies before today. `until` null: it never had one. */
export type Unsealed = { workspace: string; survey: string; until: number | null; today: number };
/** One step of a seal, and the spans that it passes. */
export type Step = { from: number; until: number; spans: ReturnType<typeof spansEnding> };

const raw = (names: readonly string[]) => sql.raw(names.join(", "));
const scores = Array.from({ length: 11 }, (_, i) => `v${i}`);
const COUNTERS = [...scores, "starts", "completions", "comments"];
const THEME_COUNTERS = ["n", "positive", "negative", ...scores];
const summed = (names: readonly string[]) => raw(names.map((name) => `sum(d.${name})`));
const moved = (names: readonly string[]) =>
  sql`having ${raw([names.map((name) => `sum(d.${name}) <> 0`).join(" or ")])}`;

/**
 * Sums over weeks, months and years that lie before a survey's seal. Triggers keep them exact from
 * then on (migrations/0003). Serves all workspaces at once; the writes take the workspace first.
 */
export function sealsRepository(db: Db) {
  return {
    async zones(): Promise<string[]> {
      const rows = await db.all<{ zone: string }>(sql`select distinct zone from workspaces`);
      return rows.map(({ zone }) => zone);
    },

    /** Surveys whose seal lies before today, those without one first. @param today by zone */
    async behind(today: Readonly<Record<string, number>>, most: number): Promise<Unsealed[]> {
      return db.all<Unsealed>(sql`
        select s.workspace_id as workspace, s.id as survey, r.until, t.value as today
        from json_each(${JSON.stringify(today)}) t join workspaces w on w.zone = t.key
        join surveys s on s.workspace_id = w.id
        left join rollup_seals r on r.workspace_id = s.workspace_id and r.survey_id = s.id
        where r.until is null or r.until < t.value order by r.until limit ${most}`);
    },

    /**
     * Gives a survey its first seal: the first day that it has anything of, or today. Nothing lies
     * before it, so there is nothing to sum up; the day is looked up where the seal is written.
     * @returns the seal
     */
    async begin(workspace: string, survey: string, today: number): Promise<number> {
      const of = (table: string) => sql`${sql.raw(table)} d where d.workspace_id = ${workspace}
        and d.survey_id = ${survey}`;
      const next = (after: SQL) => sql`(select min(d.question) from ${of("rollups")} ${after})`;
      const [, rows] = await db.batch([
        // Every response counts in a row of dimension "channel", so those hold its first day.
        db.run(sql`insert into rollup_seals (workspace_id, survey_id, until)
          with recursive asked(question) as (
            select ${next(sql``)} union all
            select ${next(sql`and d.question > asked.question`)} from asked where asked.question is not null)
          select ${workspace}, ${survey}, min(${today},
            coalesce((select min((select min(d.day) from ${of("rollups")} and d.question = asked.question
              and d.dimension = 'channel')) from asked), ${today}),
            coalesce((select min(d.day) from ${of("asides")}), ${today}),
            coalesce((select min(d.day) from ${of("impressions")}), ${today}))
          where true on conflict do nothing`),
        db.all<{ until: number }>(
          sql`select until from rollup_seals where workspace_id = ${workspace} and survey_id = ${survey}`,
        ),
      ]);
      return rows[0]?.until ?? today;
    },

    /**
     * Moves the seal by one step and sums up the spans that it passes, in one transaction. Does
     * nothing when the seal is no longer where the step begins: then someone else took it.
     */
    async advance(workspace: string, survey: string, step: Step): Promise<void> {
      const spans = JSON.stringify(step.spans.map(({ grain, from, to }) => [grain, from, to]));
      const given = (only: string) => sql`(select value ->> 0 as grain, value ->> 1 as start,
        value ->> 2 as ending from json_each(${spans}) where value ->> 0 ${sql.raw(only)}) s`;
      const own = (table: string) => sql`${sql.raw(table)} d on d.workspace_id = ${workspace}
        and d.survey_id = ${survey}`;
      const inDays = sql`and d.day >= s.start and d.day < s.ending`;
      // Months of a year that is over are sealed with it, at the latest in the statements before.
      const inMonths = sql`and d.grain = 'month' and d.start >= s.start and d.start < s.ending`;
      const still = sql`exists (select 1 from rollup_seals where workspace_id = ${workspace}
        and survey_id = ${survey} and until = ${step.from})`;
      const keys = sql`workspace_id, survey_id, question, dimension, grain, start, value`;
      const themeKeys = sql`workspace_id, survey_id, theme_id, grain, start`;
      /** Every question and dimension of the survey, found without reading what lies between. */
      const kinds = (table: string) => {
        const first = (
          after: SQL,
        ) => sql`select d.question, d.dimension from ${sql.raw(table)} d where d.workspace_id = ${workspace}
          and d.survey_id = ${survey} ${after} order by d.question, d.dimension limit 1`;
        const half = (column: string) =>
          sql`(select ${sql.raw(column)} from (${first(sql`and (d.question, d.dimension) > (kinds.question, kinds.dimension)`)}))`;
        return sql`with recursive kinds(question, dimension) as (select * from (${first(sql``)}) union all
          select ${half("question")}, ${half("dimension")} from kinds where kinds.question is not null)`;
      };
      const themes = sql`with recursive kinds(theme_id) as (
        select min(theme_id) from theme_days where workspace_id = ${workspace} and survey_id = ${survey} union all
        select (select min(d.theme_id) from theme_days d where d.workspace_id = ${workspace}
          and d.survey_id = ${survey} and d.theme_id > kinds.theme_id) from kinds where kinds.theme_id is not null)`;
      const ofKind = sql`and d.question = kinds.question and d.dimension = kinds.dimension`;
      const ofTheme = sql`and d.theme_id = kinds.theme_id`;

      await db.batch([
        db.run(sql`insert or replace into rollup_spans (${keys}, ${raw(COUNTERS)}) ${kinds("rollups")}
          select d.workspace_id, d.survey_id, d.question, d.dimension, s.grain, s.start, d.value, ${summed(COUNTERS)}
          from ${given("in ('week', 'month')")} cross join kinds cross join ${own("rollups")} ${ofKind} ${inDays}
          where ${still} group by s.grain, s.start, d.question, d.dimension, d.value ${moved(COUNTERS)}`),
        db.run(sql`insert or replace into rollup_spans (${keys}, ${raw(COUNTERS)}) ${kinds("rollups")}
          select d.workspace_id, d.survey_id, d.question, 'total', s.grain, s.start, '', ${summed(COUNTERS)}
          from ${given("<> 'year'")} cross join kinds cross join ${own("rollups")} ${ofKind} ${inDays}
          where kinds.dimension = 'channel' and ${still}
          group by s.grain, s.start, d.question ${moved(COUNTERS)}`),
        db.run(sql`insert or replace into rollup_spans (${keys}, ${raw(COUNTERS)})
          select d.workspace_id, d.survey_id, '', 'seen', s.grain, s.start, d.channel,
            sum(d.shown), sum(d.started), sum(d.dismissed), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
          from ${given("in ('week', 'month')")} cross join ${own("impressions")} ${inDays}
          where ${still} group by s.grain, s.start, d.channel`),
        db.run(sql`insert or replace into rollup_spans (${keys}, ${raw(COUNTERS)})
          select d.workspace_id, d.survey_id, '', 'aside', s.grain, s.start, d.state || ' ' || d.channel,
            sum(d.n), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
          from ${given("in ('week', 'month')")} cross join ${own("asides")} ${inDays}
          where ${still} group by s.grain, s.start, d.state, d.channel having sum(d.n) <> 0`),
        db.run(sql`insert or replace into rollup_spans (${keys}, ${raw(COUNTERS)}) ${kinds("rollup_spans")}
          select d.workspace_id, d.survey_id, d.question, d.dimension, s.grain, s.start, d.value, ${summed(COUNTERS)}
          from ${given("= 'year'")} cross join kinds cross join ${own("rollup_spans")} ${ofKind} ${inMonths}
          where ${still} group by s.start, d.question, d.dimension, d.value ${moved(COUNTERS)}`),
        db.run(sql`insert or replace into theme_spans (${themeKeys}, ${raw(THEME_COUNTERS)}) ${themes}
          select d.workspace_id, d.survey_id, d.theme_id, s.grain, s.start, ${summed(THEME_COUNTERS)}
          from ${given("in ('week', 'month')")} cross join kinds cross join ${own("theme_days")} ${ofTheme} ${inDays}
          where ${still} group by s.grain, s.start, d.theme_id ${moved(THEME_COUNTERS)}`),
        db.run(sql`insert or replace into theme_spans (${themeKeys}, ${raw(THEME_COUNTERS)}) ${themes}
          select d.workspace_id, d.survey_id, d.theme_id, s.grain, s.start, ${summed(THEME_COUNTERS)}
          from ${given("= 'year'")} cross join kinds cross join ${own("theme_spans")} ${ofTheme} ${inMonths}
          where ${still} group by s.start, d.theme_id ${moved(THEME_COUNTERS)}`),
        db.run(sql`update rollup_seals set until = ${step.until} where workspace_id = ${workspace}
          and survey_id = ${survey} and until = ${step.from}`),
      ]);
    },
  };
}
export type SealsRepository = ReturnType<typeof sealsRepository>;

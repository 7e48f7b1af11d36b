import { type SQL, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Db } from "../client.ts";
import { COUNTERS, list } from "../counters.ts";
import { fenced, held } from "../fence.ts";
import type { Lease } from "./jobs.ts";

/** A survey as a check walks it. */
export type CheckedSurvey = { workspace: string; id: string; no: number };
/** What a check is limited to; nothing: everything. */
export type Part = { workspace?: string | undefined; survey?: string | undefined };

/** What the counters of a survey say of one day. Rows are null where they are not known. */
export type CountedDay = {
  day: number;
  low: number | null;
  high: number | null;
  /** Moved since it was last recomputed. */
  touched: boolean;
};

/** One row of counters. `sums` stand in the order of COUNTERS. */
export type Counted = {
  day: number;
  question: string;
  dimension: string;
  value: string;
  sums: number[];
};
/** The same as it was recomputed, with the responses that it comes from. */
export type Recounted = Counted & { low: number; high: number };
/** The same as it is stored; `moved` since the check put its mark on it. */
export type KeptCount = Counted & { moved: boolean };

/** Questions and dimensions that a survey counts. */
export type Kinds = readonly (readonly [question: string, dimension: string])[];
/** Row ids, both ends included. */
export type Range = { low: number; high: number };

/** Values of `rollups.checked`: a response that moves a row takes any mark off it. */
const CHECKED = 1;
const MARKED = 2;

type CounterRow = Record<string, number | string>;
const numbers = (row: CounterRow) => COUNTERS.map((name) => Number(row[name]));

/** Counters by day against the responses that they count. Writes take the job's lease. */
export function selfCheckRepository(db: Db) {
  /** Counters of these days, by the primary key alone. */
  const own = (s: CheckedSurvey, kinds: Kinds, days: readonly number[]) => sql`
    from json_each(${JSON.stringify(kinds)}) k cross join json_each(${JSON.stringify(days)}) d
    cross join rollups r on r.workspace_id = ${s.workspace} and r.survey_id = ${s.id}
      and r.question = k.value ->> 0 and r.dimension = k.value ->> 1 and r.day = d.value`;
  const setOf = (
    s: CheckedSurvey,
    kinds: Kinds,
    days: readonly number[],
    set: SQL,
    when: SQL,
  ) => sql`update rollups set ${set}
    where (workspace_id, survey_id, question, dimension, day, value) in
      (select r.workspace_id, r.survey_id, r.question, r.dimension, r.day, r.value ${own(s, kinds, days)} where ${when})`;

  /** Row ids that a survey has given; `high` below `low` when it has none. */
  const rows = async ({ no }: CheckedSurvey): Promise<Range> => {
    const [row] = await db.all<{ high: number | null }>(
      sql`select max(row) as high from responses where row > ${no * ROWS} and row < ${(no + 1) * ROWS}`,
    );
    return { low: no * ROWS + 1, high: row?.high ?? no * ROWS };
  };

  return {
    /** The first survey after a number, and how many there are from it on. */
    async survey(
      after: number,
      part: Part,
    ): Promise<(CheckedSurvey & { left: number }) | undefined> {
      const [row] = await db.all<CheckedSurvey & { left: number }>(sql`
        select no, id, workspace_id as workspace, count(*) over () as "left" from surveys
        where no > ${after} and workspace_id = ${part.workspace ?? sql`workspace_id`}
          and id = ${part.survey ?? sql`id`} order by no limit 1`);
      return row;
    },

    /** What is counted, by day and by kind; reads every counter of the survey once. */
    async counted(s: CheckedSurvey): Promise<{ days: CountedDay[]; kinds: Kinds }> {
      const rows = await db.all<{
        question: string;
        dimension: string;
        day: number;
        low: number | null;
        high: number | null;
        unknown: number;
        touched: number;
      }>(sql`select question, dimension, day, min(first_row) as low, max(last_row) as high,
          sum(first_row is null or last_row is null) as unknown, sum(checked <> ${CHECKED}) as touched
        from rollups where workspace_id = ${s.workspace} and survey_id = ${s.id} group by question, dimension, day`);
      const days = [...Map.groupBy(rows, (row) => row.day)].map(([day, of]) => {
        const known = of.every(({ unknown }) => unknown === 0);
        return {
          day,
          low: known ? Math.min(...of.map(({ low }) => low ?? 0)) : null,
          high: known ? Math.max(...of.map(({ high }) => high ?? 0)) : null,
          touched: of.some(({ touched }) => touched > 0),
        };
      });
      const kinds = new Map(
        rows.map(({ question, dimension }) => [
          JSON.stringify([question, dimension]),
          [question, dimension] as const,
        ]),
      );
      return { days: days.toSorted((a, b) => a.day - b.day), kinds: [...kinds.values()] };
    },

    rows,

    /**
     * Between which rows the responses of these days lie, and all of the survey. `known`: every one of
     * the days has counters, and each counter notes its rows.
     */
    async reach(
      s: CheckedSurvey,
      kinds: Kinds,
      days: readonly number[],
    ): Promise<Range & { known: boolean; all: Range }> {
      const [row] = await db.all<Partial<Record<"low" | "high" | "days" | "whole", number>>>(sql`
        select min(r.first_row) as low, max(r.last_row) as high, count(distinct r.day) as days,
          count(r.first_row) = count(*) and count(r.last_row) = count(*) as whole ${own(s, kinds, days)}`);
      return {
        low: row?.low ?? 0,
        high: row?.high ?? 0,
        known: row?.days === days.length && row.whole === 1,
        all: await rows(s),
      };
    },

    /** Puts the check's mark on the counters of these days. @returns false when the lease was lost */
    async mark(
      lease: Lease,
      cursor: unknown,
      s: CheckedSurvey,
      kinds: Kinds,
      days: readonly number[],
    ): Promise<boolean> {
      const set = sql`checked = ${MARKED}`;
      return fenced(db, lease, cursor, [
        db.run(setOf(s, kinds, days, set, sql`r.checked <> ${MARKED} and ${held(lease)}`)),
      ]);
    },

    /** First and last counted response of each day among some rows. */
    async bounds(s: CheckedSurvey, { low, high }: Range): Promise<({ day: number } & Range)[]> {
      return db.all(sql`select day, min(row) as low, max(row) as high from responses
        where row between ${low} and ${high} and +workspace_id = ${s.workspace} and state = 'counted' group by day`);
    },

    /** Writes down where the responses of these days lie, unless one has moved a counter meanwhile. */
    async setBounds(
      lease: Lease,
      cursor: unknown,
      s: CheckedSurvey,
      kinds: Kinds,
      bounds: readonly ({ day: number } & Range)[],
    ): Promise<boolean> {
      const given = JSON.stringify(bounds.map(({ day, low, high }) => [day, low, high]));
      const days = bounds.map(({ day }) => day);
      const of = (place: number) =>
        sql`(select value ->> ${place} from json_each(${given}) where value ->> 0 = rollups.day)`;
      const set = sql`first_row = ${of(1)}, last_row = ${of(2)}`;
      return fenced(db, lease, cursor, [
        db.run(setOf(s, kinds, days, set, sql`r.checked = ${MARKED} and ${held(lease)}`)),
      ]);
    },

    /**
     * Counts the responses among some rows anew: those of `days`, and of any day that is not known
     * to have counters at all.
     */
    async recount(
      s: CheckedSurvey,
      { low, high }: Range,
      days: readonly number[],
      known: readonly number[],
    ): Promise<Recounted[]> {
      const scores = Array.from({ length: 11 }, (_, i) => `sum(slot = ${i}) as v${i}`);
      const oneOf = (numbers: readonly number[]) =>
        sql`(select value from json_each(${JSON.stringify(numbers)}))`;
      const rows = await db.all<CounterRow>(sql`
        select day, question, dimension, value, ${list(scores)}, sum(head) as starts, sum(head and complete) as completions,
          sum(head and commented) as comments, min(row) as low, max(row) as high
        from (
          select r.row, r.day, r.complete, r.texts is not null as commented, f.key = 0 as head,
            f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, f.value ->> 3 as slot
          from responses r cross join json_each(r.facts) f
          where r.row between ${low} and ${high} and +r.workspace_id = ${s.workspace} and r.state = 'counted'
            and (r.day in ${oneOf(days)} or r.day not in ${oneOf(known)}) limit -1
        ) group by day, question, dimension, value`);
      return rows.map((row) => ({
        ...keyOf(row),
        sums: numbers(row),
        low: Number(row["low"]),
        high: Number(row["high"]),
      }));
    },

    /** Counters of these days as they are stored. */
    async kept(s: CheckedSurvey, kinds: Kinds, days: readonly number[]): Promise<KeptCount[]> {
      const rows = await db.all<CounterRow>(
        sql`select r.day, r.question, r.dimension, r.value, ${list(COUNTERS.map((name) => `r.${name}`))}, r.checked
          ${own(s, kinds, days)}`,
      );
      return rows.map((row) => ({
        ...keyOf(row),
        sums: numbers(row),
        moved: row["checked"] !== MARKED,
      }));
    },

    /**
     * Ends the check of some days in one transaction: what was found wrong is replaced, what stands
     * is marked as checked. A counter that has lost its mark was moved by a response meanwhile and
     * is left for the next check. Spans follow by trigger.
     * @param wrong counters as they should be; without sums: not at all
     * @returns false when the lease was lost
     */
    async settle(
      lease: Lease,
      cursor: unknown,
      s: CheckedSurvey,
      kinds: Kinds,
      days: readonly number[],
      wrong: readonly (Counted | Recounted)[],
    ): Promise<boolean> {
      const right = wrong.filter((row): row is Recounted => "low" in row);
      const none = wrong.filter((row) => !("low" in row));
      const upserts = JSON.stringify(
        right.map((r) => [r.question, r.dimension, r.value, r.day, ...r.sums, r.low, r.high]),
      );
      const gone = JSON.stringify(none.map((r) => [r.question, r.dimension, r.day, r.value]));
      const columns = [
        "question",
        "dimension",
        "value",
        "day",
        ...COUNTERS,
        "first_row",
        "last_row",
      ];
      const places = list(columns.map((_, i) => `j.value ->> ${i}`));
      return fenced(db, lease, cursor, [
        ...(right.length === 0
          ? []
          : [
              db.run(sql`insert into rollups (workspace_id, survey_id, ${list(columns)}, checked)
                select ${s.workspace}, ${s.id}, ${places}, ${CHECKED} from json_each(${upserts}) j where ${held(lease)}
                on conflict do update set ${list(COUNTERS.map((name) => `${name} = excluded.${name}`))},
                  first_row = min(coalesce(first_row, excluded.first_row), excluded.first_row),
                  last_row = max(coalesce(last_row, excluded.last_row), excluded.last_row), checked = ${CHECKED}
                where checked = ${MARKED}`),
            ]),
        ...(none.length === 0
          ? []
          : [
              db.run(sql`delete from rollups where workspace_id = ${s.workspace} and survey_id = ${s.id}
                and (question, dimension, day, value) in
                  (select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${gone}))
                and checked = ${MARKED} and ${held(lease)}`),
            ]),
        db.run(
          setOf(
            s,
            kinds,
            days,
            sql`checked = ${CHECKED}`,
            sql`r.checked = ${MARKED} and ${held(lease)}`,
          ),
        ),
      ]);
    },
  };
}
export type SelfCheckRepository = ReturnType<typeof selfCheckRepository>;

function keyOf(row: CounterRow) {
  return {
    day: Number(row["day"]),
    question: String(row["question"]),
    dimension: String(row["dimension"]),
    value: String(row["value"]),
  };
}

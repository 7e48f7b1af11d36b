import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { COUNTERS, THEME_COUNTERS, empty, list, sums } from "../counters.ts";
import { fenced, held } from "../fence.ts";
import type { Lease } from "./jobs.ts";
import type { CheckedSurvey, Kinds } from "./self-check.ts";

/** States that `asides` counts; the triggers name the same (migrations/0003). */
const ASIDE = sql.raw(`('late', 'pending', 'suspect', 'quarantined', 'test')`);
const KEY = ["question", "dimension", "value"];
const SPAN_GRAINS = ["week", "month", "year"] as const;
const zeros = (names: readonly string[]) => list(names.map((name) => `0 as ${name}`));

/** First and following first day of the span that holds a day, as the triggers work them out. */
const GRAINS = {
  day: ["day", "day + 1"],
  week: ["day - (day + 3) % 7", "day - (day + 3) % 7 + 7"],
  month: [edge("month", ""), edge("month", ", '+1 month'")],
  year: [edge("year", ""), edge("year", ", '+1 year'")],
} as const;
function edge(unit: string, more: string): string {
  return `unixepoch(date(day * 86400, 'unixepoch', 'start of ${unit}'${more})) / 86400`;
}

/**
 * What is kept beside the daily counters: responses set aside, mentions by day, the answers that a
 * quota looks at, and the sums of long spans. Each is compared by one statement, which sees one moment, and replaced in one transaction.
 */
export function derivedRepository(db: Db) {
  const until = (s: CheckedSurvey) =>
    sql`(select until from rollup_seals where workspace_id = ${s.workspace} and survey_id = ${s.id})`;
  const of = (s: CheckedSurvey, table: string) =>
    sql`from ${sql.raw(table)} where workspace_id = ${s.workspace} and survey_id = ${s.id}`;
  /** Rows that stand in one of two selects alone. */
  const differing = async (a: SQL, b: SQL): Promise<number> => {
    const [row] = await db.all<{ n: number }>(sql`with a as (${a}), b as (${b})
      select count(*) as n from (select * from (select * from a except select * from b)
        union all select * from (select * from b except select * from a))`);
    return row?.n ?? 0;
  };

  const asides = (
    s: CheckedSurvey,
  ) => sql`select day, state, channel, count(*) as n ${of(s, "responses")}
    and state in ${ASIDE} and state <> 'counted' group by day, state, channel`;

  // Each response that counts is one start in a row of dimension "channel".
  const answers = (s: CheckedSurvey) =>
    sql`(select coalesce(sum(starts), 0) ${of(s, "rollups")} and dimension = 'channel')`;
  const miscounted = (s: CheckedSurvey) =>
    sql`no = ${s.no} and quota is not null and answered <> ${answers(s)}`;

  const mentioned = (s: CheckedSurvey, theme: string) => {
    const scores = Array.from({ length: 11 }, (_, i) => `sum(score is ${i})`);
    const counts = ["count(*)", "sum(sentiment > 0)", "sum(sentiment < 0)", ...scores];
    return sql`select day, ${list(counts)} ${of(s, "mentions")} and theme_id = ${theme} and counted = 1 group by day`;
  };

  /** Sums of `source` over the grains, of spans that lie before the survey's seal. */
  const spans = (
    s: CheckedSurvey,
    source: SQL,
    key: readonly string[],
    counters: readonly string[],
    grains: readonly (keyof typeof GRAINS)[],
  ) => {
    const parts = grains.map((grain) => {
      const [start, ending] = GRAINS[grain];
      return sql`select ${list(key)}, ${sql.raw(`'${grain}'`)} as grain, ${sql.raw(start)} as start, ${list(counters)}
        from source where ${sql.raw(ending)} <= ${until(s)}`;
    });
    const all = sql.join(parts, sql` union all `);
    return sql`select ${list(key)}, grain, start, ${sums(counters, "part")} from (with source as materialized (${source}) ${all}) part
      group by ${list(key)}, grain, start having not ${sql.raw(`(${counters.map((name) => `sum(part.${name}) = 0`).join(" and ")})`)}`;
  };
  const keptSpans = (s: CheckedSurvey, when: SQL) =>
    sql`select question, dimension, value, grain, start, ${list(COUNTERS)} ${of(s, "rollup_spans")} and ${when} and not ${empty(COUNTERS)}`;

  return {
    /** Counts of responses set aside that are not what the responses say. */
    asideDrift: (s: CheckedSurvey): Promise<number> =>
      differing(asides(s), sql`select day, state, channel, n ${of(s, "asides")} and n <> 0`),

    /** Counts the responses set aside anew. @returns false when the lease was lost */
    repairAsides: (lease: Lease, cursor: unknown, s: CheckedSurvey): Promise<boolean> =>
      fenced(db, lease, cursor, [
        db.run(sql`delete ${of(s, "asides")} and ${held(lease)}`),
        db.run(sql`insert into asides (workspace_id, survey_id, day, state, channel, n)
          select ${s.workspace}, ${s.id}, day, state, channel, n from (${asides(s)}) where ${held(lease)}`),
      ]),

    /** Themes that may have mentions in a survey. */
    async themes(s: CheckedSurvey): Promise<string[]> {
      const rows = await db.all<{
        id: string;
      }>(sql`select id from themes where workspace_id = ${s.workspace}
        union select theme_id ${of(s, "theme_days")} order by 1`);
      return rows.map(({ id }) => id);
    },

    /** Days of a theme whose counters are not what its mentions say. */
    themeDrift: (s: CheckedSurvey, theme: string): Promise<number> =>
      differing(
        mentioned(s, theme),
        sql`select day, ${list(THEME_COUNTERS)} ${of(s, "theme_days")} and theme_id = ${theme} and n <> 0`,
      ),

    /** Counts a theme's mentions anew. @returns false when the lease was lost */
    repairTheme: (lease: Lease, cursor: unknown, s: CheckedSurvey, theme: string) =>
      fenced(db, lease, cursor, [
        db.run(sql`delete ${of(s, "theme_days")} and theme_id = ${theme} and ${held(lease)}`),
        db.run(sql`insert into theme_days (workspace_id, survey_id, theme_id, day, ${list(THEME_COUNTERS)})
          select ${s.workspace}, ${s.id}, ${theme}, c.* from (${mentioned(s, theme)}) c where ${held(lease)}`),
      ]),

    /** 1 when the answers of a survey with a quota are not as many as its days come to. */
    async answeredDrift(s: CheckedSurvey): Promise<number> {
      const [row] = await db.all<{ n: number }>(
        sql`select count(*) as n from surveys where ${miscounted(s)}`,
      );
      return row?.n ?? 0;
    },

    /** Counts those answers anew. @returns false when the lease was lost */
    repairAnswered: (lease: Lease, cursor: unknown, s: CheckedSurvey): Promise<boolean> =>
      fenced(db, lease, cursor, [
        db.run(
          sql`update surveys set answered = ${answers(s)} where ${miscounted(s)} and ${held(lease)}`,
        ),
      ]),

    /** Questions and dimensions that have sums of long spans and no days. */
    async strayKinds(s: CheckedSurvey, kinds: Kinds): Promise<Kinds> {
      const rows = await db.all<{ question: string; dimension: string }>(sql`
        select distinct question, dimension ${of(s, "rollup_spans")} and question <> '' and dimension <> 'total'
          and (question, dimension) not in (select value ->> 0, value ->> 1 from json_each(${JSON.stringify(kinds)}))`);
      return rows.map(({ question, dimension }) => [question, dimension]);
    },

    /** Sums of one question and dimension that are not what its days come to. */
    async spanDrift(
      s: CheckedSurvey,
      [question, dimension]: readonly [string, string],
    ): Promise<number> {
      const days = sql`${of(s, "rollups")} and question = ${question} and dimension = ${dimension}`;
      const here = (name: string) => sql`question = ${question} and dimension = ${name}`;
      const source = sql`select question, dimension, value, day, ${list(COUNTERS)} ${days}`;
      const drift = await differing(
        spans(s, source, KEY, COUNTERS, SPAN_GRAINS),
        keptSpans(s, here(dimension)),
      );
      if (dimension !== "channel") return drift;
      const total = sql`select question, 'total' as dimension, '' as value, day, ${list(COUNTERS)} ${days}`;
      return (
        drift +
        (await differing(
          spans(s, total, KEY, COUNTERS, ["day", ...SPAN_GRAINS]),
          keptSpans(s, here("total")),
        ))
      );
    },

    /** The same for what has no question: impressions and responses set aside. */
    async otherSpanDrift(s: CheckedSurvey): Promise<number> {
      const none = (from: number) => zeros(COUNTERS.slice(from));
      const seen = sql`select '' as question, 'seen' as dimension, channel as value, day,
        shown as v0, started as v1, dismissed as v2, ${none(3)} ${of(s, "impressions")}`;
      const aside = sql`select '' as question, 'aside' as dimension, state || ' ' || channel as value, day,
        n as v0, ${none(1)} ${of(s, "asides")}`;
      return differing(
        spans(s, sql`${seen} union all ${aside}`, KEY, COUNTERS, SPAN_GRAINS),
        keptSpans(s, sql`question = ''`),
      );
    },

    /** Sums of themes that are not what their days come to. */
    themeSpanDrift: (s: CheckedSurvey): Promise<number> =>
      differing(
        spans(
          s,
          sql`select theme_id, day, ${list(THEME_COUNTERS)} ${of(s, "theme_days")}`,
          ["theme_id"],
          THEME_COUNTERS,
          SPAN_GRAINS,
        ),
        sql`select theme_id, grain, start, ${list(THEME_COUNTERS)} ${of(s, "theme_spans")} and not ${empty(THEME_COUNTERS)}`,
      ),

    /**
     * Takes the seal off a survey with all its sums: pages read days until the minute job has
     * summed them up again. @returns false when the lease was lost
     */
    unseal: (lease: Lease, cursor: unknown, s: CheckedSurvey): Promise<boolean> =>
      fenced(
        db,
        lease,
        cursor,
        ["rollup_seals", "rollup_spans", "theme_spans"].map((table) =>
          db.run(sql`delete ${of(s, table)} and ${held(lease)}`),
        ),
      ),
  };
}
export type DerivedRepository = ReturnType<typeof derivedRepository>;

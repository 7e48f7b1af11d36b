import type { BatchItem } from "drizzle-orm/batch";
import { type SQL, and, desc, eq, gte, lte, sql } from "drizzle-orm";
import type { Period, Span } from "../../../domain/scores/period.ts";
import { EXCLUDED_CEILING } from "../../../domain/wire/scores.ts";
import type { Db } from "../client.ts";
import { impressions, responses, rollups, themes } from "../schema/index.ts";

/** Counters of one bucket or value; `key` is a day number for buckets of time. */
export type Sums = {
  key: string | number;
  counts: number[];
  starts: number;
  completions: number;
  comments: number;
};
export type Aside = {
  suspect: number;
  quarantined: number;
  late: number;
  pending: number;
  test: number;
};
export type Seen = { shown: number; started: number };

export type Bucket = "day" | "week" | "month";
/** Sums to read: of one question and dimension, in one period, keyed by bucket, value or not at all. */
export type Reading = {
  question: string;
  dimension: string;
  period: Period;
  channel?: string | undefined;
  key: Bucket | "value" | "none";
};

const COUNTERS = ["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10"] as const;

const sums = {
  counts: sql`json_array(${sql.join(
    COUNTERS.map((name) => sql`sum(${rollups[name]})`),
    sql`, `,
  )})`.mapWith((json: string) => JSON.parse(json) as number[]),
  starts: sql<number>`sum(${rollups.starts})`,
  completions: sql<number>`sum(${rollups.completions})`,
  comments: sql<number>`sum(${rollups.comments})`,
};

const week = sql<number>`${rollups.day} - (${rollups.day} + 3) % 7`;
/** The first day of each bucket, as domain/time/days says it. */
const KEYS: Record<Reading["key"], SQL<string | number>> = {
  day: sql<number>`${rollups.day}`,
  week,
  month: sql<number>`unixepoch(date(${rollups.day} * 86400, 'unixepoch', 'start of month')) / 86400`,
  value: sql<string>`${rollups.value}`,
  none: sql<string>`''`,
};

/** Figures from rollups: views never read raw responses but the few that are set aside. */
export function scoresRepository(db: Db) {
  const readSums = (workspace: string, survey: string, ask: Reading) =>
    db
      .select({ key: KEYS[ask.key], ...sums })
      .from(rollups)
      .where(
        and(
          eq(rollups.workspaceId, workspace),
          eq(rollups.surveyId, survey),
          eq(rollups.question, ask.question),
          eq(rollups.dimension, ask.dimension),
          within(rollups.day, ask.period),
          ask.channel === undefined ? undefined : eq(rollups.value, ask.channel),
        ),
      )
      .groupBy(sql`1`)
      .orderBy(sql`1`);

  const readSeen = (workspace: string, survey: string, period: Period, channel?: string) =>
    db
      .select({
        shown: sql<number>`coalesce(sum(${impressions.shown}), 0)`,
        started: sql<number>`coalesce(sum(${impressions.started}), 0)`,
      })
      .from(impressions)
      .where(
        and(
          eq(impressions.workspaceId, workspace),
          eq(impressions.surveyId, survey),
          within(impressions.day, period),
          channel === undefined ? undefined : eq(impressions.channel, channel),
        ),
      );

  /** The partial index is used only where the query repeats its condition. */
  const readAside = (workspace: string, survey: string, period: Period, channel?: string) => {
    const newest = (state: keyof Aside) => sql<number>`(select count(*) from (
      select ${responses.day} as day, ${responses.channel} as channel from ${responses}
      where ${responses.workspaceId} = ${workspace} and ${responses.surveyId} = ${survey}
        and ${responses.state} = ${state} and ${responses.state} <> 'counted'
      order by ${responses.row} desc limit ${EXCLUDED_CEILING})
      where day >= ${period.from ?? 0} and day <= ${period.to ?? 1e9}
        and channel = ${channel ?? sql`channel`})`;
    return db
      .select({
        suspect: newest("suspect"),
        quarantined: newest("quarantined"),
        late: newest("late"),
        pending: newest("pending"),
        test: newest("test"),
      })
      .from(sql`(select 1)`);
  };

  return {
    /** Everything that one view shows, in one transaction. `readings` come back in their order. */
    async read(
      workspace: string,
      survey: string,
      around: { period: Period; channel?: string | undefined },
      readings: readonly Reading[],
    ): Promise<{ sums: Sums[][]; seen: Seen; aside: Aside }> {
      const [seen, aside, ...rows] = await db.batch([
        readSeen(workspace, survey, around.period, around.channel),
        readAside(workspace, survey, around.period, around.channel),
        ...readings.map((ask) => readSums(workspace, survey, ask)),
      ]);
      return { sums: rows, seen: first(seen), aside: first(aside) };
    },

    /**
     * Weeks of many surveys, cut where the periods begin and end, and the channels of each cut.
     * @param from first day of the line, at most `before.from`
     */
    async overview(
      workspace: string,
      surveys: readonly { id: string; question: string }[],
      { now, before, from }: { now: Span; before: Span; from: number },
    ): Promise<{ cuts: Cut[]; seen: Seen; aside: Aside }[]> {
      const cuts = surveys.map(({ id, question }) =>
        db
          .select({
            in: sql<Cut["in"]>`case when ${rollups.day} >= ${now.from} then 'now'
              when ${rollups.day} >= ${before.from} then 'before' else '' end`,
            key: week,
            ...sums,
            channels: sql`json_group_array(distinct ${rollups.value})`.mapWith(
              (json: string) => JSON.parse(json) as string[],
            ),
          })
          .from(rollups)
          .where(
            and(
              eq(rollups.workspaceId, workspace),
              eq(rollups.surveyId, id),
              eq(rollups.question, question),
              eq(rollups.dimension, "channel"),
              within(rollups.day, { from, to: now.to }),
            ),
          )
          .groupBy(sql`1`, sql`2`)
          .orderBy(sql`2`),
      );
      const [all, seen, aside] = await Promise.all([
        together(db, cuts),
        together(
          db,
          surveys.map(({ id }) => readSeen(workspace, id, now)),
        ),
        together(
          db,
          surveys.map(({ id }) => readAside(workspace, id, now)),
        ),
      ]);
      return surveys.map((_, i) => ({
        cuts: all[i] ?? [],
        seen: first(seen[i]),
        aside: first(aside[i]),
      }));
    },

    /** Themes that wait for a curator, newest first. @param since ms UTC */
    async proposedThemes(
      workspace: string,
      since: number,
    ): Promise<{ id: string; label: string; at: number }[]> {
      return db
        .select({ id: themes.id, label: themes.label, at: themes.createdAt })
        .from(themes)
        .where(
          and(
            eq(themes.workspaceId, workspace),
            eq(themes.status, "proposed"),
            eq(themes.muted, false),
            gte(themes.createdAt, since),
          ),
        )
        .orderBy(desc(themes.createdAt))
        .limit(10);
    },
  };
}
export type ScoresRepository = ReturnType<typeof scoresRepository>;

export type Cut = Sums & { in: "now" | "before" | ""; channels: string[] };

function within(
  column: typeof rollups.day | typeof impressions.day,
  { from, to }: Period,
): SQL | undefined {
  return and(
    from === null ? undefined : gte(column, from),
    to === null ? undefined : lte(column, to),
  );
}

/** Queries of one kind by one request. */
async function together<Q extends BatchItem<"sqlite">>(
  db: Db,
  queries: readonly Q[],
): Promise<Q["_"]["result"][]> {
  const [head, ...tail] = queries;
  return head ? db.batch([head, ...tail]) : [];
}

/** The one row of an aggregate. */
function first<T>(rows: readonly T[] | undefined): T {
  const row = rows?.[0];
  if (row === undefined) throw new Error("an aggregate without a row");
  return row;
}

import { and, desc, eq, gte, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Channel } from "../../../domain/wire/common.ts";
import type { Db } from "../client.ts";
import { type AttributeFilter, type Place, ownAttribute } from "../response-filters.ts";
import { responses, themes } from "../schema/index.ts";
import { type Ask, type Newest, PARTS, newestOf, sumsOf } from "../sums.ts";
import type { Period } from "../../../domain/scores/period.ts";

/** Counters of one bucket or value; the key of a bucket is its first day. */
export type Sums = {
  key: string;
  counts: number[];
  starts: number;
  completions: number;
  comments: number;
};

/** Answers of one value that meet the same filters. */
export type Group = { met: boolean[]; value: number; n: number };

/**
 * Responses that one figure looks through, newest first: 5,000 rows are what a view may read in all
 * (CONTRACTS, Rollups and reads).
 */
const NEWEST = 4900;

type Row = Record<string, string | number | null>;

/** Figures from rollups and their spans. Only filters that no rollup holds look at raw responses. */
export function scoresRepository(db: Db) {
  return {
    /** The day before which spans are summed up, by survey; none yet: missing. */
    async seals(workspace: string, surveys: readonly string[]): Promise<Map<string, number>> {
      const rows = await db.all<{ survey: string; until: number }>(sql`
        select survey_id as survey, until from json_each(${JSON.stringify(surveys)}) s
        cross join rollup_seals on workspace_id = ${workspace} and survey_id = s.value`);
      return new Map(rows.map(({ survey, until }) => [survey, until]));
    },

    /** Sums of each ask, in the order of the asks, in one transaction. */
    async sums(workspace: string, asks: readonly Ask[]): Promise<Sums[][]> {
      return byAsk(asks.length, await db.all<Row>(sumsOf(workspace, asks)));
    },

    /**
     * The same, and the newest buckets of one question, oldest first. `cut`: older ones are left out.
     */
    async sumsAndBuckets(
      workspace: string,
      asks: readonly Ask[],
      newest: Newest,
    ): Promise<{ sums: Sums[][]; buckets: Sums[]; cut: boolean }> {
      const [sums, rows] = await db.batch([
        db.all<Row>(sumsOf(workspace, asks)),
        db.all<Row>(newestOf(workspace, newest)),
      ]);
      const oldest = completeFrom(rows[0], newest);
      const buckets = rows.map(sumOf).filter((sum) => some(sum) && Number(sum.key) > oldest);
      return { sums: byAsk(asks.length, sums), buckets, cut: oldest > -Infinity };
    },

    /**
     * Counted answers to a score question among the newest responses of a survey, grouped by their
     * value and by which of the filters they meet. `whole`: the survey has no more than were looked at.
     */
    async newest(
      workspace: string,
      survey: Place,
      question: string,
      filters: { period: Period; channel?: Channel | undefined; attributes: AttributeFilter[] },
    ): Promise<{ groups: Group[]; looked: number; whole: boolean }> {
      const { period, channel, attributes } = filters;
      const met = sql.join(
        attributes.map(({ name, value }) => sql`coalesce(${ownAttribute(name, value)}, 0)`),
        sql` || `,
      );
      // The limit comes before any filter: it bounds what is read, whatever matches.
      const newest = db
        .select()
        .from(responses)
        .where(
          sql`${responses.row} > ${survey.no * ROWS} and ${responses.row} < ${(survey.no + 1) * ROWS}
            and +${responses.workspaceId} = ${workspace}`,
        )
        .orderBy(desc(responses.row))
        .limit(NEWEST)
        .as("responses");
      const inside = sql`${responses.state} = 'counted'
        and ${responses.day} between ${period.from ?? -1e9} and ${period.to ?? 1e9}
        and ${channel === undefined ? sql`1` : sql`${responses.channel} = ${channel}`}`;
      const rows = await db.all<Row>(sql`
        select iif(${inside}, ${met}, '') as met, ${responses.answers} ->> ${`$.${question}`} as value, count(*) as n
        from ${newest} group by 1, 2`);
      const groups = rows
        .filter((row) => row["met"] !== "" && row["value"] !== null)
        .map((row) => ({
          met: String(row["met"])
            .split("")
            .map((one) => one === "1"),
          value: Number(row["value"]),
          n: Number(row["n"]),
        }));
      const looked = rows.reduce((n, row) => n + Number(row["n"]), 0);
      return { groups, looked, whole: looked < NEWEST };
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

function byAsk(asks: number, rows: readonly Row[]): Sums[][] {
  const all = Array.from({ length: asks }, (): Sums[] => []);
  for (const row of rows) all[Number(row["ask"])]?.push(sumOf(row));
  // What came and went again has a row of zeros.
  return all.map((sums) => sums.filter(some));
}

function sumOf(row: Row): Sums {
  return {
    key: String(row["key"]),
    counts: Array.from({ length: 11 }, (_, value) => Number(row[`v${value}`])),
    starts: Number(row["starts"]),
    completions: Number(row["completions"]),
    comments: Number(row["comments"]),
  };
}

function some({ counts, starts }: Sums): boolean {
  return starts !== 0 || counts.some((n) => n !== 0);
}

/** Where a part was read up to its limit, its oldest bucket may be incomplete: later ones are not. */
function completeFrom(row: Row | undefined, { limit }: Newest): number {
  const cut = PARTS.find(
    (part) => Number(row?.[`${part}_read`] ?? 0) === (part === "whole" ? limit.spans : limit.days),
  );
  return cut === undefined ? -Infinity : Number(row?.[`${cut}_oldest`]);
}

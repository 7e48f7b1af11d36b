import { type SQL, sql } from "drizzle-orm";
import type { Period } from "../../domain/scores/period.ts";
import { type Grain, cover } from "../../domain/time/cover.ts";
import { type Bucket, bucketEnd, bucketStart } from "../../domain/time/days.ts";

/**
 * What to add up of a survey. Dimension "total" is "channel" over all its values; "seen" and "aside"
 * have question "" (schema/responses, rollup_spans).
 */
export type Ask = {
  survey: string;
  question: string;
  dimension: string;
  period: Period;
  /** The survey's seal: what lies before it is read from spans. */
  until: number;
  /** What the sums are keyed by: each value, or nothing. */
  by: "value" | "none";
  /** Only this value of the dimension. */
  only?: string | undefined;
};

/** A range of spans or days as SQL reads it, `to` excluded. `grain` is that of spans alone. */
type Piece = [
  ask: number,
  survey: string,
  question: string,
  dimension: string,
  only: string | null,
  by: Ask["by"],
  grain: Grain,
  from: number,
  to: number,
  sign: 1 | -1,
];
type Pieces = Record<"rollup_spans" | "rollups" | "impressions" | "asides", Piece[]>;

/** Days that no survey has. */
const [FIRST, LAST] = [-1e9, 1e9];

const COUNTERS = [
  ...Array.from({ length: 11 }, (_, i) => `v${i}`),
  "starts",
  "completions",
  "comments",
];
const columns = (of: (name: string) => string) => sql.raw(COUNTERS.map(of).join(", "));
const zeros = (known: number) =>
  sql.raw(
    COUNTERS.slice(known)
      .map(() => "0")
      .join(", "),
  );

/**
 * One statement that adds up all asks: few spans for what is sealed, day rows for the rest. Reads
 * one row a span, or a day, and value. @returns rows of `ask` (its place), `key` and the counters
 */
export function sumsOf(workspace: string, asks: readonly Ask[]): SQL {
  const pieces: Pieces = { rollup_spans: [], rollups: [], impressions: [], asides: [] };
  asks.forEach((ask, place) => addPieces(pieces, ask, place));
  const p = (column: number) => sql.raw(`p.value ->> ${column}`);
  /** Rows of a table that a piece names. */
  const from = (table: keyof Pieces, start: string, value: string) => sql`
    from json_each(${JSON.stringify(pieces[table])}) p cross join ${sql.raw(`${table} r`)}
    on r.workspace_id = ${workspace} and r.survey_id = ${p(1)}
      and ${sql.raw(start)} >= ${p(7)} and ${sql.raw(start)} < ${p(8)}
      and (${p(4)} is null or ${sql.raw(value)} = ${p(4)})`;
  const head = (value: string) =>
    sql`select ${p(0)} as ask, iif(${p(5)} = 'value', ${sql.raw(value)}, '') as key, ${p(9)} as sign`;
  const all = columns((name) => `r.${name}`);
  const ofKind = sql`and r.question = ${p(2)} and r.dimension = ${p(3)}`;
  const aside = "r.state || ' ' || r.channel";
  return sql`select ask, key, ${columns((name) => `sum(sign * ${name}) as ${name}`)} from (
    ${head("r.value")}, ${all} ${from("rollup_spans", "r.start", "r.value")} ${ofKind} and r.grain = ${p(6)}
    union all ${head("r.value")}, ${all} ${from("rollups", "r.day", "r.value")} ${ofKind}
    union all ${head("r.channel")}, r.shown, r.started, r.dismissed, ${zeros(3)} ${from("impressions", "r.day", "r.channel")}
    union all ${head(aside)}, r.n, ${zeros(1)} ${from("asides", "r.day", "r.channel")}
  ) group by 1, 2`;
}

function addPieces(pieces: Pieces, ask: Ask, place: number): void {
  const { survey, question, dimension, period, until, by, only = null } = ask;
  const { spans, days } = cover(period, until);
  const piece = (of: string, grain: Grain, from: number, to: number, sign: 1 | -1): Piece => [
    place,
    survey,
    question,
    of,
    only,
    by,
    grain,
    from,
    to,
    sign,
  ];
  const table = { seen: "impressions", aside: "asides" }[dimension] ?? "rollups";
  const single = pieces[table as keyof Pieces];
  const inDays = dimension === "total" ? "channel" : dimension;
  for (const { grain, from, to, sign } of spans) {
    // Only the total has sums by day.
    if (grain === "day" && dimension !== "total")
      single.push(piece(inDays, grain, from ?? FIRST, to, sign));
    else pieces.rollup_spans.push(piece(dimension, grain, from ?? FIRST, to, sign));
  }
  if (days) {
    const to = days.to === null ? LAST : days.to + 1;
    single.push(piece(inDays, "day", days.from ?? FIRST, to, 1));
  }
}

/** What to add up by bucket, and from how many rows of spans, and of days on either side, at most. */
export type Newest = Omit<Ask, "by"> & { bucket: Bucket; limit: { spans: number; days: number } };

/**
 * One statement that adds up the newest buckets: whole sealed ones from spans, what the period or
 * the seal cuts from the days before and after them, each newest first.
 * @returns rows of `key`, the counters, and of each part the rows read and its oldest key
 */
export function newestOf(workspace: string, ask: Newest): SQL {
  const { survey, question, dimension, bucket, limit, only, period } = ask;
  const single = bucket === "day" && dimension !== "total";
  const whole = single ? { from: FIRST, to: period.from ?? FIRST } : wholeBuckets(ask);
  const end = period.to === null ? LAST : period.to + 1;
  const own = (of: string) => sql`workspace_id = ${workspace} and survey_id = ${survey}
    and question = ${question} and dimension = ${of}`;
  const taken = only === undefined ? sql`1` : sql`value = ${only}`;
  const all = columns((name) => name);
  const days = (part: PartName, first: number, last: number) => sql`
    select * from (select ${KEYS[bucket]} as key, ${taken} as taken, ${part} as part, ${all} from rollups
      where ${own(dimension === "total" ? "channel" : dimension)} and day >= ${first} and day < ${last}
      order by day desc limit ${limit.days})`;
  const told = PARTS.map(
    (part) => sql`sum(sum(part = ${part})) over () as ${sql.raw(`${part}_read`)},
      min(min(iif(part = ${part}, key, null))) over () as ${sql.raw(`${part}_oldest`)}`,
  );
  return sql`select key, ${columns((name) => `sum(taken * ${name}) as ${name}`)}, ${sql.join(told, sql`, `)} from (
    ${days("after", whole.to, end)}
    union all
    select * from (select start as key, ${taken} as taken, 'whole' as part, ${all} from rollup_spans
      where ${own(dimension)} and grain = ${bucket} and start >= ${whole.from} and start < ${whole.to}
      order by start desc limit ${single ? 0 : limit.spans})
    union all
    ${days("before", period.from ?? whole.from, single ? FIRST : Math.min(whole.from, end))}
  ) group by 1 order by 1`;
}

/** Newest first. */
export const PARTS = ["after", "whole", "before"] as const;
export type PartName = (typeof PARTS)[number];

/** The first day of the bucket of a day, as domain/time/days says it. */
const KEYS: Record<Bucket, SQL> = {
  day: sql`day`,
  week: sql`day - (day + 3) % 7`,
  month: sql`unixepoch(date(day * 86400, 'unixepoch', 'start of month')) / 86400`,
};

/** The sealed buckets that lie in the period as a whole, `to` excluded. */
function wholeBuckets({ period, until, bucket }: Newest): { from: number; to: number } {
  const start = period.from === null ? FIRST : bucketEnd(period.from - 1, bucket);
  const to = bucketStart(period.to === null ? until : Math.min(period.to + 1, until), bucket);
  return { from: start, to: Math.max(start, to) };
}

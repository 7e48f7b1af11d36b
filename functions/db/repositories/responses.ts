import { type SQL, and, desc, eq, gt, gte, inArray, lt, lte, sql } from "drizzle-orm";
import type { Period } from "../../../domain/scores/period.ts";
import type { Channel } from "../../../domain/wire/common.ts";
import type { ResponseState } from "../../../domain/wire/responses.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { mentions, responses, themes, verbatims } from "../schema/index.ts";

const ROWS = 2 ** 32;
/** Rows or hits that one request looks through before it says "narrow the period". */
const SCAN_CEILING = 5000;
/** Hits taken first: enough for a page unless other filters refuse most of them. */
const FIRST_HITS = 200;

/** The survey whose rows are a range of the primary key. */
export type Place = { id: string; no: number };

export type ResponseFilters = {
  period: Period;
  channel?: Channel | undefined;
  /** Absent: everything that a person may have meant as an answer, counted or not. */
  state?: ResponseState | undefined;
  language?: string | undefined;
  theme?: string | undefined;
  sentiment?: -1 | 0 | 1 | undefined;
  min?: number | undefined;
  max?: number | undefined;
  withText: boolean;
  attribute?: { name: string; value: string } | undefined;
  /** An FTS5 expression of quoted words. */
  match?: string | undefined;
};

export type StoredResponse = typeof responses.$inferSelect;
export type StoredMention = {
  row: number;
  question: string;
  theme: string;
  label: string;
  sentiment: number;
  start: number;
  end: number;
};
/** What the theme job said about the texts of one page. */
export type Readings = {
  mentions: StoredMention[];
  sentiments: { row: number; sentiment: number }[];
};

export type ResponsePage = {
  rows: StoredResponse[];
  /** Rows below this come next; null at the end. */
  next: number | null;
  /** The ceiling was reached before the page was full. */
  narrowed: boolean;
};

/** Responses as they are read and moved by people; acceptResponse() alone adds them. */
export function responsesRepository(db: Db) {
  return {
    /** The page of rows between `above` and `below` (both outside), newest first. */
    async page(
      workspace: string,
      survey: Place,
      filters: ResponseFilters,
      {
        above,
        below,
        limit,
      }: { above?: number | undefined; below?: number | undefined; limit: number },
    ): Promise<ResponsePage> {
      const range = {
        low: Math.max(survey.no * ROWS, above ?? 0),
        high: Math.min((survey.no + 1) * ROWS, below ?? Infinity),
      };
      if (range.low >= range.high) return { rows: [], next: null, narrowed: false };
      const wanted = conditions(workspace, filters);
      const read = (found: SQL) =>
        db
          .select()
          .from(responses)
          .where(and(found, wanted))
          .orderBy(desc(responses.row))
          .limit(limit + 1);
      const hits = hitsOf(workspace, survey, filters, range);
      if (!hits) {
        const newest = sql`(select max(row) from ${responses} where row > ${range.low} and row < ${range.high})`;
        const floor = sql`max(${range.low}, coalesce(${newest}, 0) - ${SCAN_CEILING})`;
        const [rows, scanned] = await db.batch([
          read(sql`${responses.row} > ${floor} and ${responses.row} < ${range.high}`),
          db.select({ floor: sql<number>`${floor}` }).from(sql`(select 1)`),
        ]);
        const last = scanned[0]?.floor ?? range.low;
        return pageOf(rows, limit, last > range.low ? last + 1 : null);
      }
      for (const most of [FIRST_HITS, SCAN_CEILING]) {
        const taken = sql`(${hits} limit ${most})`;
        const [rows, seen] = await db.batch([
          read(sql`${responses.row} in ${taken}`),
          db
            .select({ n: sql<number>`count(*)`, last: sql<number | null>`min(row)` })
            .from(sql`${taken}`),
        ]);
        const { n = 0, last = null } = seen[0] ?? {};
        const more = n === most ? last : null;
        if (rows.length > limit || more === null || most === SCAN_CEILING)
          return pageOf(rows, limit, more);
      }
      throw new Error("the last round always answers");
    },

    /** How many rows a filter finds, at most `cap`. For exports: reads as many rows as they do. */
    async count(
      workspace: string,
      survey: Place,
      filters: ResponseFilters,
      cap: number,
    ): Promise<number> {
      const range = { low: survey.no * ROWS, high: (survey.no + 1) * ROWS };
      const hits = hitsOf(workspace, survey, filters, range);
      const found = hits
        ? sql`${responses.row} in (${hits})`
        : and(gt(responses.row, range.low), lt(responses.row, range.high));
      const capped = db
        .select({ one: sql`1`.as("one") })
        .from(responses)
        .where(and(found, conditions(workspace, filters)))
        .limit(cap)
        .as("capped");
      const [counted] = await db.select({ n: sql<number>`count(*)` }).from(capped);
      return counted?.n ?? 0;
    },

    async get(workspace: string, row: number): Promise<StoredResponse | undefined> {
      const [found] = await db
        .select()
        .from(responses)
        .where(and(eq(responses.row, row), eq(responses.workspaceId, workspace)));
      return found;
    },

    /** Theme marks and sentiment of these rows; what is muted or gone is left out. */
    async readings(workspace: string, rows: readonly number[]): Promise<Readings> {
      if (rows.length === 0) return { mentions: [], sentiments: [] };
      const [found, sentiments] = await db.batch([
        db
          .select({
            row: mentions.row,
            question: mentions.question,
            theme: mentions.themeId,
            label: themes.label,
            sentiment: mentions.sentiment,
            start: mentions.start,
            end: mentions.end,
          })
          .from(mentions)
          .innerJoin(
            themes,
            and(eq(themes.workspaceId, mentions.workspaceId), eq(themes.id, mentions.themeId)),
          )
          .where(
            and(
              eq(mentions.workspaceId, workspace),
              inArray(mentions.row, [...rows]),
              inArray(themes.status, ["active", "proposed"]),
              eq(themes.muted, false),
            ),
          ),
        db
          .select({ row: verbatims.row, sentiment: sql<number>`sum(${verbatims.sentiment})` })
          .from(verbatims)
          .where(
            and(
              eq(verbatims.workspaceId, workspace),
              inArray(verbatims.row, [...rows]),
              sql`${verbatims.sentiment} is not null`,
            ),
          )
          .groupBy(verbatims.row),
      ]);
      return { mentions: found, sentiments };
    },

    /** Moves a response that is still in `from`; rollups and mentions follow by trigger. */
    async move(
      workspace: string,
      row: number,
      from: ResponseState,
      to: ResponseState,
      audit: Audit,
    ): Promise<boolean> {
      const [moved] = await db.batch([
        db
          .update(responses)
          .set({
            state: to,
            updatedAt: audit.at,
            ...(from === "counted" && { reason: "by hand" }),
          })
          .where(
            and(
              eq(responses.row, row),
              eq(responses.workspaceId, workspace),
              eq(responses.state, from),
            ),
          )
          .returning({ row: responses.row }),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return moved.length > 0;
    },
  };
}
export type ResponsesRepository = ReturnType<typeof responsesRepository>;

/**
 * The rows that an index finds, newest first, without a limit; undefined when the filters give none
 * and the survey's own range is scanned.
 */
function hitsOf(
  workspace: string,
  { id }: Place,
  { match, theme, state }: ResponseFilters,
  { low, high }: { low: number; high: number },
): SQL | undefined {
  if (match !== undefined) {
    return sql`select rowid as row from verbatim_search
      where verbatim_search match ${match} and rowid > ${low} and rowid < ${high} order by rowid desc`;
  }
  if (theme !== undefined) {
    return sql`select distinct row from mentions
      where workspace_id = ${workspace} and theme_id = ${theme} and survey_id = ${id} and row > ${low} and row < ${high}
      order by row desc`;
  }
  if (state !== undefined && state !== "counted") {
    return sql`select row from responses
      where workspace_id = ${workspace} and survey_id = ${id} and state = ${state} and state <> 'counted'
        and row > ${low} and row < ${high}
      order by row desc`;
  }
  return undefined;
}

/** Everything that is checked on the row itself. */
function conditions(workspace: string, f: ResponseFilters): SQL | undefined {
  const ownTexts = (condition: SQL) =>
    sql`exists (select 1 from ${verbatims} where ${verbatims.workspaceId} = ${workspace}
      and ${verbatims.row} = ${responses.row} and ${condition})`;
  const ownMentions = (theme: string) =>
    sql`exists (select 1 from ${mentions} where ${mentions.workspaceId} = ${workspace}
      and ${mentions.row} = ${responses.row} and ${mentions.themeId} = ${theme}
      and ${f.sentiment === undefined ? sql`1` : sql`${mentions.sentiment} = ${f.sentiment}`})`;
  const { from, to } = f.period;
  return and(
    eq(responses.workspaceId, workspace),
    f.state === undefined
      ? inArray(responses.state, ["counted", "late", "pending", "suspect"])
      : eq(responses.state, f.state),
    from === null ? undefined : gte(responses.day, from),
    to === null ? undefined : lte(responses.day, to),
    f.channel === undefined ? undefined : eq(responses.channel, f.channel),
    f.language === undefined ? undefined : eq(responses.language, f.language),
    f.min === undefined ? undefined : gte(responses.score, f.min),
    f.max === undefined ? undefined : lte(responses.score, f.max),
    f.withText ? sql`${responses.texts} is not null` : undefined,
    f.attribute === undefined ? undefined : ownAttribute(f.attribute.name, f.attribute.value),
    f.theme === undefined ? undefined : ownMentions(f.theme),
    f.theme === undefined && f.sentiment !== undefined
      ? ownTexts(sql`${verbatims.sentiment} = ${f.sentiment}`)
      : undefined,
  );
}

/** Numbers and booleans are compared as a person writes them. */
function ownAttribute(name: string, value: string): SQL {
  const path = `$.${name}`;
  return sql`case json_type(${responses.attributes}, ${path}) when 'true' then 'true' when 'false' then 'false'
    else cast(${responses.attributes} ->> ${path} as text) end = ${value}`;
}

function pageOf(rows: StoredResponse[], limit: number, more: number | null): ResponsePage {
  if (rows.length <= limit) return { rows, next: more, narrowed: more !== null };
  const shown = rows.slice(0, limit);
  return { rows: shown, next: shown.at(-1)?.row ?? null, narrowed: false };
}

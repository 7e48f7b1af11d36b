import { type SQL, and, desc, eq, gt, lt, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { ResponseState } from "../../../domain/wire/responses.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import {
  type Place,
  type ResponseFilters,
  conditions,
  hitsOf,
  rowsOfCandidate,
} from "../response-filters.ts";
import { responses, verbatims } from "../schema/index.ts";
import { expressionOf } from "../search.ts";

/** Rows that one request reads in search of a page before it says "narrow the period". */
const MOST_READ = 4400;

/** What is shown of a row: never the submission, which is the right to amend. */
const shown = {
  row: responses.row,
  surveyId: responses.surveyId,
  version: responses.version,
  channel: responses.channel,
  state: responses.state,
  reason: responses.reason,
  score: responses.score,
  answers: responses.answers,
  texts: responses.texts,
  complete: responses.complete,
  day: responses.day,
  language: responses.language,
  attributes: responses.attributes,
  person: responses.person,
  personProven: responses.personProven,
  page: responses.page,
  overQuota: responses.overQuota,
  grade: responses.grade,
  createdAt: responses.createdAt,
  updatedAt: responses.updatedAt,
};

export type StoredResponse = Pick<typeof responses.$inferSelect, keyof typeof shown>;
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
  /** The search expression of these filters in a survey, if they ask for words. */
  async function expressionIn(
    { no }: Place,
    { match }: ResponseFilters,
  ): Promise<string | undefined> {
    if (match === undefined) return undefined;
    const [found] = await db.all<{ expression: string }>(
      expressionOf(match, no * ROWS, (no + 1) * ROWS),
    );
    return found?.expression;
  }

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
      const read = (found: SQL, count: number) =>
        db
          .select(shown)
          .from(responses)
          .where(and(found, wanted))
          .orderBy(desc(responses.row))
          .limit(count);
      const expression = await expressionIn(survey, filters);
      const hits = (high: number) =>
        hitsOf(workspace, survey, filters, { low: range.low, high }, expression);
      const each = rowsOfCandidate(filters);
      if (!hits(range.high)) {
        const most = Math.floor(MOST_READ / each);
        const newest = sql`(select max(row) from ${responses} where row > ${range.low} and row < ${range.high})`;
        const floor = sql`max(${range.low}, coalesce(${newest}, 0) - ${most})`;
        const [rows, scanned] = await db.batch([
          read(sql`${responses.row} > ${floor} and ${responses.row} < ${range.high}`, limit + 1),
          db.select({ floor: sql<number>`${floor}` }).from(sql`(select 1)`),
        ]);
        const last = scanned[0]?.floor ?? range.low;
        return pageOf(rows, limit, last > range.low ? last + 1 : null);
      }
      // First as many hits as make a page unless other filters refuse many, then ever more.
      const rows: StoredResponse[] = [];
      let left = Math.floor(MOST_READ / (each + 1));
      for (let { high } = range, take = limit + 1 + (limit >> 2); ; take *= 4) {
        const taken = await db.all<{ row: number }>(
          sql`${hits(high)} limit ${Math.min(take, left)}`,
        );
        const ended = taken.length < Math.min(take, left);
        left -= taken.length;
        high = taken.at(-1)?.row ?? high;
        const given = JSON.stringify(taken.map(({ row }) => row));
        const inside = sql`${responses.row} in (select value from json_each(${given}))`;
        if (taken.length > 0) rows.push(...(await read(inside, limit + 1 - rows.length)));
        if (rows.length > limit || ended || left === 0)
          return pageOf(rows, limit, ended ? null : high);
      }
    },

    /** How many rows a filter finds, at most `cap`. For exports: reads as many rows as they do. */
    async count(
      workspace: string,
      survey: Place,
      filters: ResponseFilters,
      cap: number,
    ): Promise<number> {
      const range = { low: survey.no * ROWS, high: (survey.no + 1) * ROWS };
      const hits = hitsOf(workspace, survey, filters, range, await expressionIn(survey, filters));
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
        .select(shown)
        .from(responses)
        .where(and(eq(responses.row, row), eq(responses.workspaceId, workspace)));
      return found;
    },

    /** The invitation that a one-click vote belongs to. */
    async invitationOf(workspace: string, row: number): Promise<string | undefined> {
      const [found] = await db
        .select({ id: responses.submission })
        .from(responses)
        .where(
          and(
            eq(responses.row, row),
            eq(responses.workspaceId, workspace),
            eq(responses.channel, "email"),
          ),
        );
      return found?.id;
    },

    /** Theme marks and sentiment of these rows; what is muted or gone is left out. */
    async readings(workspace: string, rows: readonly number[]): Promise<Readings> {
      if (rows.length === 0) return { mentions: [], sentiments: [] };
      const given = sql`(select value from json_each(${JSON.stringify(rows)}))`;
      const [found, sentiments] = await db.batch([
        // Each theme is looked up once, however many texts name it.
        db.all<StoredMention>(sql`
          with m as materialized (select row, question, theme_id, sentiment, start, "end" from mentions
            where workspace_id = ${workspace} and row in ${given}),
          t as materialized (select id, label from themes where workspace_id = ${workspace}
            and id in (select distinct theme_id from m) and status in ('active', 'proposed') and muted = 0)
          select m.row, m.question, t.id as theme, t.label, m.sentiment, m.start, m."end"
          from m cross join t where t.id = m.theme_id`),
        db
          .select({ row: verbatims.row, sentiment: sql<number>`sum(${verbatims.sentiment})` })
          .from(verbatims)
          .where(
            and(
              eq(verbatims.workspaceId, workspace),
              sql`${verbatims.row} in ${given}`,
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

function pageOf(rows: StoredResponse[], limit: number, more: number | null): ResponsePage {
  if (rows.length <= limit) return { rows, next: more, narrowed: more !== null };
  const full = rows.slice(0, limit);
  return { rows: full, next: full.at(-1)?.row ?? null, narrowed: false };
}

import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Fact } from "../../../domain/survey/facts.ts";
import type { Channel } from "../../../domain/wire/common.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import type { ResponseState } from "../../../domain/wire/responses.ts";
import { at, json, values, workspaceId } from "./columns.ts";

/** One person's answers to one survey. Row ids: see surveys.no. */
export const responses = sqliteTable(
  "responses",
  {
    row: integer("row").primaryKey(),
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    /** Made by the client; the right to amend. Never shown. */
    submission: text("submission").notNull(),
    rev: integer("rev").notNull(),
    /** What revisions are compared by: a hash of the canonical content (services/responses/record). */
    content: text("content").notNull(),
    version: integer("version"),
    channel: text("channel").$type<Channel>().notNull(),
    state: text("state").$type<ResponseState>().notNull(),
    reason: text("reason"),
    score: integer("score"),
    answers: json<Answers>("answers").notNull(),
    texts: json<Record<string, string>>("texts"),
    complete: integer("complete").notNull(),
    completedAt: at("completed_at"),
    /** Days since 1970 in the workspace's zone, fixed at the first revision. */
    day: integer("day").notNull(),
    /** What this row adds to the rollups while it counts. */
    facts: json<Fact[]>("facts").notNull(),
    language: text("language"),
    attributes: json<Record<string, string | number | boolean>>("attributes"),
    person: text("person"),
    /** 1: the id was proven by a signature; 0: claimed by the page. */
    personProven: integer("person_proven"),
    page: text("page"),
    opaqueOrigin: integer("opaque_origin").notNull().default(0),
    /** 1: it came when the survey had as many answers as it asked for. Kept and counted all the same. */
    overQuota: integer("over_quota").notNull().default(0),
    grade: text("grade").$type<"confirmed" | "probable" | "suspect">(),
    clientAt: at("client_at"),
    tookMs: integer("took_ms"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("responses_submission").on(t.workspaceId, t.surveyId, t.submission),
    index("responses_person")
      .on(t.workspaceId, t.person)
      .where(sql`${t.person} is not null`),
    index("responses_aside")
      .on(t.workspaceId, t.surveyId, t.state, t.row)
      .where(sql`${t.state} <> 'counted'`),
    check(
      "responses_state",
      sql`${t.state} in ('counted', 'late', 'pending', 'suspect', 'quarantined', 'test', 'deleted')`,
    ),
    check("responses_score", sql`${t.score} is null or ${t.score} between 0 and 10`),
    check("responses_rev", sql`${t.rev} >= 0`),
    check("responses_complete", sql`${t.complete} in (0, 1)`),
    check("responses_submission_form", sql`length(${t.submission}) = 36`),
  ],
);

/**
 * Counters by day, moved by triggers on `responses` alone (migrations/0003). Dimension "channel"
 * holds the total; every other dimension is a declared attribute, or "option" for choices.
 */
export const rollups = sqliteTable(
  "rollups",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    question: text("question").notNull(),
    dimension: text("dimension").notNull(),
    value: text("value").notNull(),
    day: integer("day").notNull(),
    ...values(),
    starts: integer("starts").notNull(),
    completions: integer("completions").notNull(),
    comments: integer("comments").notNull(),
    /** The responses that ever moved this row lie between these two; null where that is not known. */
    firstRow: integer("first_row"),
    lastRow: integer("last_row"),
    /** 1: the nightly self-check has recomputed it since it last moved. */
    checked: integer("checked").notNull().default(0),
  },
  (t) => [
    primaryKey({
      columns: [t.workspaceId, t.surveyId, t.question, t.dimension, t.day, t.value],
    }),
  ],
);

/** Responses that do not count, by day, state and channel; moved by triggers on `responses`. */
export const asides = sqliteTable(
  "asides",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    day: integer("day").notNull(),
    state: text("state").$type<ResponseState>().notNull(),
    channel: text("channel").$type<Channel>().notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.day, t.state, t.channel] })],
);

/** The first day of a survey whose spans are not summed up yet; before it, triggers keep them exact. */
export const rollupSeals = sqliteTable(
  "rollup_seals",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    until: integer("until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId] })],
);

/**
 * Sums over whole days, weeks, months and years that lie before the survey's seal: what long periods
 * read instead of days. `total` is dimension "channel" over all its values, and the only one with a
 * sum by day. Question "" holds what has no question: dimension "seen" (value: channel; v0 shown,
 * v1 started, v2 dismissed) and "aside" (value: state and channel with a space between; v0 responses).
 */
export const rollupSpans = sqliteTable(
  "rollup_spans",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    question: text("question").notNull(),
    dimension: text("dimension").notNull(),
    grain: text("grain").$type<"day" | "week" | "month" | "year">().notNull(),
    /** The first day of the span. */
    start: integer("start").notNull(),
    value: text("value").notNull(),
    ...values(),
    starts: integer("starts").notNull(),
    completions: integer("completions").notNull(),
    comments: integer("comments").notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.workspaceId, t.surveyId, t.question, t.dimension, t.grain, t.start, t.value],
    }),
  ],
);

/** Shown, started, dismissed: approximate, by day and channel. */
export const impressions = sqliteTable(
  "impressions",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    day: integer("day").notNull(),
    channel: text("channel").notNull(),
    shown: integer("shown").notNull().default(0),
    started: integer("started").notNull().default(0),
    dismissed: integer("dismissed").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.day, t.channel] })],
);

/**
 * The open text of a response, as the jobs see it: stage 1 waits for the search index, 2 waits for
 * themes, 0 is done. The text itself stays in the response.
 */
export const verbatims = sqliteTable(
  "verbatims",
  {
    workspaceId: workspaceId(),
    row: integer("row").notNull(),
    question: text("question").notNull(),
    surveyId: text("survey_id").notNull(),
    day: integer("day").notNull(),
    stage: integer("stage").notNull(),
    language: text("language"),
    /** -1, 0, 1; null before analysis. */
    sentiment: integer("sentiment"),
    /** Why it has no theme (`NoTheme` in domain/themes); null when it has one, or was not read. */
    reason: text("reason"),
    /** Engine that analysed it. */
    engine: text("engine"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.row, t.question] }),
    index("verbatims_todo")
      .on(t.stage, t.workspaceId, t.surveyId, t.row)
      .where(sql`${t.stage} > 0`),
  ],
);

/** Values seen for each attribute: at most 50 a name, the rest counts as "other". */
export const attributeValues = sqliteTable(
  "attribute_values",
  {
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    value: text("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.name, t.value] })],
);

/** Submissions that were erased: a replay answers 200 and stores nothing. Kept 90 days. */
export const erasedSubmissions = sqliteTable(
  "erased_submissions",
  {
    workspaceId: workspaceId(),
    hash: blob("hash", { mode: "buffer" }).notNull(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);

import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, flag, json, values, workspaceId } from "./columns.ts";

/** What a run changed, as theme ids. */
export type RunDiff = {
  created: string[];
  proposed: string[];
  /** Found again in other words. */
  widened?: string[];
  grew: string[];
  faded: string[];
  merged: string[];
  split: string[];
};

export const themes = sqliteTable(
  "themes",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    label: text("label").notNull(),
    pinned: flag("pinned"),
    muted: flag("muted"),
    status: text("status").$type<"proposed" | "active" | "merged" | "archived">().notNull(),
    parentId: text("parent_id"),
    mergedInto: text("merged_into"),
    /** Vector space of the model below; a new space is a planned migration. */
    space: text("space").notNull(),
    /** The engine's own state of this theme: centroid, threshold, terms, exemplars. */
    model: json<unknown>("model").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check("themes_status", sql`${t.status} in ('proposed', 'active', 'merged', 'archived')`),
  ],
);

/** Theme x verbatim x sentiment. */
export const mentions = sqliteTable(
  "mentions",
  {
    workspaceId: workspaceId(),
    row: integer("row").notNull(),
    question: text("question").notNull(),
    themeId: text("theme_id").notNull(),
    surveyId: text("survey_id").notNull(),
    day: integer("day").notNull(),
    /** -1, 0, 1 */
    sentiment: integer("sentiment").notNull(),
    /** Mood of the clause, -100..100, and how typical the text is of the theme, 0..1000. */
    mood: integer("mood").notNull().default(0),
    fit: integer("fit").notNull().default(0),
    /** UTF-16 span in the text. */
    start: integer("start").notNull(),
    end: integer("end").notNull(),
    /** Score of the response and whether it counts, kept in step by a trigger. */
    score: integer("score"),
    counted: integer("counted").notNull(),
    engine: text("engine").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.row, t.question, t.themeId] }),
    index("mentions_theme").on(t.workspaceId, t.themeId, t.surveyId, t.row),
  ],
);

/** Mentions by theme and day, moved by triggers on `mentions` alone; v0..v10 are scores. */
export const themeDays = sqliteTable(
  "theme_days",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    themeId: text("theme_id").notNull(),
    day: integer("day").notNull(),
    n: integer("n").notNull(),
    positive: integer("positive").notNull(),
    negative: integer("negative").notNull(),
    ...values(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.themeId, t.day] })],
);

/** Theme days summed up over weeks, months and years that lie before the survey's seal. */
export const themeSpans = sqliteTable(
  "theme_spans",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    themeId: text("theme_id").notNull(),
    grain: text("grain").$type<"week" | "month" | "year">().notNull(),
    /** The first day of the span. */
    start: integer("start").notNull(),
    n: integer("n").notNull(),
    positive: integer("positive").notNull(),
    negative: integer("negative").notNull(),
    ...values(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.themeId, t.grain, t.start] })],
);

export const themeRuns = sqliteTable(
  "theme_runs",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    surveyId: text("survey_id").notNull(),
    state: text("state").$type<"queued" | "running" | "done" | "failed">().notNull(),
    engine: text("engine").notNull(),
    /** Verbatims that arrived after this are the next run's. */
    upperRow: integer("upper_row").notNull(),
    done: integer("done").notNull().default(0),
    total: integer("total").notNull().default(0),
    diff: json<RunDiff>("diff").notNull(),
    leaseUntil: at("lease_until"),
    startedAt: at("started_at").notNull(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("theme_runs_open")
      .on(t.state, t.startedAt)
      .where(sql`${t.state} in ('queued', 'running')`),
    index("theme_runs_survey").on(t.workspaceId, t.surveyId, t.startedAt),
    check("theme_runs_state", sql`${t.state} in ('queued', 'running', 'done', 'failed')`),
  ],
);

/** The curator's log. Later runs replay what is not undone. */
export const themeEdits = sqliteTable(
  "theme_edits",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    themeId: text("theme_id").notNull(),
    kind: text("kind").notNull(),
    payload: json<Record<string, unknown>>("payload").notNull(),
    /** What undo restores. */
    before: json<Record<string, unknown>>("before").notNull(),
    actor: text("actor"),
    at: at("at").notNull(),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("theme_edits_theme").on(t.workspaceId, t.themeId, t.at),
    index("theme_edits_at").on(t.workspaceId, t.at),
    /** What curators taught, which every slice reads. */
    index("theme_edits_rules")
      .on(t.workspaceId, t.at, t.id)
      .where(sql`${t.kind} in ('rule', 'wrong')`),
    /** By the response that an example is taken from, so that the example goes with it (0012). */
    index("theme_edits_example")
      .on(t.workspaceId, sql`${t.payload} ->> '$.row'`)
      .where(sql`${t.kind} = 'wrong'`),
  ],
);

/** Texts of a survey that an edit concerns: a run's first steps send them back to be read. */
export type Reread =
  /** Those that name a theme. */
  | { kind: "theme"; theme: string }
  /** Those that hold words that begin like all of these. */
  | { kind: "words"; words: string[] }
  /** Those that arrived after a row; 0: all. */
  | { kind: "after"; row: number };

/** What edits have left to read again, newest texts first. */
export const themeRereads = sqliteTable(
  "theme_rereads",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    id: text("id").notNull(),
    what: json<Reread>("what").notNull(),
    /** Rows from here on are done; null at first. */
    below: integer("below"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.id] })],
);

/** A survey's themes found anew, waiting for a curator to accept or discard them. */
export const themeRefits = sqliteTable(
  "theme_refits",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    surveyId: text("survey_id").notNull(),
    state: text("state")
      .$type<"queued" | "ready" | "accepted" | "discarded" | "failed">()
      .notNull(),
    /** What would be written: themes made, facets of those kept, themes closed. */
    plan: json<unknown>("plan").notNull(),
    /** What the curator sees of it (`Refit` in domain/wire/themes.ts). */
    diff: json<unknown>("diff").notNull(),
    actor: text("actor"),
    startedAt: at("started_at").notNull(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("theme_refits_open")
      .on(t.state, t.startedAt)
      .where(sql`${t.state} = 'queued'`),
    check(
      "theme_refits_state",
      sql`${t.state} in ('queued', 'ready', 'accepted', 'discarded', 'failed')`,
    ),
  ],
);

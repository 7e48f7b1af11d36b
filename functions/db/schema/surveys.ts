import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SurveyState } from "../../../domain/survey/lifecycle.ts";
import type { Metric } from "../../../domain/wire/common.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { at, flag, json, workspaceId } from "./columns.ts";

/**
 * `no` numbers surveys over the whole database: the responses of survey number N have row ids
 * N * 2^32 + 1 and up, so that "the newest of this survey" is a range of the primary key and costs
 * no index. `lastRow` keeps the highest row id ever given, so that no id is used twice after an
 * erasure.
 */
export const surveys = sqliteTable(
  "surveys",
  {
    no: integer("no").primaryKey({ autoIncrement: true }),
    id: text("id").notNull().unique(),
    workspaceId: workspaceId(),
    siteId: text("site_id").notNull(),
    name: text("name").notNull(),
    slug: text("slug").notNull().unique(),
    metric: text("metric").$type<Metric>().notNull(),
    state: text("state").$type<SurveyState>().notNull().default("draft"),
    /** Since when the survey is in this state; late answers count from here. */
    stateAt: at("state_at").notNull(),
    draft: json<Definition>("draft").notNull(),
    /** Grows with each save; a save must name the one it read. */
    revision: integer("revision").notNull().default(1),
    /** Published version, 0 before the first. */
    version: integer("version").notNull().default(0),
    /** Revision of the draft when it was last published. */
    publishedRevision: integer("published_revision").notNull().default(0),
    /** Ask until this many answers count; null: without end. */
    quota: integer("quota"),
    /** Answers that count, kept by triggers while there is a quota. */
    answered: integer("answered").notNull().default(0),
    priority: integer("priority").notNull().default(0),
    lastRow: integer("last_row").notNull().default(0),
    /** Theme discovery publishes by itself until a run saw 200 verbatims (CONTRACTS, Themes). */
    themesReviewed: flag("themes_reviewed"),
    demo: flag("demo"),
    archivedAt: at("archived_at"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    index("surveys_workspace").on(t.workspaceId, t.id),
    index("surveys_site").on(t.siteId),
    check("surveys_state", sql`${t.state} in ('draft', 'live', 'paused', 'closed')`),
    check("surveys_metric", sql`${t.metric} in ('nps', 'csat', 'ces', 'none')`),
  ],
);

export const surveyVersions = sqliteTable(
  "survey_versions",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    version: integer("version").notNull(),
    definition: json<Definition>("definition").notNull(),
    publishedBy: text("published_by"),
    publishedAt: at("published_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.version] })],
);

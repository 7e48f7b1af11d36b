import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, json, workspaceId } from "./columns.ts";

/** One person, one survey, one e-mail. Its id is the submission of the response it may lead to. */
export const invitations = sqliteTable(
  "invitations",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    surveyId: text("survey_id").notNull(),
    version: integer("version").notNull(),
    email: text("email"),
    person: text("person"),
    language: text("language"),
    attributes: json<Record<string, string>>("attributes").notNull().default({}),
    /** When the mail was handed to the mailer; opens are never claimed. */
    sentAt: at("sent_at"),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("invitations_survey").on(t.workspaceId, t.surveyId, t.createdAt),
    index("invitations_person")
      .on(t.workspaceId, t.person, t.sentAt)
      .where(sql`${t.person} is not null`),
  ],
);

/** Every post of a one-click page, newest last: the history of a vote and its grade. */
export const votes = sqliteTable(
  "votes",
  {
    workspaceId: workspaceId(),
    invitationId: text("invitation_id").notNull(),
    visit: text("visit").notNull(),
    rev: integer("rev").notNull(),
    grade: text("grade").$type<"confirmed" | "probable" | "suspect">().notNull(),
    reason: text("reason").notNull(),
    score: integer("score"),
    late: integer("late").notNull().default(0),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.invitationId, t.visit, t.rev] }),
    check("votes_grade", sql`${t.grade} in ('confirmed', 'probable', 'suspect')`),
  ],
);

/** GET and HEAD of one-click links: one row an invitation, slot and minute; 90 days. */
export const linkEvidence = sqliteTable(
  "link_evidence",
  {
    workspaceId: workspaceId(),
    invitationId: text("invitation_id").notNull(),
    slot: integer("slot").notNull(),
    minute: integer("minute").notNull(),
    method: text("method").notNull(),
    /** Keyed hash of the address; the key changes daily. */
    address: text("address").notNull(),
    agent: text("agent").notNull(),
    visits: integer("visits").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.invitationId, t.slot, t.minute] })],
);

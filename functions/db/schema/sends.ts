import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  Audience,
  InvitationState,
  Letter,
  SendPlan,
  SendState,
} from "../../../domain/wire/sends.ts";
import { at, json, workspaceId } from "./columns.ts";

/** Who is asked by mail, when, and in which words. It makes invitations. */
export const sends = sqliteTable(
  "sends",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    surveyId: text("survey_id").notNull(),
    name: text("name").notNull(),
    state: text("state").$type<SendState>().notNull(),
    audience: json<Audience>("audience").notNull(),
    letter: json<Letter>("letter").notNull(),
    plan: json<SendPlan>("plan").notNull(),
    /** Days after the mail before, for each reminder to those who did not answer. */
    reminders: json<number[]>("reminders").notNull().default([]),
    /** The last person that enrolling has looked at; null: at the beginning. */
    cursor: text("cursor"),
    /** When enrolling goes on or begins anew, ms UTC; null: nothing to enrol. */
    enrolAt: at("enrol_at"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("sends_survey").on(t.workspaceId, t.surveyId, t.createdAt),
    index("sends_enrol").on(t.enrolAt),
    index("sends_live")
      .on(t.workspaceId, t.id)
      .where(sql`${t.state} = 'live'`),
  ],
);

/** How many invitations of a send are in each state; moved by triggers on `invitations`. */
export const sendCounts = sqliteTable(
  "send_counts",
  {
    workspaceId: workspaceId(),
    sendId: text("send_id").notNull(),
    state: text("state").$type<InvitationState>().notNull(),
    /** Why, for those skipped or failed; "" for the others. */
    reason: text("reason").notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sendId, t.state, t.reason] })],
);

/** Mails handed over on a day of the workspace, for the daily cap. */
export const mailDays = sqliteTable(
  "mail_days",
  {
    workspaceId: workspaceId(),
    day: integer("day").notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.day] })],
);

/**
 * Mails that the mailer took, by the UTC day of the hand-over: what is accepted becomes delivered when
 * 72 hours have passed without a bounce. Moved by triggers on `invitations`.
 */
export const sendDays = sqliteTable(
  "send_days",
  {
    workspaceId: workspaceId(),
    sendId: text("send_id").notNull(),
    day: integer("day").notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sendId, t.day] })],
);

/** Answers to the mails of a send that count, and suspect ones; moved by triggers on `responses`. */
export const sendAnswers = sqliteTable(
  "send_answers",
  {
    workspaceId: workspaceId(),
    sendId: text("send_id").notNull(),
    answered: integer("answered").notNull(),
    suspect: integer("suspect").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sendId] })],
);

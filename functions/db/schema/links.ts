import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { VoteEvidence } from "../../../domain/links/standing.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import type { InvitationState } from "../../../domain/wire/sends.ts";
import type { Prefill } from "../../../domain/wire/share.ts";
import { at, json, workspaceId } from "./columns.ts";

/**
 * One person, one survey, one send. Its id is the submission of the response it may lead to. One that
 * belongs to no send was made for somebody else's mail tool and stays `made`.
 */
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
    sendId: text("send_id"),
    /** Which time a send asks this person: "" once, the period of an autopilot, the id of an event. */
    round: text("round").notNull().default(""),
    state: text("state").$type<InvitationState>().notNull().default("made"),
    /** Not before this, ms UTC, while it is planned. */
    dueAt: at("due_at"),
    /** Why it was skipped or failed, as a word of ours. */
    reason: text("reason"),
    /** Mails handed over: 0 none, 1 the first, more are reminders. */
    step: integer("step").notNull().default(0),
    /** When the next reminder is due; null: none. */
    remindAt: at("remind_at"),
    /** What stands after the @, lower case. */
    domain: text("domain"),
    bouncedAt: at("bounced_at"),
    complainedAt: at("complained_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("invitations_survey").on(t.workspaceId, t.surveyId, t.createdAt),
    index("invitations_person")
      .on(t.workspaceId, t.person, t.sentAt)
      .where(sql`${t.person} is not null`),
    uniqueIndex("invitations_send")
      .on(t.workspaceId, t.sendId, t.person, t.round)
      .where(sql`${t.sendId} is not null`),
    index("invitations_due")
      .on(t.dueAt)
      .where(sql`${t.state} = 'planned'`),
    index("invitations_open")
      .on(t.workspaceId, t.sendId, t.dueAt)
      .where(sql`${t.state} in ('planned', 'sending', 'unknown', 'failed')`),
    index("invitations_remind")
      .on(t.remindAt)
      .where(sql`${t.remindAt} is not null`),
  ],
);

/** Every post of a one-click page, newest last: the history of a vote, its grade and its evidence. */
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
    /** The link that was followed; null on votes of before release 0.2. */
    slot: integer("slot"),
    answers: json<Answers>("answers"),
    complete: integer("complete").notNull().default(0),
    evidence: json<VoteEvidence>("evidence"),
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
    /** First and last visit of the minute, ms UTC. */
    at: at("at"),
    lastAt: at("last_at"),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.invitationId, t.slot, t.minute] })],
);

/**
 * Mail to the people behind one domain: how many invitations of a survey were accepted, answered and
 * answered by something that is no person, in the newest 7 days and the 28 before. Made by a job.
 */
export const recipientDomains = sqliteTable(
  "recipient_domains",
  {
    workspaceId: workspaceId(),
    surveyId: text("survey_id").notNull(),
    domain: text("domain").notNull(),
    sent: integer("sent").notNull(),
    answered: integer("answered").notNull(),
    suspect: integer("suspect").notNull(),
    sentBefore: integer("sent_before").notNull(),
    answeredBefore: integer("answered_before").notNull(),
    suspectBefore: integer("suspect_before").notNull(),
    /** 1: the suspect rate jumped. */
    jumped: integer("jumped").notNull().default(0),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.surveyId, t.domain] })],
);

/** Links to a hosted survey that a team hands out: short, with what they fill in, and when they work. */
export const shareLinks = sqliteTable(
  "share_links",
  {
    workspaceId: workspaceId(),
    /** Stands in the address, in the place of the survey's slug: globally unique. */
    code: text("code").primaryKey(),
    surveyId: text("survey_id").notNull(),
    name: text("name").notNull(),
    prefill: json<Prefill>("prefill").notNull().default({}),
    opensAt: at("opens_at"),
    closesAt: at("closes_at"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [index("share_links_survey").on(t.workspaceId, t.surveyId, t.createdAt)],
);

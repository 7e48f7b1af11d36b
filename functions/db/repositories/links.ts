import {
  DWELL_MS,
  type Grade,
  type LinkVisit,
  type Post,
  type VoteEvidence,
} from "../../../domain/links/standing.ts";
import { NO_SLOT } from "../../../domain/links/token.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import { type Database, type Row, runPipeline } from "../pipeline.ts";

export type Invitation = {
  workspace: string;
  id: string;
  survey: string;
  version: number;
  email: string | null;
  person: string | null;
  language: string | null;
  attributes: Record<string, string>;
  sentAt: number | null;
  expiresAt: number;
  createdAt: number;
  /** Somebody of the workspace sent it to themselves: its answer is a test. */
  test: boolean;
};

/** A post of a page of an invitation, with what it said. Answers are null on votes of release 0.1. */
export type StoredPost = Post &
  Grade & {
    answers: Answers | null;
    complete: boolean;
    score: number | null;
    /** It came a day after the first one, or later. */
    late: boolean;
  };

/** Visits of one link within a minute, and what they were by. */
export type StoredVisit = LinkVisit & { n: number; method: string; agent: string };

/** All that is known of the votes of an invitation. */
export type VoteHistory = {
  posts: StoredPost[];
  /** How many there are, more than are read of an invitation under fire. */
  count: number;
  seen: StoredVisit[];
};

/** A one-click vote that waits to count. */
export type PendingVote = { workspace: string; survey: string; invitation: string };

/** The round of an invitation that a member sent to themselves to see it. */
export const TEST_ROUND = "test";

/** Posts and visits of one invitation that are weighed, newest first. */
const MOST = 300;
/** Characters of their answers that are read: whoever floods a link makes no read of it large. */
const MOST_TEXT = 500_000;

/** Invitations and what their links saw. Hand-made requests: these are public paths. */
export function linksRepository(database: Database) {
  return {
    /** The invitation of a link. */
    async find(workspace: string, id: string): Promise<Invitation | undefined> {
      const [result] = await runPipeline(database, [
        {
          sql: "select * from invitations where workspace_id = ? and id = ?",
          args: [workspace, id],
        },
      ]);
      return result?.rows[0] && invitationOf(result.rows[0]);
    },

    /** What was posted and what was looked at, of one invitation. */
    async history(workspace: string, invitation: string): Promise<VoteHistory> {
      const [posts, seen, count] = await runPipeline(database, [
        {
          sql: `select visit, rev, grade, reason, score, late, at, slot, complete, evidence,
              iif(sum(length(answers)) over (order by at desc, rev desc) <= ${MOST_TEXT}, answers, null) as answers
            from votes where workspace_id = ? and invitation_id = ? order by at desc, rev desc limit ${MOST}`,
          args: [workspace, invitation],
        },
        {
          sql: `select slot, visits, method, agent, address, coalesce(at, minute * 60000) as at, coalesce(last_at, minute * 60000 + 59999) as last_at
            from link_evidence where workspace_id = ? and invitation_id = ? order by minute desc limit ${MOST}`,
          args: [workspace, invitation],
        },
        {
          sql: "select count(*) as n from votes where workspace_id = ? and invitation_id = ?",
          args: [workspace, invitation],
        },
      ]);
      return {
        posts: (posts?.rows ?? []).map(postOf),
        count: Number(count?.rows[0]?.["n"] ?? 0),
        seen: (seen?.rows ?? []).map((row) => ({
          slot: Number(row["slot"]),
          at: Number(row["at"]),
          lastAt: Number(row["last_at"]),
          from: String(row["address"]),
          n: Number(row["visits"]),
          method: String(row["method"]),
          agent: String(row["agent"]),
        })),
      };
    },

    /** The newest invitation of a sample survey, for the mail preview of a machine of one's own. */
    async newestDemo(): Promise<{ id: string; survey: string; email: string | null } | undefined> {
      const [result] = await runPipeline(database, [
        {
          sql: `select i.id, i.survey_id, i.email from surveys s join invitations i
              on i.workspace_id = s.workspace_id and i.survey_id = s.id
            where s.demo = 1 and i.state = 'made' order by i.created_at desc limit 1`,
          args: [],
        },
      ]);
      const row = result?.rows[0];
      return (
        row && {
          id: String(row["id"]),
          survey: String(row["survey_id"]),
          email: row["email"] === null ? null : String(row["email"]),
        }
      );
    },

    /** Notes a GET or HEAD: one row an invitation, slot and minute. */
    async note(
      workspace: string,
      visit: {
        invitation: string;
        slot: number;
        at: number;
        method: string;
        address: string;
        agent: string;
      },
    ): Promise<void> {
      const v = visit;
      await runPipeline(database, [
        {
          sql: `insert into link_evidence (workspace_id, invitation_id, slot, minute, method, address, agent, at, last_at)
            values (?1, ?2, ?3, ?4 / 60000, ?5, ?6, ?7, ?4, ?4)
            on conflict do update set visits = visits + 1, last_at = max(last_at, excluded.last_at) where visits < 1000`,
          args: [workspace, v.invitation, v.slot, v.at, v.method, v.address, v.agent],
        },
      ]);
    },

    /** Votes of every workspace that have waited since `before`, by the partial index of what is set aside. */
    async pending(before: number, limit: number): Promise<PendingVote[]> {
      const [result] = await runPipeline(database, [
        {
          sql: `select workspace_id, survey_id, submission from responses
            where state = 'pending' and state <> 'counted' and channel = 'email' and updated_at < ? limit ?`,
          args: [before, limit],
        },
      ]);
      return (result?.rows ?? []).map((row) => ({
        workspace: String(row["workspace_id"]),
        survey: String(row["survey_id"]),
        invitation: String(row["submission"]),
      }));
    },

    /** Ends the waiting of a vote whose survey has stopped: its answers stay as they are. */
    async settle(workspace: string, survey: string, id: string, grade: Grade): Promise<void> {
      await runPipeline(database, [
        {
          sql: `update responses set state = ?4, grade = ?5, reason = ?6
            where workspace_id = ?1 and survey_id = ?2 and submission = ?3 and state = 'pending'`,
          args: [
            workspace,
            survey,
            id,
            grade.grade === "suspect" ? "suspect" : "counted",
            grade.grade,
            grade.reason,
          ],
        },
      ]);
    },
  };
}
export type LinksRepository = ReturnType<typeof linksRepository>;

function invitationOf(row: Row): Invitation {
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    workspace: String(row["workspace_id"]),
    id: String(row["id"]),
    survey: String(row["survey_id"]),
    version: Number(row["version"]),
    email: text("email"),
    person: text("person"),
    language: text("language"),
    attributes: JSON.parse(String(row["attributes"])) as Record<string, string>,
    sentAt: row["sent_at"] === null ? null : Number(row["sent_at"]),
    expiresAt: Number(row["expires_at"]),
    createdAt: Number(row["created_at"]),
    test: row["send_id"] === null && row["round"] === TEST_ROUND,
  };
}

function postOf(row: Row): StoredPost {
  const grade = String(row["grade"]) as Grade["grade"];
  const json = (name: string) => (row[name] === null ? null : JSON.parse(String(row[name])));
  return {
    visit: String(row["visit"]),
    rev: Number(row["rev"]),
    slot: Number(row["slot"] ?? row["score"] ?? NO_SLOT),
    at: Number(row["at"]),
    evidence: (json("evidence") as VoteEvidence | null) ?? asOfOld(grade),
    answers: json("answers") as Answers | null,
    complete: row["complete"] === 1,
    score: row["score"] === null ? null : Number(row["score"]),
    late: row["late"] === 1,
    grade,
    reason: String(row["reason"]),
  };
}

/** Votes of release 0.1 kept their grade alone: evidence that gives it again. */
const asOfOld = (grade: Grade["grade"]): VoteEvidence => ({
  touched: grade === "confirmed",
  followUp: false,
  dwell: grade === "probable" ? DWELL_MS : 0,
  elapsed: 0,
  webdriver: false,
  trapped: false,
  others: [],
  from: "",
});

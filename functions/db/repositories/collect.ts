import type { GradeName, VoteEvidence } from "../../../domain/links/standing.ts";
import type { Answers } from "../../../domain/wire/ingest.ts";
import type { Together } from "../together.ts";
import { MIGRATIONS } from "../migrations.ts";
import {
  type Database,
  type Statement,
  runEach,
  runPipeline,
  runTransaction,
} from "../pipeline.ts";
import {
  type LiveLink,
  type LiveSite,
  type LiveSurvey,
  SHARE_LINK,
  SITE,
  SITE_SURVEYS,
  SUBMISSION_OF,
  SURVEY_BY,
  type SubmissionOf,
  linkOf,
  siteOf,
  submissionOf,
  surveyOf,
} from "./live-rows.ts";
import {
  type Recorded,
  type RecordedResponse,
  type VoteWindow,
  outcome,
  recordStatements,
} from "./record-statements.ts";

export type { LiveLink, LiveSite, LiveSurvey, Recorded, RecordedResponse, VoteWindow };

const REMEMBER =
  "insert into attribute_values (workspace_id, name, value) values (?, ?, ?) on conflict do nothing";

/** A post joins the history when its response exists and it was weighed with all others. */
const ADD_POST = `insert into votes (workspace_id, invitation_id, visit, rev, grade, reason, score, late, at, slot, answers, complete, evidence)
  select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 > r.created_at + 86400000, ?8, ?10, ?11, ?12, ?13
  from responses r where r.workspace_id = ?1 and r.survey_id = ?9 and r.submission = ?2
    and ?14 = (select count(*) from votes v where v.workspace_id = ?1 and v.invitation_id = ?2)
  on conflict do nothing`;

/** One post of a one-click page as its history keeps it. */
export type PostedVote = {
  visit: string;
  rev: number;
  slot: number;
  answers: Answers;
  complete: boolean;
  score: number | null;
  evidence: VoteEvidence;
  grade: GradeName;
  reason: string;
};

/** What a device reports beside answers: see Seen. */
export type Reported = {
  lost?: number | undefined;
  failed?: number | undefined;
  blocked?: number | undefined;
};

/** How long a batch out of the queue may take: nobody waits for a reply. */
const NO_VISITOR_WAITS_MS = 20_000;

/**
 * The collect path's repository: hand-made requests, one round trip a call, no drizzle. Lookups
 * take a public id and return its workspace; everything after is bound to that.
 */
export function collectRepository(database: Database, together?: Together) {
  return {
    /** A site and its live surveys, by its public key. */
    async site(id: string): Promise<LiveSite | undefined> {
      const [site, surveys] = await runPipeline(database, [
        { sql: SITE, args: [id] },
        { sql: SITE_SURVEYS, args: [id] },
      ]);
      const row = site?.rows[0];
      return row && siteOf(row, surveys?.rows ?? []);
    },

    /** A published survey, in whatever state, by id or slug. */
    async survey(by: "id" | "slug", key: string): Promise<LiveSurvey | undefined> {
      const [result] = await runPipeline(database, [{ sql: SURVEY_BY(by), args: [key] }]);
      const row = result?.rows[0];
      return row && surveyOf(row);
    },

    /** A link that was handed out, by the code in its address. */
    async link(code: string): Promise<LiveLink | undefined> {
      const [result] = await runPipeline(database, [{ sql: SHARE_LINK, args: [code] }]);
      const row = result?.rows[0];
      return row && linkOf(row);
    },

    /** What is stored under a submission, and the person whom a link is for. */
    async submission(
      workspace: string,
      survey: string,
      submission: string,
      person: string | null,
    ): Promise<SubmissionOf> {
      const args = [workspace, survey, submission, person];
      const [result] = await runPipeline(database, [{ sql: SUBMISSION_OF, args }]);
      return submissionOf(result!.rows[0]!);
    },

    /**
     * Offers one revision. One round trip at most, shared with others where answers are committed
     * together; safe to repeat. @param keep lets work go on after the reply
     */
    async record(
      response: RecordedResponse,
      newValues: readonly [string, string][],
      keep: (work: Promise<unknown>) => void,
    ): Promise<Recorded> {
      const statements = [
        ...recordStatements(response),
        ...newValues.map((pair) => rememberValue(response.workspace, pair)),
      ];
      const results = await (together
        ? together.run(statements, keep)
        : runPipeline(database, statements));
      return outcome(results[0]?.rows[0], results[1]?.rows[0]);
    },

    /**
     * Offers the vote that stands, and writes down the post that brought it, in one transaction and one
     * round trip. Nothing is written when somebody else has posted meanwhile.
     * @param post absent when the vote is only weighed again
     * @returns `taken` false: weigh again with what was posted meanwhile
     */
    async recordVote(
      response: RecordedResponse,
      window: VoteWindow,
      post: PostedVote | undefined,
      newValues: readonly [string, string][],
    ): Promise<{ recorded: Recorded; taken: boolean }> {
      const r = response;
      const [offer, explain] = recordStatements(r, window);
      const results = await runTransaction(database, [
        offer,
        post
          ? {
              sql: ADD_POST,
              args: [
                r.workspace,
                r.submission,
                post.visit,
                post.rev,
                post.grade,
                post.reason,
                post.score,
                r.now,
                r.survey,
                post.slot,
                JSON.stringify(post.answers),
                Number(post.complete),
                JSON.stringify(post.evidence),
                window.posts,
              ],
            }
          : {
              sql: "select count(*) as n from votes where workspace_id = ? and invitation_id = ?",
              args: [r.workspace, r.submission],
            },
        explain,
        ...newValues.map((pair) => rememberValue(r.workspace, pair)),
      ]);
      const recorded = outcome(results[0]?.rows[0], results[2]?.rows[0]);
      const taken = post ? results[1]?.changed === 1 : results[1]?.rows[0]?.["n"] === window.posts;
      return { recorded, taken };
    },

    /** Offers many revisions by one request, for imports and sample data. */
    async recordMany(
      responses: readonly RecordedResponse[],
      newValues: readonly (readonly [string, string])[],
    ): Promise<Recorded[]> {
      const first = responses[0];
      if (!first) return [];
      const statements = responses.map((r) => recordStatements(r));
      const results = await runPipeline(database, [
        ...statements.flat(),
        ...newValues.map((pair) => rememberValue(first.workspace, pair)),
      ]);
      return responses.map((_, i) => outcome(results[2 * i]?.rows[0], results[2 * i + 1]?.rows[0]));
    },

    /** Remembers values of attributes that come for the first time. Safe to repeat. */
    async remember(workspace: string, values: readonly [string, string][]): Promise<void> {
      await runPipeline(
        database,
        values.map((pair) => rememberValue(workspace, pair)),
      );
    },

    /**
     * Offers revisions of any workspaces by one request, each in a transaction of its own.
     * @returns for each what became of it; undefined where the database failed
     */
    async recordEach(responses: readonly RecordedResponse[]): Promise<(Recorded | undefined)[]> {
      const statements = responses.map((r) => recordStatements(r));
      const results = await runEach(database, statements.flat(), NO_VISITOR_WAITS_MS);
      return responses.map((_, i) => {
        const [stored, now] = [results[2 * i], results[2 * i + 1]];
        return stored && now && outcome(stored.rows[0], now.rows[0]);
      });
    },

    /** Hashes of whom some workspaces were asked to erase, at a time or later. */
    async erasedSince(
      workspaces: readonly string[],
      since: number,
    ): Promise<{ workspace: string; subject: Uint8Array; at: number }[]> {
      const sql = `select workspace_id as workspace, subject, at from erasures
        where workspace_id in (select value from json_each(?)) and at >= ?`;
      const [found] = await runPipeline(database, [
        { sql, args: [JSON.stringify(workspaces), since] },
      ]);
      return (found?.rows ?? []).map((row) => ({
        workspace: String(row["workspace"]),
        subject: row["subject"] as Uint8Array,
        at: Number(row["at"]),
      }));
    },

    /** Adds to the approximate counters; one row a survey, day and channel. */
    async seen(
      events: readonly {
        workspace: string;
        survey: string;
        day: number;
        channel: string;
        shown: number;
        started: number;
        dismissed: number;
      }[],
      site: { id: string; page: string | null; now: number } & Reported,
    ): Promise<void> {
      await runPipeline(database, [
        ...events.map((e) => ({
          sql: `insert into impressions (workspace_id, survey_id, day, channel, shown, started, dismissed) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do update set shown = shown + excluded.shown, started = started + excluded.started, dismissed = dismissed + excluded.dismissed`,
          args: [e.workspace, e.survey, e.day, e.channel, e.shown, e.started, e.dismissed],
        })),
        {
          // The tag's own sign of life, at most once a minute.
          sql: `update sites set seen_page = coalesce(?2, seen_page), seen_at = ?3,
              lost = lost + ?4, failed = failed + ?5, blocked = blocked + ?6
            where id = ?1 and (seen_at is null or seen_at < ?3 - 60000 or ?4 + ?5 + ?6 > 0)`,
          args: [site.id, site.page, site.now, site.lost ?? 0, site.failed ?? 0, site.blocked ?? 0],
        },
      ]);
    },

    /** The newest sample site, for the demo pages of a machine of one's own. */
    async demoSite(): Promise<string | undefined> {
      const [result] = await runPipeline(database, [
        { sql: "select id from sites where demo = 1 order by created_at desc limit 1", args: [] },
      ]);
      const id = result?.rows[0]?.["id"];
      return typeof id === "string" ? id : undefined;
    },

    /** Migrations the database has, and those that this release needs. */
    async migrations(): Promise<{ applied: number; needed: number }> {
      const [result] = await runPipeline(database, [
        { sql: "select count(*) as n from __drizzle_migrations", args: [] },
      ]);
      return { applied: Number(result?.rows[0]?.["n"] ?? 0), needed: MIGRATIONS };
    },
  };
}
export type CollectRepository = ReturnType<typeof collectRepository>;

function rememberValue(workspace: string, [name, value]: readonly [string, string]): Statement {
  return {
    sql: REMEMBER,
    args: [workspace, name, value],
  };
}

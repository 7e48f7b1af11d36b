import type { Clock } from "../../../domain/time/clock.ts";
import type { SurveyState } from "../../../domain/survey/lifecycle.ts";
import { unionOfQuestions } from "../../../domain/survey/questions.ts";
import type { Definition, Question } from "../../../domain/wire/survey.ts";
import type { Together } from "../together.ts";
import { MIGRATIONS } from "../migrations.ts";
import {
  type Database,
  type Row,
  type Statement,
  runEach,
  runPipeline,
  runTransaction,
} from "../pipeline.ts";
import {
  type Recorded,
  type RecordedResponse,
  type VoteOfVisit,
  outcome,
  recordStatements,
} from "./record-statements.ts";

export type { Recorded, RecordedResponse, VoteOfVisit };

/** A site with its live surveys, as the loader needs it. */
export type LiveSite = {
  workspace: string;
  id: string;
  name: string;
  zone: string;
  clock: Clock | null;
  origins: string[];
  allowOpaque: boolean;
  proofSecrets: { kid: string; secret: string }[];
  surveys: { id: string; version: number; definition: Definition }[];
};

/** What accepting a response needs to know of its survey. */
export type LiveSurvey = {
  workspace: string;
  id: string;
  site: string;
  /** Who asks, as pages and mails name it. */
  siteName: string;
  name: string;
  slug: string;
  metric: Definition["metric"];
  state: SurveyState;
  zone: string;
  clock: Clock | null;
  version: number;
  /** Every published version, newest first. */
  definitions: Definition[];
  /** The questions of all of them. */
  questions: ReadonlyMap<string, Question>;
  origins: string[];
  allowOpaque: boolean;
  proofSecrets: { kid: string; secret: string }[];
  /** Attributes that results can be broken down by. */
  attributes: string[];
  /** Known values by attribute, at most 50 each. */
  values: Record<string, string[]>;
  /** External ids and @domains whose answers never count. */
  team: string[];
};

const SITE = `
select s.workspace_id as workspace, s.id as id, s.name as name, s.origins as origins, s.allow_opaque as allow_opaque,
  s.proof_secrets as proof_secrets, w.zone as zone, w.clock as clock
from sites s join workspaces w on w.id = s.workspace_id where s.id = ?1`;
const SITE_SURVEYS = `
select s.id as id, s.version as version, v.definition as definition
from surveys s join survey_versions v on v.workspace_id = s.workspace_id and v.survey_id = s.id and v.version = s.version
where s.site_id = ?1 and s.state = 'live' and s.archived_at is null and (s.quota is null or s.answered < s.quota) order by s.priority desc, s.no desc limit 50`;

const SURVEY_BY = (column: "id" | "slug") => `
select s.workspace_id as workspace, s.id as id, s.site_id as site, t.name as site_name, s.name as name, s.slug as slug, s.metric as metric,
  s.state as state, s.version as version, w.zone as zone, w.clock as clock, w.attributes as attributes, w.team as team,
  t.origins as origins, t.allow_opaque as allow_opaque, t.proof_secrets as proof_secrets,
  (select json_group_array(json(v.definition) order by v.version desc) from survey_versions v
    where v.workspace_id = s.workspace_id and v.survey_id = s.id) as definitions,
  (select json_group_array(json_array(a.name, a.value)) from attribute_values a where a.workspace_id = s.workspace_id) as attribute_values
from surveys s join workspaces w on w.id = s.workspace_id join sites t on t.id = s.site_id
where s.${column} = ?1 and s.version > 0`;

const REMEMBER =
  "insert into attribute_values (workspace_id, name, value) values (?, ?, ?) on conflict do nothing";

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
      return (
        row && {
          workspace: String(row["workspace"]),
          id: String(row["id"]),
          name: String(row["name"]),
          ...timeOf(row),
          ...access(row),
          surveys: (surveys?.rows ?? []).map((s) => ({
            id: String(s["id"]),
            version: Number(s["version"]),
            definition: fromJson(s["definition"]) as Definition,
          })),
        }
      );
    },

    /** A published survey, in whatever state, by id or slug. */
    async survey(by: "id" | "slug", key: string): Promise<LiveSurvey | undefined> {
      const [result] = await runPipeline(database, [{ sql: SURVEY_BY(by), args: [key] }]);
      const row = result?.rows[0];
      return row && surveyOf(row);
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
     * Offers a one-click vote: the response and a line of its history, in one transaction and one
     * round trip. A refused vote is history too.
     */
    async recordVote(response: RecordedResponse, vote: VoteOfVisit): Promise<Recorded> {
      const [offer, explain] = recordStatements(response, vote);
      const results = await runTransaction(database, [
        offer,
        {
          sql: `insert into votes (workspace_id, invitation_id, visit, rev, grade, reason, score, late, at)
            select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 > r.created_at + 86400000, ?8
            from responses r where r.workspace_id = ?1 and r.survey_id = ?9 and r.submission = ?2
            on conflict do nothing`,
          args: [
            response.workspace,
            response.submission,
            vote.visit,
            vote.rev,
            response.grade,
            vote.reason,
            response.score,
            response.now,
            response.survey,
          ],
        },
        explain,
      ]);
      return outcome(results[0]?.rows[0], results[2]?.rows[0]);
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
      site: { id: string; page: string | null; now: number; lost: number },
    ): Promise<void> {
      await runPipeline(database, [
        ...events.map((e) => ({
          sql: `insert into impressions (workspace_id, survey_id, day, channel, shown, started, dismissed) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do update set shown = shown + excluded.shown, started = started + excluded.started, dismissed = dismissed + excluded.dismissed`,
          args: [e.workspace, e.survey, e.day, e.channel, e.shown, e.started, e.dismissed],
        })),
        {
          // The tag's own sign of life, at most once a minute.
          sql: `update sites set seen_page = coalesce(?2, seen_page), seen_at = ?3, lost = lost + ?4
            where id = ?1 and (seen_at is null or seen_at < ?3 - 60000 or ?4 > 0)`,
          args: [site.id, site.page, site.now, site.lost],
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

function access(row: Row) {
  return {
    origins: fromJson(row["origins"]) as string[],
    allowOpaque: row["allow_opaque"] === 1,
    proofSecrets: fromJson(row["proof_secrets"]) as { kid: string; secret: string }[],
  };
}

function timeOf({ zone, clock }: Row) {
  return { zone: String(zone), clock: clock == null ? null : (fromJson(clock) as Clock) };
}

function surveyOf(row: Row): LiveSurvey {
  const values: Record<string, string[]> = {};
  for (const [name, value] of fromJson(row["attribute_values"]) as [string, string][]) {
    (values[name] ??= []).push(value);
  }
  const definitions = fromJson(row["definitions"]) as LiveSurvey["definitions"];
  return {
    workspace: String(row["workspace"]),
    id: String(row["id"]),
    site: String(row["site"]),
    siteName: String(row["site_name"]),
    name: String(row["name"]),
    slug: String(row["slug"]),
    metric: row["metric"] as LiveSurvey["metric"],
    state: row["state"] as SurveyState,
    ...timeOf(row),
    version: Number(row["version"]),
    definitions,
    questions: unionOfQuestions(definitions),
    ...access(row),
    attributes: fromJson(row["attributes"]) as LiveSurvey["attributes"],
    team: fromJson(row["team"]) as LiveSurvey["team"],
    values,
  };
}

function fromJson(value: Row[string] | undefined): unknown {
  return JSON.parse(String(value));
}

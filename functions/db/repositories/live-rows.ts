import type { SurveyState } from "../../../domain/survey/lifecycle.ts";
import { unionOfQuestions } from "../../../domain/survey/questions.ts";
import { COOLDOWN, type Cooldown } from "../../../domain/targeting/rests.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import type { Prefill } from "../../../domain/wire/share.ts";
import type { Definition, Question } from "../../../domain/wire/survey.ts";
import type { Row } from "../pipeline.ts";

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
  cooldown: Cooldown;
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

/** A site by its public key, and what is live on it. */
export const SITE = `
select s.workspace_id as workspace, s.id as id, s.name as name, s.origins as origins, s.allow_opaque as allow_opaque,
  s.proof_secrets as proof_secrets, w.zone as zone, w.clock as clock, w.cooldown as cooldown
from sites s join workspaces w on w.id = s.workspace_id where s.id = ?1`;
export const SITE_SURVEYS = `
select s.id as id, s.version as version, v.definition as definition
from surveys s join survey_versions v on v.workspace_id = s.workspace_id and v.survey_id = s.id and v.version = s.version
where s.site_id = ?1 and s.state = 'live' and s.archived_at is null and (s.quota is null or s.answered < s.quota) order by s.priority desc, s.no desc limit 50`;

/** A published survey, in whatever state. */
export const SURVEY_BY = (column: "id" | "slug") => `
select s.workspace_id as workspace, s.id as id, s.site_id as site, t.name as site_name, s.name as name, s.slug as slug, s.metric as metric,
  s.state as state, s.version as version, w.zone as zone, w.clock as clock, w.attributes as attributes, w.team as team,
  t.origins as origins, t.allow_opaque as allow_opaque, t.proof_secrets as proof_secrets,
  (select json_group_array(json(v.definition) order by v.version desc) from survey_versions v
    where v.workspace_id = s.workspace_id and v.survey_id = s.id) as definitions,
  (select json_group_array(json_array(a.name, a.value)) from attribute_values a where a.workspace_id = s.workspace_id) as attribute_values
from surveys s join workspaces w on w.id = s.workspace_id join sites t on t.id = s.site_id
where s.${column} = ?1 and s.version > 0`;

/** A link that was handed out, as its page and its answers need it. */
export type LiveLink = {
  code: string;
  workspace: string;
  survey: string;
  prefill: Prefill;
  opensAt: number | null;
  closesAt: number | null;
};

export const SHARE_LINK = `
select code, workspace_id as workspace, survey_id as survey, prefill, opens_at, closes_at from share_links where code = ?1`;

export function linkOf(row: Row): LiveLink {
  const time = (name: string) => (row[name] === null ? null : Number(row[name]));
  return {
    code: String(row["code"]),
    workspace: String(row["workspace"]),
    survey: String(row["survey"]),
    prefill: fromJson(row["prefill"]) as Prefill,
    opensAt: time("opens_at"),
    closesAt: time("closes_at"),
  };
}

/** What became of a submission, and who a person is, in one row; either may be unknown. */
export const SUBMISSION_OF = `
select r.rev as rev, r.complete as complete, r.created_at as created_at, p.person as person, p.email as email, p.attributes as attributes
from (select 1) left join responses r on r.workspace_id = ?1 and r.survey_id = ?2 and r.submission = ?3
  left join people p on p.workspace_id = ?1 and p.person = ?4`;

export type SubmissionOf = {
  stored: { rev: number; complete: boolean; createdAt: number } | undefined;
  person: { id: string; email: string | null; attributes: Attributes } | undefined;
};
type Attributes = Record<string, string | number | boolean>;

export function submissionOf(row: Row): SubmissionOf {
  return {
    stored:
      row["rev"] === null
        ? undefined
        : {
            rev: Number(row["rev"]),
            complete: row["complete"] === 1,
            createdAt: Number(row["created_at"]),
          },
    person:
      row["person"] === null
        ? undefined
        : {
            id: String(row["person"]),
            email: row["email"] === null ? null : String(row["email"]),
            attributes: fromJson(row["attributes"]) as Attributes,
          },
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

export function siteOf(row: Row, surveys: readonly Row[]): LiveSite {
  return {
    workspace: String(row["workspace"]),
    id: String(row["id"]),
    name: String(row["name"]),
    ...timeOf(row),
    ...access(row),
    cooldown: row["cooldown"] == null ? COOLDOWN : (fromJson(row["cooldown"]) as Cooldown),
    surveys: surveys.map((s) => ({
      id: String(s["id"]),
      version: Number(s["version"]),
      definition: fromJson(s["definition"]) as Definition,
    })),
  };
}

export function surveyOf(row: Row): LiveSurvey {
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

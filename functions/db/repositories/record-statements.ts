import { sha256 } from "../../../domain/hash/sha256.ts";
import { ROWS } from "../../../domain/survey/rows.ts";
import {
  AMEND_DONE_MS,
  AMEND_OPEN_MS,
  LATE_DAYS,
  type SurveyState,
} from "../../../domain/survey/lifecycle.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Prepared } from "../../../domain/wire/queued.ts";
import type { Row, Statement } from "../pipeline.ts";

/** One revision of a response as the queue's messages carry it too. */
export type RecordedResponse = Prepared;

/** Until when the vote of an invitation may change, and how many posts of it were weighed. */
export type VoteWindow = { until: number; posts: number };

/** What the database says after a revision was offered. */
export type Recorded =
  | { kind: "stored" }
  | { kind: "kept"; rev: number; content: string }
  | { kind: "erased" }
  | { kind: "refused"; state: SurveyState | null };

/** Posts of the pages of an invitation. */
const POSTS = "select count(*) from votes v where v.workspace_id = ?26 and v.invitation_id = ?1";

/** When a submission's revision may replace the one that is stored. */
const NEWER = `excluded.rev > rev and ?24 < created_at + ${AMEND_OPEN_MS} and ?24 < coalesce(completed_at + ${AMEND_DONE_MS}, ?24 + 1)`;

/**
 * When the vote that stands may: until the link expires, as long as nothing was posted that was not
 * weighed, and where it changes anything. Once the survey has stopped nothing that was said changes;
 * what a member has restored stays until a person says something else.
 */
const VOTE = `?24 < ?28 and excluded.state <> 'late' and ?29 = (${POSTS})
  and (excluded.content <> content or excluded.grade is not grade or excluded.state <> state or excluded.complete > complete)
  and not (state = 'counted' and grade = 'suspect' and excluded.grade = 'suspect')`;

/**
 * Whether the survey took answers when this one was accepted: it may have waited in a queue while
 * the survey stopped.
 */
const IN_TIME = "(s.state = 'live' or s.state_at > ?24)";

/**
 * One statement decides everything: the survey takes answers (live, or late within 7 days), the
 * submission was not erased and is not an invitation's, the revision may replace the stored one. What
 * comes when the quota is full is marked. Triggers move rollups, verbatims and the outbox in the same
 * transaction. RETURNING is empty when the WHERE refuses.
 */
const record = (kind: "submission" | "vote") => `
insert into responses (row, workspace_id, survey_id, submission, rev, content, version, channel, state, reason, score,
  answers, texts, complete, completed_at, day, facts, language, attributes, person, person_proven, page, opaque_origin,
  over_quota, grade, client_at, took_ms, created_at, updated_at)
select max(coalesce((select max(row) from responses where row > s.no * ${ROWS} and row < (s.no + 1) * ${ROWS}), 0), s.last_row, s.no * ${ROWS}) + 1,
  s.workspace_id, s.id, ?1, ?2, ?3, ?4, ?5, case when ${IN_TIME} or ?6 not in ('counted', 'pending') then ?6 else 'late' end, ?7, ?8,
  ?9, ?10, ?11, case when ?11 then ?24 end, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
  ?6 = 'counted' and ${IN_TIME} and s.quota is not null and s.answered >= s.quota, ?20, ?21, ?22, ?23, ?24
from surveys s
where s.id = ?25 and s.workspace_id = ?26
  and (s.state = 'live' or (s.state in ('paused', 'closed') and s.state_at > ?24 - ${LATE_DAYS * DAY_MS}))
  and not exists (select 1 from erased_submissions e where e.workspace_id = ?26 and e.hash = ?27 and e.expires_at > ?24)${
    kind === "vote"
      ? `\n  and ?29 = (${POSTS})`
      : "\n  and not exists (select 1 from invitations i where i.workspace_id = ?26 and i.id = ?1)"
  }
on conflict (workspace_id, survey_id, submission) do update set
  rev = ${kind === "vote" ? "rev + 1" : "excluded.rev"}, content = excluded.content, version = excluded.version,
  score = excluded.score, answers = excluded.answers, texts = excluded.texts, complete = max(complete, excluded.complete),
  completed_at = coalesce(completed_at, excluded.completed_at), facts = excluded.facts, language = excluded.language,
  attributes = excluded.attributes, person = coalesce(person, excluded.person),
  person_proven = coalesce(person_proven, excluded.person_proven), grade = excluded.grade, updated_at = excluded.updated_at,
  state = case when excluded.grade is not null and state in ('counted', 'pending', 'suspect') then excluded.state
    when excluded.state = 'quarantined' and state = 'counted' then 'quarantined' else state end,
  reason = case when excluded.grade is not null then excluded.reason else coalesce(excluded.reason, reason) end
where ${kind === "vote" ? VOTE : NEWER}
returning rev`;
const RECORD = record("submission");
const RECORD_VOTE = record("vote");

/** After a refusal: what stands in its way. By primary key and unique index alone. */
const explain = (when: string) => `
select r.rev as rev, r.content as content,
  (select state from surveys where id = ?2 and workspace_id = ?1) as state,
  exists (select 1 from erased_submissions where workspace_id = ?1 and hash = ?5 and expires_at > ?4) as erased
from (select 1${when}) left join responses r on r.workspace_id = ?1 and r.survey_id = ?2 and r.submission = ?3`;
/** Right behind the write: where that changed a row there is nothing to look up. */
const EXPLAIN = explain(" where changes() = 0");
/** A vote's line of history stands between. */
const EXPLAIN_VOTE = explain("");

/** The two statements that offer one revision: the write, and the look at what refused it. */
export function recordStatements(r: RecordedResponse, vote?: VoteWindow): [Statement, Statement] {
  const hash = erasureHash(r.survey, r.submission);
  const bit = (b: boolean | null) => (b === null ? null : Number(b));
  return [
    {
      sql: vote ? RECORD_VOTE : RECORD,
      args: [
        r.submission,
        r.rev,
        r.content,
        r.version,
        r.channel,
        r.state,
        r.reason,
        r.score,
        r.answers,
        r.texts,
        Number(r.complete),
        r.day,
        r.facts,
        r.language,
        r.attributes,
        r.person,
        bit(r.personProven),
        r.page,
        Number(r.opaqueOrigin),
        r.grade,
        r.clientAt,
        r.tookMs,
        r.at,
        r.now,
        r.survey,
        r.workspace,
        hash,
        ...(vote ? [vote.until, vote.posts] : []),
      ],
    },
    {
      sql: vote ? EXPLAIN_VOTE : EXPLAIN,
      args: [r.workspace, r.survey, r.submission, r.now, hash],
    },
  ];
}

/** What stays of an erased submission, so that a replay stores nothing. */
export function erasureHash(survey: string, submission: string): Uint8Array {
  return sha256(`${survey}/${submission}`);
}

/** What the two statements say together. */
export function outcome(stored: Row | undefined, now: Row | undefined): Recorded {
  if (stored) return { kind: "stored" };
  if (now && now["rev"] !== null) {
    return {
      kind: "kept",
      rev: Number(now["rev"]),
      content: String(now["content"]),
    };
  }
  if (now?.["erased"] === 1) return { kind: "erased" };
  return { kind: "refused", state: (now?.["state"] as SurveyState | null | undefined) ?? null };
}

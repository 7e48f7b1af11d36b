import { sql } from "drizzle-orm";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Invitation, InvitationState } from "../../../domain/wire/sends.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { LINK_DAYS, given } from "./hand-over.ts";
import { OPEN, type StoredSend } from "./sends.ts";

/** An invitation that is to be sent. Its id follows from send, person and round. */
export type PlannedInvitation = {
  id: string;
  person: string;
  email: string | null;
  language: string | null;
  round: string;
  dueAt: number;
};

/** An invitation whose links somebody else mails. */
export type MadeInvitation = {
  id: string;
  person: string | null;
  email: string | null;
  language: string | null;
  attributes: Record<string, string>;
  /** "test": what it leads to counts nothing. */
  round: "" | "test";
};

/** What somebody reports of a mail that we may have sent. */
export type Bounce = { kind: "hard" | "soft" | "complaint"; at: number };

/** Rows that one page of a list looks at, when it shows those in one state alone. */
const LOOK = 1_000;
const WAITING = new Set<InvitationState>(["planned", "sending", "unknown", "failed"]);

const LISTED = sql.raw(
  `i.id as id, i.person as person, i.round as round, i.email as email, i.state as state, i.reason as reason, i.due_at as "dueAt", i.sent_at as "sentAt",
   max(i.step - 1, 0) as reminders, i.bounced_at as "bouncedAt", i.complained_at as "complainedAt", r.score as score, r.grade as grade`,
);
const WITH_ANSWER = sql.raw(
  `left join responses r on r.workspace_id = i.workspace_id and r.survey_id = i.survey_id and r.submission = i.id`,
);
type Listed = Invitation & { round: string };

/** One person, one survey, one send; made, planned, listed, and what is reported of them. */
export function invitationsRepository(db: Db) {
  const insert = (
    workspace: string,
    items: readonly PlannedInvitation[],
    send: StoredSend,
    now: number,
  ) =>
    sql`insert into invitations (workspace_id, id, survey_id, version, email, person, language, attributes, expires_at, created_at,
        send_id, round, state, due_at)
      select s.workspace_id, g.value ->> 'id', s.survey_id, v.version, g.value ->> 'email', g.value ->> 'person', g.value ->> 'language', '{}',
        (g.value ->> 'dueAt') + ${LINK_DAYS * DAY_MS}, ${now}, s.id, g.value ->> 'round', 'planned', g.value ->> 'dueAt'
      from sends s join surveys v on v.id = s.survey_id cross join json_each(${JSON.stringify(items)}) g
      where s.workspace_id = ${workspace} and s.id = ${send.id} and s.state in ('live', 'paused') and s.updated_at = ${send.updatedAt}`;

  return {
    /**
     * Plans invitations and writes down how far the send's audience was looked through, unless the
     * send was moved, saved or looked through meanwhile. Whoever is planned stays as he is.
     * @returns false when it was
     */
    async enrol(
      workspace: string,
      send: StoredSend,
      items: readonly PlannedInvitation[],
      place: { cursor: string | null; enrolAt: number | null; now: number },
    ): Promise<boolean> {
      const [moved] = await db.batch([
        db.run(sql`update sends set cursor = ${place.cursor}, enrol_at = ${place.enrolAt}
          where workspace_id = ${workspace} and id = ${send.id} and state = 'live'
            and updated_at = ${send.updatedAt} and cursor is ${send.cursor} and enrol_at is not null`),
        db.run(
          sql`${insert(workspace, items, send, place.now)} and changes() > 0 on conflict do nothing`,
        ),
      ]);
      return moved.rowsAffected > 0;
    },

    /** Plans the invitations of events. @returns how many are new */
    async plan(
      workspace: string,
      send: StoredSend,
      items: readonly PlannedInvitation[],
      now: number,
    ): Promise<number> {
      const planned = await db.run(
        sql`${insert(workspace, items, send, now)} on conflict do nothing`,
      );
      return planned.rowsAffected;
    },

    /** Invitations that belong to no send. One that is there already stays as it is. */
    async make(
      workspace: string,
      survey: { id: string; version: number },
      items: readonly MadeInvitation[],
      now: number,
    ): Promise<Map<string, { survey: string; expiresAt: number }>> {
      const all = JSON.stringify(items);
      const [, rows] = await db.batch([
        db.run(sql`insert into invitations (workspace_id, id, survey_id, version, email, person, language, attributes, expires_at, created_at,
            round, state, domain)
          select ${workspace}, value ->> 'id', ${survey.id}, ${survey.version}, value ->> 'email', value ->> 'person', value ->> 'language',
            value ->> 'attributes', ${now + LINK_DAYS * DAY_MS}, ${now}, value ->> 'round', 'made',
            case when instr(value ->> 'email', '@') > 0 then substr(value ->> 'email', instr(value ->> 'email', '@') + 1) end
          from json_each(${all}) where true on conflict do nothing`),
        db.all<{ id: string; survey: string; expiresAt: number }>(
          sql`select i.id as id, i.survey_id as survey, i.expires_at as "expiresAt" from json_each(${all}) g
            cross join invitations i on i.workspace_id = ${workspace} and i.id = g.value ->> 'id'`,
        ),
      ]);
      return new Map(rows.map(({ id, survey: of, expiresAt }) => [id, { survey: of, expiresAt }]));
    },

    /**
     * A page of a send's invitations: those that wait for something by when they are due, the others
     * by person. Where one state is asked for a page may hold less than `limit`, and nothing, while
     * there are more: `next` is null at the end alone.
     * @param after of the page before
     */
    async list(
      workspace: string,
      send: string,
      state: InvitationState | undefined,
      after: readonly [string, string] | undefined,
      limit: number,
    ): Promise<{ items: Invitation[]; next: readonly [string, string] | null }> {
      const of = sql`i.workspace_id = ${workspace} and i.send_id = ${send}`;
      if (state !== undefined && WAITING.has(state)) {
        const [due = "", id = ""] = after ?? [];
        // Nothing is due of those that failed or got lost: they stand first in the index.
        const items =
          await db.all<Listed>(sql`select ${LISTED} from invitations i indexed by invitations_open ${WITH_ANSWER}
          where ${of} and ${sql.raw("i.state in ('planned', 'sending', 'unknown', 'failed')")} and i.state = ${state}
            ${after === undefined ? sql`` : sql`and (coalesce(i.due_at, 0), i.id) > (${Number(due)}, ${id})`}
            ${state === "unknown" || state === "failed" ? sql`and i.due_at is null` : sql``}
          order by i.due_at, i.id limit ${limit}`);
        const last = items.length < limit ? undefined : items.at(-1);
        return {
          items: items.map(toldOf),
          next: last ? [String(last.dueAt ?? 0), last.id] : null,
        };
      }
      const [person = "", round = ""] = after ?? [];
      const look = state === undefined ? limit : LOOK;
      const rows = await db.all<Listed & { place: number }>(sql`select * from (
          select ${LISTED}, row_number() over (order by i.person, i.round) as place from (
            select * from invitations i indexed by invitations_send where ${of} and i.send_id is not null and (i.person, i.round) > (${person}, ${round})
            order by i.person, i.round limit ${look}) i ${WITH_ANSWER})
        where ${state === undefined ? sql`true` : sql`(state = ${state} or place = ${look})`} order by place limit ${limit}`);
      const last = rows.at(-1);
      const ended = rows.length < limit && last?.place !== look;
      return {
        items: rows.filter((row) => state === undefined || row.state === state).map(toldOf),
        next: ended || !last?.person ? null : [last.person, last.round],
      };
    },

    /** How many are planned of a send by quarter of an hour, so that they can be put into days of any zone. */
    async dueQuarters(
      workspace: string,
      send: string,
      until: number,
    ): Promise<{ quarter: number; n: number }[]> {
      return db.all(sql`select due_at / 900000 as quarter, count(*) as n from invitations
        where workspace_id = ${workspace} and send_id = ${send} and ${OPEN} and state = 'planned' and due_at < ${until} group by 1`);
    },

    /** Persons and rounds that a send has planned or asked, "person\nround"; no more than `limit` of them. */
    async roundsOf(workspace: string, send: string, limit: number): Promise<Set<string>> {
      const rows = await db.all<{
        key: string;
      }>(sql`select person || char(10) || round as key from invitations
        where workspace_id = ${workspace} and send_id = ${send} and send_id is not null order by person, round limit ${limit}`);
      return new Set(rows.map(({ key }) => key));
    },

    /** Leftovers of a crash: taken as handed over, or put back to be handed over (again). */
    async settleUnknown(
      workspace: string,
      send: string,
      ids: readonly string[],
      as: "accepted" | "again",
      audit: Audit,
    ): Promise<number> {
      const set =
        as === "accepted"
          ? sql`state = 'accepted'`
          : sql`state = case when step <= 1 then 'planned' else 'accepted' end, step = max(step - 1, 0),
              due_at = case when step <= 1 then ${audit.at} end, remind_at = case when step > 1 then ${audit.at} end,
              sent_at = case when step > 1 then sent_at end`;
      const [settled] = await db.batch([
        db.run(sql`update invitations set ${set} where workspace_id = ${workspace} and send_id = ${send}
          and id in (select value from json_each(${JSON.stringify(ids)})) and state = 'unknown'`),
        auditEntry(db, audit, sql`changes() > 0`),
        // Something waits again: what was done goes on.
        db.run(
          sql`update sends set state = 'live' where workspace_id = ${workspace} and id = ${send} and state = 'done' and changes() > 0`,
        ),
      ]);
      return settled.rowsAffected;
    },

    /** The invitations that reports are about, by id, or the newest that was mailed to an address. */
    async reported(
      workspace: string,
      reports: readonly { invitation?: string; email?: string }[],
    ): Promise<({ id: string; email: string | null } | undefined)[]> {
      const rows = await db.all<{ i: number; id: string; email: string | null }>(sql`
        select g.key as i, i.id as id, i.email as email from json_each(${JSON.stringify(reports)}) g
          cross join invitations i on i.workspace_id = ${workspace} and i.id = g.value ->> 'invitation'
        union all
        select g.key, i.id, i.email from json_each(${JSON.stringify(reports)}) g
          cross join invitations i on i.workspace_id = ${workspace} and i.id = (
            select n.id from people p cross join invitations n on n.workspace_id = ${workspace} and n.person = p.person
            where p.workspace_id = ${workspace} and p.email = g.value ->> 'email' and n.sent_at is not null
            order by n.sent_at desc limit 1)
        where g.value ->> 'invitation' is null and g.value ->> 'email' is not null`);
      const found = new Map(rows.map(({ i, id, email }) => [i, { id, email }]));
      return reports.map((_, i) => found.get(i));
    },

    /** Notes what came back. Whoever it came from gets no reminder any more, but for a full mailbox. */
    async note(workspace: string, items: readonly ({ id: string } & Bounce)[]): Promise<void> {
      const which = (kind: Bounce["kind"]) => items.filter((item) => item.kind === kind);
      const found = sql`from given where invitations.workspace_id = ${workspace} and invitations.id = given.id`;
      const at = sql`given.value ->> 'at'`;
      await db.batch([
        // It was mailed and did not arrive: it is no longer what the rate of answers is of.
        db.run(sql`update impressions set shown = max(0, shown - gone.n)
          from (select i.survey_id as survey, i.sent_at / 86400000 as day, count(*) as n from json_each(${JSON.stringify(which("hard"))}) g
            cross join invitations i on i.workspace_id = ${workspace} and i.id = g.value ->> 'id'
            where i.state in ('accepted', 'unknown') group by 1, 2) gone
          where impressions.workspace_id = ${workspace} and impressions.survey_id = gone.survey
            and impressions.day = gone.day and impressions.channel = 'email'`),
        db.run(sql`${given(which("hard"))} update invitations set state = 'bounced', reason = null, bounced_at = coalesce(bounced_at, ${at}),
            remind_at = null, due_at = null ${found}`),
        db.run(sql`${given(which("complaint"))} update invitations set complained_at = coalesce(complained_at, ${at}),
            remind_at = case when state = 'sending' then remind_at end ${found}`),
        db.run(
          sql`${given(which("soft"))} update invitations set reason = 'soft_bounce' ${found} and invitations.state = 'accepted'`,
        ),
      ]);
    },
  };
}
export type InvitationsRepository = ReturnType<typeof invitationsRepository>;

function toldOf(row: Listed): Invitation {
  const { id, person, email, state, reason, dueAt, sentAt, reminders, bouncedAt } = row;
  const { complainedAt, score, grade } = row;
  return {
    id,
    person,
    email,
    state,
    reason,
    dueAt,
    sentAt,
    reminders,
    bouncedAt,
    complainedAt,
    score,
    grade,
  };
}

import { type SQL, sql } from "drizzle-orm";
import type { Event } from "../../../domain/targeting/rests.ts";
import type { Metric } from "../../../domain/wire/common.ts";
import type { InvitationState, SkipReason } from "../../../domain/wire/sends.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Db } from "../client.ts";
import { OPEN } from "./sends.ts";

/** An invitation whose time has come. */
export type DueInvitation = {
  id: string;
  send: string;
  person: string;
  round: string;
  email: string | null;
  /** Mails that were handed over. */
  step: number;
  dueAt: number | null;
  sentAt: number | null;
};

/** What is written into an invitation when its mail is about to be handed over. */
export type Claim = {
  id: string;
  step: number;
  version: number;
  email: string;
  domain: string;
  language: string | null;
  attributes: Record<string, string>;
};

/** What became of a mail. `step` is the one that it was claimed as. */
export type Settled = {
  id: string;
  step: number;
  state: InvitationState;
  /** What the invitation is to hold now. */
  steps: number;
  sentAt: number | null;
  remindAt: number | null;
  dueAt: number | null;
  reason: string | null;
};

/** Links work so long after the newest mail. */
export const LINK_DAYS = 30;

const DUE = sql.raw(
  `i.id as id, i.send_id as send, i.person as person, i.round as round, i.email as email, i.step as step,
   i.due_at as "dueAt", i.sent_at as "sentAt"`,
);

/** The steps between a planned invitation and a mail that was handed over. */
export function handOverRepository(db: Db) {
  /** A first mail that was accepted counts as shown, so that the rate of answers has what it is of. */
  const countShown = (
    workspace: string,
    day: number,
    { survey, n }: { survey: string; n: number },
  ) =>
    db.run(sql`insert into impressions (workspace_id, survey_id, day, channel, shown) values (${workspace}, ${survey}, ${day}, 'email', ${n})
      on conflict do update set shown = shown + excluded.shown`);

  return {
    /** Planned invitations of a send whose time has come, the oldest first. */
    async due(
      workspace: string,
      send: string,
      now: number,
      limit: number,
    ): Promise<DueInvitation[]> {
      return db.all(sql`select ${DUE} from invitations i where i.workspace_id = ${workspace} and i.send_id = ${send}
        and ${OPEN} and i.state = 'planned' and i.due_at <= ${now} order by i.due_at, i.id limit ${limit}`);
    },

    /** Invitations of all workspaces whose reminder is due, for the job that sends them. */
    async toRemind(
      now: number,
      limit: number,
    ): Promise<(DueInvitation & { workspace: string; answered: number })[]> {
      return db.all(sql`select ${DUE}, i.workspace_id as workspace,
          exists (select 1 from responses r where r.workspace_id = i.workspace_id and r.survey_id = i.survey_id
            and r.submission = i.id and r.grade in ('confirmed', 'probable')) as answered
        from invitations i where i.remind_at <= ${now} and i.state = 'accepted'
        order by i.remind_at limit ${limit}`);
    },

    /**
     * When a reminder is due after all, or null: never.
     * @param dueBy only of those that are due by then
     */
    async setReminders(
      workspace: string,
      items: readonly { id: string; remindAt: number | null }[],
      dueBy = Number.MAX_SAFE_INTEGER,
    ): Promise<void> {
      await db.run(sql`${given(items)} update invitations set remind_at = given.value ->> 'remindAt' from given
        where invitations.workspace_id = ${workspace} and invitations.id = given.id and invitations.state = 'accepted'
          and invitations.remind_at <= ${dueBy}`);
    },

    /**
     * Commits that these mails are about to be handed over, as many as the day's cap leaves: state
     * `sending`, and the day's counter, in one transaction. Left out is what is no longer as it was
     * read, whose send or survey does not run any more, and who got another mail meanwhile.
     * `remind_at` holds when a mail that nobody settled counts as lost.
     * @param from planned: the first mail; accepted: a reminder
     * @returns ids of those that are ours to hand over
     */
    async claim(
      workspace: string,
      items: readonly Claim[],
      {
        from,
        now,
        lostAt,
        day,
        cap,
        readAt,
      }: {
        from: "planned" | "accepted";
        now: number;
        lostAt: number;
        day: number;
        cap: number;
        readAt: number;
      },
    ): Promise<Set<string>> {
      const [rows] = await db.batch([
        db.all<{
          id: string;
        }>(sql`${given(items)} update invitations set state = 'sending', step = step + 1, sent_at = ${now}, remind_at = ${lostAt},
            expires_at = max(expires_at, ${now + LINK_DAYS * DAY_MS}), version = given.value ->> 'version', email = given.value ->> 'email',
            domain = given.value ->> 'domain', language = given.value ->> 'language', attributes = given.value ->> 'attributes', reason = null
          from given
          where invitations.workspace_id = ${workspace} and invitations.id = given.id and invitations.state = ${from}
            and invitations.step = given.value ->> 'step'
            and given.key < ${cap} - coalesce((select n from mail_days where workspace_id = ${workspace} and day = ${day}), 0)
            and exists (select 1 from sends s join surveys v on v.id = s.survey_id where s.workspace_id = ${workspace}
              and s.id = invitations.send_id and (s.state = 'live' or s.state = 'done' and ${from} = 'accepted') and v.state = 'live')
            and not exists (select 1 from invitations j where j.workspace_id = ${workspace} and j.person = invitations.person
              and j.sent_at >= ${readAt} and j.id <> invitations.id)
          returning id`),
        db.run(sql`insert into mail_days (workspace_id, day, n) select ${workspace}, ${day}, changes() where changes() > 0
          on conflict do update set n = n + excluded.n`),
      ]);
      return new Set(rows.map(({ id }) => id));
    },

    /**
     * Writes down what became of claimed mails, and gives back to the day's cap what surely was not
     * handed over. One that was taken for lost meanwhile is found again.
     * @param shown first mails that were accepted, for the funnel of their survey
     */
    async settle(
      workspace: string,
      items: readonly Settled[],
      {
        day,
        returned,
        shown,
      }: { day: number; returned: number; shown: { survey: string; n: number } },
    ): Promise<void> {
      await db.batch([
        db.run(sql`${given(items)} update invitations set state = given.value ->> 'state', step = given.value ->> 'steps', sent_at = given.value ->> 'sentAt',
            remind_at = given.value ->> 'remindAt', due_at = given.value ->> 'dueAt', reason = given.value ->> 'reason'
          from given
          where invitations.workspace_id = ${workspace} and invitations.id = given.id
            and invitations.state in ('sending', 'unknown') and invitations.step = given.value ->> 'step'`),
        db.run(
          sql`update mail_days set n = n - ${returned} where workspace_id = ${workspace} and day = ${day} and changes() > 0`,
        ),
        ...(shown.n > 0 ? [countShown(workspace, day, shown)] : []),
      ]);
    },

    /** Mails of all workspaces that were about to be handed over when something died: nobody knows. */
    async lapse(now: number): Promise<number> {
      const lapsed =
        await db.run(sql`update invitations set state = 'unknown', remind_at = null, due_at = null
        where remind_at <= ${now} and state = 'sending'`);
      return lapsed.rowsAffected;
    },

    async skip(
      workspace: string,
      items: readonly { id: string; reason: SkipReason }[],
    ): Promise<void> {
      await db.run(sql`${given(items)} update invitations set state = 'skipped', reason = given.value ->> 'reason', due_at = null from given
        where invitations.workspace_id = ${workspace} and invitations.id = given.id and invitations.state = 'planned'`);
    },

    /** Mails that were handed over on a day, reminders among them. */
    async sentOn(workspace: string, day: number): Promise<number> {
      const [row] = await db.all<{ n: number }>(
        sql`select n from mail_days where workspace_id = ${workspace} and day = ${day}`,
      );
      return row?.n ?? 0;
    },

    /** What happened between the workspace and some people: shows, dismissals, proven answers, mails. */
    async histories(workspace: string, people: readonly string[]): Promise<Map<string, Event[]>> {
      const those = sql`json_each(${JSON.stringify(people)}) p`;
      const [asks, answers, mails] = await db.batch([
        db.all<Happened & { shown: number | null; dismissed: number | null }>(
          sql`select p.value as person, a.survey_id as survey, a.shown_at as shown, a.dismissed_at as dismissed
            from ${those} cross join asks a on a.workspace_id = ${workspace} and a.person = p.value`,
        ),
        db.all<Happened & { metric: Metric; at: number }>(
          sql`select p.value as person, r.survey_id as survey, s.metric as metric, max(r.created_at) as at
            from ${those} cross join responses r on r.workspace_id = ${workspace} and r.person = p.value
            cross join surveys s on s.id = r.survey_id where r.person_proven = 1 group by 1, 2`,
        ),
        db.all<Happened & { at: number }>(
          sql`select p.value as person, i.survey_id as survey, max(i.sent_at) as at
            from ${those} cross join invitations i indexed by invitations_person on i.workspace_id = ${workspace} and i.person = p.value
            where i.person is not null and i.sent_at is not null group by 1`,
        ),
      ]);
      const all = new Map(people.map((person): [string, Event[]] => [person, []]));
      for (const { person, survey, shown, dismissed } of asks) {
        if (shown !== null) all.get(person)?.push({ survey, what: "shown", at: shown });
        if (dismissed !== null) all.get(person)?.push({ survey, what: "dismissed", at: dismissed });
      }
      for (const { person, survey, metric, at } of answers)
        all.get(person)?.push({ survey, metric, what: "answered", at });
      for (const { person, survey, at } of mails)
        all.get(person)?.push({ survey, what: "sent", at });
      return all;
    },

    /** Of these invitations of a send, those whose address somebody else has who was asked in the round. */
    async sharing(
      workspace: string,
      send: string,
      items: readonly { id: string; person: string; email: string; round: string }[],
    ): Promise<Set<string>> {
      const rows = await db.all<{
        id: string;
      }>(sql`select g.value ->> 'id' as id from json_each(${JSON.stringify(items)}) g
        where exists (select 1 from people p cross join invitations i on i.workspace_id = ${workspace} and i.send_id = ${send}
            and i.person = p.person and i.round = g.value ->> 'round'
          where p.workspace_id = ${workspace} and p.email = g.value ->> 'email' and p.person <> g.value ->> 'person' and i.step > 0)`);
      return new Set(rows.map(({ id }) => id));
    },
  };
}
/** Some items with an `id`, by which invitations are looked up: a bare json_each would be joined the other way round. */
export function given(items: readonly { id: string }[]): SQL {
  return sql`with given as materialized (select key, value, value ->> 'id' as id from json_each(${JSON.stringify(items)}))`;
}

export type HandOverRepository = ReturnType<typeof handOverRepository>;

type Happened = { person: string; survey: string };

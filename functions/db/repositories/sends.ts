import { type SQL, sql } from "drizzle-orm";
import type { Cooldown } from "../../../domain/targeting/rests.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import type { MailSettings } from "../../../domain/wire/mail.ts";
import type { InvitationState, SaveSend, Send, SendState } from "../../../domain/wire/sends.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";

/** A send as it is stored. */
export type StoredSend = Pick<
  Send,
  "id" | "survey" | "name" | "state" | "audience" | "letter" | "plan" | "reminders"
> & { cursor: string | null; enrolAt: number | null; createdAt: number; updatedAt: number };

/** With what its invitations have come to. */
export type CountedSend = StoredSend & {
  surveyName: string;
  counts: { state: InvitationState; reason: string; n: number }[];
  answered: number;
  suspect: number;
  /** Accepted on this UTC day or before. */
  delivered: number;
};

/** What sending needs to know of a workspace. */
export type SendingHome = {
  name: string;
  zone: string;
  clock: Clock | null;
  cooldown: Cooldown | null;
  mail: MailSettings | null;
};

type Row = Record<string, string | number | null>;

const COLUMNS = sql.raw(
  `s.id as id, s.survey_id as survey, v.name as "surveyName", s.name as name, s.state as state, s.audience as audience,
   s.letter as letter, s.plan as plan, s.reminders as reminders, s.cursor as cursor, s.enrol_at as "enrolAt",
   s.created_at as "createdAt", s.updated_at as "updatedAt"`,
);
const OF_SEND = sql.raw("workspace_id = s.workspace_id and send_id = s.id");

/** What may be changed of a send, with what of it moves its planned invitations. */
export type SendChange = SaveSend & {
  cursor: string | null;
  enrolAt: number | null;
  /** Planned ones are forgotten and planned anew; or all are due at another time. */
  planned: "keep" | "forget" | { dueAt: number };
};

/** Who is asked by mail, when, and in which words. */
export function sendsRepository(db: Db) {
  const counted = async (query: SQL, deliveredUntil: number): Promise<CountedSend[]> => {
    const rows = await db.all<Row>(sql`select ${COLUMNS},
        (select json_group_array(json_array(state, reason, n)) from send_counts where ${OF_SEND} and n > 0) as counts,
        coalesce((select answered from send_answers where ${OF_SEND}), 0) as answered,
        coalesce((select suspect from send_answers where ${OF_SEND}), 0) as suspect,
        coalesce((select sum(n) from send_days where ${OF_SEND} and day <= ${deliveredUntil}), 0) as delivered
      from sends s join surveys v on v.id = s.survey_id ${query}`);
    return rows.map(countedOf);
  };
  const one = (workspace: string, id: string) => sql`workspace_id = ${workspace} and id = ${id}`;

  return {
    /** @param deliveredUntil the last UTC day whose mails may be called delivered */
    async get(
      workspace: string,
      id: string,
      deliveredUntil: number,
    ): Promise<CountedSend | undefined> {
      const where = sql`where s.workspace_id = ${workspace} and s.id = ${id}`;
      return (await counted(where, deliveredUntil))[0];
    },

    /** Newest first. @param before an id of the page before */
    list: (
      workspace: string,
      {
        survey,
        before,
        limit,
        deliveredUntil,
      }: {
        survey: string | undefined;
        before: string | undefined;
        limit: number;
        deliveredUntil: number;
      },
    ): Promise<CountedSend[]> =>
      counted(
        sql`where s.workspace_id = ${workspace} ${survey === undefined ? sql`` : sql`and s.survey_id = ${survey}`}
          ${before === undefined ? sql`` : sql`and s.id < ${before}`} order by s.id desc limit ${limit}`,
        deliveredUntil,
      ),

    /** @returns false when the workspace has no such survey; nothing was written then */
    async create(
      workspace: string,
      send: SaveSend & { id: string; survey: string; createdAt: number },
      audit: Audit,
    ): Promise<boolean> {
      const [made] = await db.batch([
        db.run(sql`insert into sends (workspace_id, id, survey_id, name, state, audience, letter, plan, reminders, created_at, updated_at)
          select workspace_id, ${send.id}, id, ${send.name}, 'draft', ${JSON.stringify(send.audience)}, ${JSON.stringify(send.letter)},
            ${JSON.stringify(send.plan)}, ${JSON.stringify(send.reminders)}, ${send.createdAt}, ${send.createdAt}
          from surveys where id = ${send.survey} and workspace_id = ${workspace}`),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return made.rowsAffected > 0;
    },

    /** Saves a send that is still as it was read. @returns false when it was moved or saved meanwhile */
    async save(
      workspace: string,
      { id, state, updatedAt }: StoredSend,
      change: SendChange,
      audit: Audit,
    ): Promise<boolean> {
      const { planned } = change;
      const [saved] = await db.batch([
        db.run(sql`update sends set name = ${change.name}, audience = ${JSON.stringify(change.audience)},
            letter = ${JSON.stringify(change.letter)}, plan = ${JSON.stringify(change.plan)},
            reminders = ${JSON.stringify(change.reminders)}, cursor = ${change.cursor}, enrol_at = ${change.enrolAt}, updated_at = ${audit.at}
          where ${one(workspace, id)} and state = ${state} and updated_at = ${updatedAt}`),
        auditEntry(db, audit, sql`changes() > 0`),
        ...(planned === "keep"
          ? []
          : [
              db.run(
                sql`${
                  planned === "forget"
                    ? sql`delete from invitations`
                    : sql`update invitations set due_at = ${planned.dueAt}`
                } where workspace_id = ${workspace} and send_id = ${id} and ${OPEN} and state = 'planned' and changes() > 0`,
              ),
            ]),
      ]);
      return saved.rowsAffected > 0;
    },

    /**
     * Moves a send on, with its invitations: cancelled takes what is planned with it, live brings back
     * what was cancelled. @returns false when it was moved meanwhile
     */
    async move(
      workspace: string,
      { id, state, updatedAt }: StoredSend,
      to: { state: SendState; cursor: string | null; enrolAt: number | null; again: boolean },
      audit: Audit,
    ): Promise<boolean> {
      const of = sql`workspace_id = ${workspace} and send_id = ${id} and send_id is not null`;
      const [moved] = await db.batch([
        db.run(sql`update sends set state = ${to.state}, cursor = ${to.cursor}, enrol_at = ${to.enrolAt}, updated_at = ${audit.at}
          where ${one(workspace, id)} and state = ${state} and updated_at = ${updatedAt}`),
        auditEntry(db, audit, sql`changes() > 0`),
        ...(to.state === "cancelled"
          ? [
              db.run(sql`update invitations set state = 'cancelled'
                where ${of} and ${OPEN} and state = 'planned' and changes() > 0`),
            ]
          : []),
        ...(to.again
          ? [
              db.run(sql`update invitations set state = 'planned'
                where ${of} and state = 'cancelled' and changes() > 0`),
            ]
          : []),
      ]);
      return moved.rowsAffected > 0;
    },

    async home(workspace: string): Promise<SendingHome | undefined> {
      const [row] = await db.all<Row>(
        sql`select name, zone, clock, cooldown, mail from workspaces where id = ${workspace}`,
      );
      return (
        row && {
          name: String(row["name"]),
          zone: String(row["zone"]),
          clock: fromJson(row["clock"]) as Clock | null,
          cooldown: fromJson(row["cooldown"]) as Cooldown | null,
          mail: fromJson(row["mail"]) as MailSettings | null,
        }
      );
    },

    /** How a send's survey stands: whether it asks now, whether it ever will again, and whether it is a sample. */
    async survey(
      workspace: string,
      survey: string,
    ): Promise<{ live: boolean; stopped: boolean; version: number; demo: boolean } | undefined> {
      const [row] = await db.all<Row>(sql`select version, demo, state = 'live' as live,
          state = 'closed' or archived_at is not null or coalesce(answered >= quota, 0) as stopped
        from surveys where id = ${survey} and workspace_id = ${workspace}`);
      return (
        row && {
          live: row["live"] === 1,
          stopped: row["stopped"] === 1,
          version: Number(row["version"]),
          demo: row["demo"] === 1,
        }
      );
    },

    /** Sends that wait for events, paused ones among them: what happens meanwhile is planned all the same. */
    triggered: (workspace: string): Promise<CountedSend[]> =>
      counted(
        sql`where s.workspace_id = ${workspace} and s.state in ('live', 'paused') and s.plan ->> 'kind' = 'trigger' order by s.id limit 200`,
        0,
      ),

    /** Mails of a send by UTC day of the hand-over, since one. */
    async handedOver(
      workspace: string,
      id: string,
      since: number,
    ): Promise<{ day: number; n: number }[]> {
      return db.all(sql`select day, n from send_days
        where workspace_id = ${workspace} and send_id = ${id} and day >= ${since} and n > 0`);
    },

    /** Sends of all workspaces that have people to look through: for the job that does. */
    async toEnrol(now: number, limit: number): Promise<{ workspace: string; id: string }[]> {
      return db.all(sql`select workspace_id as workspace, id from sends
        where enrol_at <= ${now} and state = 'live' order by enrol_at limit ${limit}`);
    },

    /** Live sends of all workspaces with an invitation that is due: for the job that hands over. */
    async withDue(now: number): Promise<{ workspace: string; id: string }[]> {
      return db.all(sql`select s.workspace_id as workspace, s.id as id from sends s where s.state = 'live'
        and exists (select 1 from invitations i where i.workspace_id = s.workspace_id and i.send_id = s.id
          and ${OPEN} and i.state = 'planned' and i.due_at <= ${now}) order by s.workspace_id, s.id`);
    },

    /** Ends sends of all workspaces that ask once, when everybody was looked at and nothing waits. */
    async finish(now: number): Promise<void> {
      await db.run(sql`update sends set state = 'done', updated_at = ${now}
        where state = 'live' and enrol_at is null and plan ->> 'kind' = 'once'
          and not exists (select 1 from send_counts c where c.workspace_id = sends.workspace_id and c.send_id = sends.id
            and c.state in ('planned', 'sending') and c.n > 0)`);
    },
  };
}
export type SendsRepository = ReturnType<typeof sendsRepository>;

/** The condition of the index of invitations with which something is still to be done. */
export const OPEN = sql.raw("state in ('planned', 'sending', 'unknown', 'failed')");

function fromJson(value: string | number | null | undefined): unknown {
  return typeof value === "string" ? JSON.parse(value) : null;
}

function countedOf(row: Row): CountedSend {
  const counts = fromJson(row["counts"]) as [InvitationState, string, number][];
  return {
    id: String(row["id"]),
    survey: String(row["survey"]),
    surveyName: String(row["surveyName"]),
    name: String(row["name"]),
    state: row["state"] as SendState,
    audience: fromJson(row["audience"]) as Send["audience"],
    letter: fromJson(row["letter"]) as Send["letter"],
    plan: fromJson(row["plan"]) as Send["plan"],
    reminders: fromJson(row["reminders"]) as number[],
    cursor: row["cursor"] as string | null,
    enrolAt: row["enrolAt"] as number | null,
    createdAt: Number(row["createdAt"]),
    updatedAt: Number(row["updatedAt"]),
    counts: counts.map(([state, reason, n]) => ({ state, reason, n })),
    answered: Number(row["answered"]),
    suspect: Number(row["suspect"]),
    delivered: Number(row["delivered"]),
  };
}

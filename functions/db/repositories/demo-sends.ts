import { sql } from "drizzle-orm";
import type { MailSettings } from "../../../domain/wire/mail.ts";
import type { Letter, SendPlan, SendState, SkipReason } from "../../../domain/wire/sends.ts";
import type { Db } from "../client.ts";

/** A send of the sample shop. */
export type DemoSend = {
  id: string;
  survey: string;
  name: string;
  state: SendState;
  plan: SendPlan;
  letter: Letter;
  at: number;
  enrolAt: number | null;
};

/** An invitation that led to no answer. */
export type DemoInvitation = {
  id: string;
  person: string;
  email: string;
  language: string | null;
  round: string;
  at: number;
  state: "accepted" | "bounced" | "skipped";
  reason: SkipReason | null;
};

/** Which sample answers by mail a send has brought. */
export type DemoAnswers = {
  id: string;
  survey: string;
  from: number;
  to: number;
  /** One of each person at most. */
  perPerson: boolean;
};

const COLUMNS = sql.raw(
  `workspace_id, id, survey_id, version, email, person, language, attributes, sent_at, expires_at, created_at,
   send_id, round, state, due_at, reason, step, domain, bounced_at`,
);
const DOMAIN = sql.raw("substr(p.email, instr(p.email, '@') + 1)");

/** What the sample shop has mailed. Repeats change nothing. */
export function demoSendsRepository(db: Db) {
  return {
    /** @param sender of a workspace that has none; null: it stays so */
    async add(
      workspace: string,
      sends: readonly DemoSend[],
      sender: MailSettings | null,
    ): Promise<void> {
      await db.batch([
        db.run(sql`insert into sends (workspace_id, id, survey_id, name, state, audience, letter, plan, reminders, enrol_at, created_at, updated_at)
          select ${workspace}, value ->> 'id', value ->> 'survey', value ->> 'name', value ->> 'state', '{"of":"everyone"}', value -> 'letter',
            value -> 'plan', '[]', value ->> 'enrolAt', value ->> 'at', value ->> 'at'
          from json_each(${JSON.stringify(sends)}) where true on conflict do nothing`),
        db.run(sql`update workspaces set mail = ${JSON.stringify(sender)}
          where id = ${workspace} and mail is null and ${sender !== null}`),
      ]);
    },

    /** Makes the invitations that answers by mail came from: their ids are the answers' submissions. */
    async addAnswered(
      workspace: string,
      { id, survey, from, to, perPerson }: DemoAnswers,
    ): Promise<void> {
      await db.run(sql`insert into invitations (${COLUMNS})
        select r.workspace_id, r.submission, r.survey_id, 1, p.email, r.person, r.language, coalesce(r.attributes, '{}'),
          r.at, r.at + 2592000000, r.at, ${id}, ${perPerson ? sql`''` : sql`'answer-' || r.row`}, 'accepted', r.at, null, 1, ${DOMAIN}, null
        from (select *, max(${from}, created_at - iif(reason like 'opened within%', 40000, 3600000 * (1 + row % 40))) as at from responses
            where workspace_id = ${workspace} and survey_id = ${survey} and channel = 'email') r
          join people p on p.workspace_id = ${workspace} and p.person = r.person
        where p.email is not null and r.created_at >= ${from} and r.created_at < ${to} order by r.row on conflict do nothing`);
    },

    /**
     * How the answers of a send came about: a post each with evidence for its grade, and who opened the
     * links: a person one, a scanner all of them.
     */
    async addVotes(workspace: string, send: string): Promise<void> {
      const votes = sql`(select r.* from invitations i
          join responses r on r.workspace_id = i.workspace_id and r.survey_id = i.survey_id and r.submission = i.id
        where i.workspace_id = ${workspace} and i.send_id = ${send} and r.grade is not null and r.score is not null)`;
      await db.batch([
        db.run(sql`insert into votes (workspace_id, invitation_id, visit, rev, grade, reason, score, late, at, slot, answers, complete, evidence)
          select workspace_id, submission, 'sample', 0, grade, coalesce(reason, ''), score, 0, created_at, score, answers, complete,
            json_object('touched', json(iif(grade = 'confirmed', 'true', 'false')), 'followUp', json('false'),
              'dwell', case when grade = 'confirmed' then 1400 + row % 90 * 250
                when reason like 'left%' then row % 15 * 250 else 4000 end,
              'elapsed', 5000 + row % 70 * 250, 'webdriver', json(iif(reason like '%automated%', 'true', 'false')),
              'trapped', json('false'), 'others', json('[]'), 'from', 'sample' || row)
          from ${votes} where true on conflict do nothing`),
        db.run(sql`insert into link_evidence (workspace_id, invitation_id, slot, minute, method, address, agent, at, last_at)
          select workspace_id, submission, slot.value, at / 60000, 'GET', 'sample', agent, at, at
          from (select v.workspace_id, v.submission, v.score, created_at - 6000 as at, v.reason, v.grade,
              case when v.grade = 'suspect' then iif(v.row % 3, 'robot', 'headless') else iif(v.row % 5 < 3, 'phone', 'browser') end as agent
            from ${votes} v) one
          join json_each('[0,1,2,3,4,5,6,7,8,9,10]') slot
            on slot.value = one.score or (one.grade = 'suspect' and one.reason like 'another link%' and slot.value in (1, 2, 4, 5))
          where true on conflict do nothing`),
      ]);
    },

    /** Adds those that nobody answered. Who is asked already in a round stays as he is. */
    async addSilent(
      workspace: string,
      { id, survey }: Pick<DemoAnswers, "id" | "survey">,
      items: readonly DemoInvitation[],
    ): Promise<void> {
      await db.run(sql`insert into invitations (${COLUMNS})
        select ${workspace}, p.id, ${survey}, 1, p.email, p.person, p.language, '{}', iif(p.state = 'skipped', null, p.at), p.at + 2592000000, p.at,
          ${id}, p.round, p.state, iif(p.state = 'skipped', null, p.at), p.reason, p.state <> 'skipped', ${DOMAIN},
          iif(p.state = 'bounced', p.at + 60000, null)
        from (select value ->> 'id' as id, value ->> 'email' as email, value ->> 'person' as person, value ->> 'language' as language,
            value ->> 'at' as at, value ->> 'round' as round, value ->> 'state' as state, value ->> 'reason' as reason
          from json_each(${JSON.stringify(items)})) p where true on conflict do nothing`);
    },

    /** Takes the sample shop's sender from a workspace. */
    async removeSender(workspace: string, from: string): Promise<void> {
      await db.run(
        sql`update workspaces set mail = null where id = ${workspace} and mail ->> 'from' = ${from}`,
      );
    },
  };
}
export type DemoSendsRepository = ReturnType<typeof demoSendsRepository>;

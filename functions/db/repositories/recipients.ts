import { max, sql } from "drizzle-orm";
import type { RecipientDomains } from "../../../domain/wire/votes.ts";
import type { Db } from "../client.ts";
import { recipientDomains } from "../schema/index.ts";

type Counted = Omit<RecipientDomains["items"][number], "jumped">;

/** Invitations of a survey that are looked through, newest first, and domains that are kept. */
const NEWEST = 2400;
const MOST = 50;

/** What is told of a domain. */
const told = {
  domain: recipientDomains.domain,
  sent: recipientDomains.sent,
  answered: recipientDomains.answered,
  suspect: recipientDomains.suspect,
  sentBefore: recipientDomains.sentBefore,
  answeredBefore: recipientDomains.answeredBefore,
  suspectBefore: recipientDomains.suspectBefore,
  jumped: recipientDomains.jumped,
};

/** Votes by the domain of the recipient. */
export function recipientsRepository(db: Db) {
  return {
    /** Running surveys of every workspace that were mailed about since then, the longest uncounted first. */
    async due(since: number, limit: number): Promise<{ workspace: string; survey: string }[]> {
      return db.all(sql`select s.workspace_id as workspace, s.id as survey from surveys s
        where s.state = 'live' and exists (select 1 from invitations i
          where i.workspace_id = s.workspace_id and i.survey_id = s.id and i.created_at > ${since})
        order by (select max(d.at) from recipient_domains d
          where d.workspace_id = s.workspace_id and d.survey_id = s.id) limit ${limit}`);
    },

    /**
     * Invitations and votes by domain, of the newest invitations.
     * @param since what lies after is now, what lies between `before` and it is before, ms UTC
     */
    async count(
      workspace: string,
      survey: string,
      since: number,
      before: number,
    ): Promise<Counted[]> {
      const of = (what: string, now: string) => sql.raw(`coalesce(sum(${now} and ${what}), 0)`);
      const answered = "state in ('counted', 'pending', 'late')";
      const suspect = "state = 'suspect'";
      return db.all<Counted>(sql`select domain,
          ${of("1", "now")} as sent, ${of(answered, "now")} as answered, ${of(suspect, "now")} as suspect,
          ${of("1", "not now")} as sentBefore, ${of(answered, "not now")} as answeredBefore,
          ${of(suspect, "not now")} as suspectBefore
        from (select i.domain, coalesce(i.sent_at, i.created_at) as at,
            coalesce(i.sent_at, i.created_at) >= ${since} as now, r.state
          from (select * from invitations where workspace_id = ${workspace} and survey_id = ${survey}
            order by created_at desc limit ${NEWEST}) i
          left join responses r on r.workspace_id = i.workspace_id and r.survey_id = i.survey_id and r.submission = i.id
          where i.domain is not null and i.state in ('made', 'accepted', 'bounced'))
        where at >= ${before} group by domain
        order by suspect desc, suspectBefore desc, sent desc, domain limit ${MOST}`);
    },

    /** Puts a count in the place of the one before it. */
    async keep(
      workspace: string,
      survey: string,
      rows: readonly (Counted & { jumped: boolean })[],
      now: number,
    ): Promise<void> {
      const drop = db
        .delete(recipientDomains)
        .where(
          sql`${recipientDomains.workspaceId} = ${workspace} and ${recipientDomains.surveyId} = ${survey}`,
        );
      const [first, ...rest] = rows.map((row) =>
        db.insert(recipientDomains).values({
          ...row,
          workspaceId: workspace,
          surveyId: survey,
          jumped: Number(row.jumped),
          at: now,
        }),
      );
      await (first ? db.batch([drop, first, ...rest]) : drop);
    },

    /** The newest count of a survey. */
    async read(workspace: string, survey: string): Promise<RecipientDomains> {
      const own = sql`${recipientDomains.workspaceId} = ${workspace} and ${recipientDomains.surveyId} = ${survey}`;
      const [rows, [newest]] = await db.batch([
        db.select(told).from(recipientDomains).where(own),
        db
          .select({ at: max(recipientDomains.at) })
          .from(recipientDomains)
          .where(own),
      ]);
      const items = rows
        .map((row) => ({ ...row, jumped: row.jumped === 1 }))
        .toSorted((a, b) => b.suspect - a.suspect || b.sent - a.sent);
      const looked = items.reduce((n, { sent, sentBefore }) => n + sent + sentBefore, 0);
      return { items, at: newest?.at ?? null, whole: looked < NEWEST && items.length < MOST };
    },

    /** Domains of a workspace where suspect votes jumped, by survey. */
    async jumped(
      workspace: string,
      since: number,
    ): Promise<
      { survey: string; domain: string; suspect: number; answered: number; at: number }[]
    > {
      return db.all(sql`select survey_id as survey, domain, suspect, answered, at from recipient_domains
        where workspace_id = ${workspace} and jumped = 1 and at >= ${since} limit 20`);
    },
  };
}
export type RecipientsRepository = ReturnType<typeof recipientsRepository>;

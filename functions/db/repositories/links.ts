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
};

/** Last visit to another link of the invitation, ms, and the score that is stored for it now. */
export type InvitationFacts = {
  otherSlotAt: number | null;
  score: number | null;
  grade: string | null;
};

/** Invitations and what their links saw. Hand-made requests: these are public paths. */
export function linksRepository(database: Database) {
  return {
    async create(invitation: Invitation): Promise<void> {
      const i = invitation;
      await runPipeline(database, [
        {
          sql: `insert into invitations (workspace_id, id, survey_id, version, email, person, language, attributes, sent_at, expires_at, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
          args: [
            i.workspace,
            i.id,
            i.survey,
            i.version,
            i.email,
            i.person,
            i.language,
            JSON.stringify(i.attributes),
            i.sentAt,
            i.expiresAt,
            i.createdAt,
          ],
        },
      ]);
    },

    /** The invitation of a link, with what is known of its other links. @param slot the link's own */
    async find(
      workspace: string,
      id: string,
      slot: number,
    ): Promise<(Invitation & InvitationFacts) | undefined> {
      const [result] = await runPipeline(database, [
        {
          sql: `select i.*, r.score as score, r.grade as grade,
              (select max(e.minute) from link_evidence e
                where e.workspace_id = ?1 and e.invitation_id = ?2 and e.slot <> ?3) as other_minute
            from invitations i left join responses r
              on r.workspace_id = i.workspace_id and r.survey_id = i.survey_id and r.submission = i.id
            where i.workspace_id = ?1 and i.id = ?2`,
          args: [workspace, id, slot],
        },
      ]);
      return result?.rows[0] && invitationOf(result.rows[0]);
    },

    /** The newest invitation of a sample survey, for the mail preview of a machine of one's own. */
    async newestDemo(): Promise<{ id: string; survey: string; email: string | null } | undefined> {
      const [result] = await runPipeline(database, [
        {
          sql: `select i.id, i.survey_id, i.email from surveys s join invitations i
              on i.workspace_id = s.workspace_id and i.survey_id = s.id
            where s.demo = 1 order by i.created_at desc limit 1`,
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
        minute: number;
        method: string;
        address: string;
        agent: string;
      },
    ): Promise<void> {
      const v = visit;
      await runPipeline(database, [
        {
          sql: `insert into link_evidence (workspace_id, invitation_id, slot, minute, method, address, agent) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do update set visits = visits + 1 where visits < 1000`,
          args: [workspace, v.invitation, v.slot, v.minute, v.method, v.address, v.agent],
        },
      ]);
    },

    /**
     * Settles votes that were probable for long enough: they count, unless another link of the same
     * mail was visited close by. Of every workspace; by the partial index of responses set aside.
     */
    async settle(before: number, near: number): Promise<void> {
      await runPipeline(database, [
        {
          sql: `update responses set
              state = case when exists (select 1 from link_evidence e where e.workspace_id = responses.workspace_id
                and e.invitation_id = responses.submission and e.slot <> responses.score
                and abs(e.minute * 60000 - responses.updated_at) < ?2) then 'suspect' else 'counted' end
            where row in (select row from responses where state = 'pending' and state <> 'counted' and channel = 'email'
              and updated_at < ?1 limit 500)`,
          args: [before, near],
        },
      ]);
    },
  };
}
export type LinksRepository = ReturnType<typeof linksRepository>;

function invitationOf(row: Row): Invitation & InvitationFacts {
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  const number = (name: string) => (row[name] === null ? null : Number(row[name]));
  const other = number("other_minute");
  return {
    workspace: String(row["workspace_id"]),
    id: String(row["id"]),
    survey: String(row["survey_id"]),
    version: Number(row["version"]),
    email: text("email"),
    person: text("person"),
    language: text("language"),
    attributes: JSON.parse(String(row["attributes"])) as Record<string, string>,
    sentAt: number("sent_at"),
    expiresAt: Number(row["expires_at"]),
    createdAt: Number(row["created_at"]),
    otherSlotAt: other === null ? null : other * 60_000,
    score: number("score"),
    grade: text("grade"),
  };
}

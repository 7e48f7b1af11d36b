import { sql } from "drizzle-orm";
import { themeJob } from "../../../domain/themes/job.ts";
import type { Db } from "../client.ts";
import { THEME_COUNTERS, empty } from "../counters.ts";
import { fenced, held } from "../fence.ts";
import { orderReread } from "../rereads.ts";
import type { Lease } from "./jobs.ts";
import { type Removable, findRemovable } from "./removal.ts";
import type { ThemeModel } from "./themes.ts";
import type { Stretch } from "./walk.ts";

/** Whom to erase: an external id, proven or claimed, and an address. */
export type Subject = { person?: string | undefined; email?: string | undefined };

export type KnownPerson = { person: string; email: string | null };

/** An invitation of the person; its id is the submission of the response it led to. */
export type ErasedInvitation = { id: string; survey: string };

/** A theme as erasing leaves it: with another model, or gone because only erased words carried it. */
export type PrunedTheme = { id: string; model: ThemeModel } | { id: string; model: null };

/** An entry of the curators' log as erasing leaves it. */
export type PrunedEntry = { id: string; payload: Record<string, unknown> };

/** Everything that may name a person, and how it goes. */
export function erasuresRepository(db: Db) {
  const whose = ({ person, email }: Subject, id: string, address: string) =>
    sql
      .raw("(")
      .append(
        sql.join(
          [
            ...(person === undefined ? [] : [sql`${sql.raw(id)} = ${person}`]),
            ...(email === undefined ? [] : [sql`lower(${sql.raw(address)}) = ${email}`]),
          ],
          sql` or `,
        ),
      )
      .append(sql.raw(")"));
  /** Some value of a JSON object is this address. */
  const holds = (column: string, email: string) =>
    sql`(instr(lower(${sql.raw(column)}), ${email}) > 0
      and exists (select 1 from json_each(${sql.raw(column)}) j where lower(j.value) = ${email}))`;
  const answered = (workspace: string, { low, high }: Stretch, email: string) =>
    sql`select row from responses where row between ${low} and ${high} and +workspace_id = ${workspace}
      and (${holds("answers", email)} or ${holds("attributes", email)})`;

  return {
    /** Responses under an external id. */
    async countOfPerson(workspace: string, person: string): Promise<number> {
      const [row] = await db.all<{ n: number }>(
        sql`select count(*) as n from responses where workspace_id = ${workspace} and person = ${person}`,
      );
      return row?.n ?? 0;
    },

    ofPerson: (workspace: string, person: string, most: number): Promise<Removable[]> =>
      findRemovable(
        db,
        workspace,
        sql`select row from responses where workspace_id = ${workspace} and person = ${person} limit ${most}`,
        most,
      ),

    /** Responses among some rows in which the address was given as an answer or attribute. */
    withAddress: (workspace: string, stretch: Stretch, email: string, most: number) =>
      findRemovable(db, workspace, answered(workspace, stretch, email), most),

    async countWithAddress(workspace: string, stretch: Stretch, email: string): Promise<number> {
      const [row] = await db.all<{ n: number }>(
        sql`select count(*) as n from (${answered(workspace, stretch, email)})`,
      );
      return row?.n ?? 0;
    },

    ofInvitations: (workspace: string, invitations: readonly ErasedInvitation[]) =>
      findRemovable(
        db,
        workspace,
        sql`select o.row from json_each(${JSON.stringify(invitations.map(({ id, survey }) => [id, survey]))}) i
          cross join responses o on o.workspace_id = ${workspace} and o.survey_id = i.value ->> 1 and o.submission = i.value ->> 0`,
        invitations.length,
      ),

    /**
     * Invitations of the subject among the next `size` after an id.
     * @returns them, and the last id looked at; null at the end
     */
    async invitations(
      workspace: string,
      subject: Subject,
      after: string,
      size: number,
    ): Promise<{ found: ErasedInvitation[]; last: string | null }> {
      const some = sql`(select id, survey_id, person, email from invitations
        where workspace_id = ${workspace} and id > ${after} order by id limit ${size})`;
      const [found, [end]] = await db.batch([
        db.all<ErasedInvitation>(
          sql`select id, survey_id as survey from ${some} where ${whose(subject, "person", "email")}`,
        ),
        db.all<{ last: string | null }>(sql`select max(id) as last from ${some}`),
      ]);
      return { found, last: end?.last ?? null };
    },

    /** Removes invitations with their votes and visits, whether or not they led to a response. */
    async dropInvitations(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      ids: readonly string[],
    ): Promise<boolean> {
      const given = sql`(select value from json_each(${JSON.stringify(ids)}))`;
      const drop = (table: string, column: string) =>
        db.run(sql`delete from ${sql.raw(table)} where workspace_id = ${workspace}
          and ${sql.raw(column)} in ${given} and ${held(lease)}`);
      return fenced(db, lease, cursor, [
        drop("votes", "invitation_id"),
        drop("link_evidence", "invitation_id"),
        drop("invitations", "id"),
      ]);
    },

    /** People by the id or the address, with the addresses that they have. */
    async known(workspace: string, { person, email }: Subject): Promise<KnownPerson[]> {
      return db.all<KnownPerson>(sql`select person, email from people where workspace_id = ${workspace} and person = ${person ?? null}
        union select person, email from people where workspace_id = ${workspace} and email = ${email ?? null}
        union select person, email from people where workspace_id = ${workspace} and person = ${email ?? null}`);
    },

    /**
     * Removes people, also from the lists and the places of sends, and leaves a keyed hash of each of
     * their addresses, so that nothing brings mail to them again.
     * @param hashes of their addresses, in hex
     */
    async dropKnown(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      people: readonly string[],
      hashes: readonly string[],
      now: number,
    ): Promise<boolean> {
      const ids = sql`(select value from json_each(${JSON.stringify(people)}))`;
      const mine = held(lease);
      return fenced(db, lease, cursor, [
        db.run(sql`insert into suppressions (workspace_id, hash, reason, at)
          select ${workspace}, unhex(value), 'erased', ${now} from json_each(${JSON.stringify(hashes)})
          where ${mine} on conflict do update set reason = 'erased', at = excluded.at where reason <> 'erased'`),
        db.run(
          sql`delete from people where workspace_id = ${workspace} and person in ${ids} and ${mine}`,
        ),
        // A list that named nobody else names somebody whom there is not.
        db.run(sql`update sends set audience = json_set(audience, '$.people', json(coalesce(
              (select nullif(json_group_array(value), '[]') from json_each(sends.audience, '$.people') where value not in ${ids}), '["(erased)"]')))
          where workspace_id = ${workspace} and exists
            (select 1 from json_each(sends.audience, '$.people') where value in ${ids}) and ${mine}`),
        // Enrolling goes on after whom is left.
        db.run(sql`update sends set cursor = (select max(person) from people p where p.workspace_id = ${workspace} and p.person < sends.cursor)
          where workspace_id = ${workspace} and cursor in ${ids} and ${mine}`),
      ]);
    },

    /** Mails to the address, unless it signs in here: those are the account's and go in a week. */
    async countMails(email: string): Promise<number> {
      const [row] = await db.all<{
        n: number;
      }>(sql`select count(*) as n from mails where lower("to") = ${email}
        and not exists (select 1 from users where email = ${email})`);
      return row?.n ?? 0;
    },

    /** When the person was asked, a row a survey. */
    async countAsks(workspace: string, person: string): Promise<number> {
      const [row] = await db.all<{ n: number }>(
        sql`select count(*) as n from asks where workspace_id = ${workspace} and person = ${person}`,
      );
      return row?.n ?? 0;
    },

    /**
     * What is left when the responses are gone: mails to the address, when the person was asked, the
     * id in the team's list.
     */
    async dropRest(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      { person, email }: Subject,
    ): Promise<boolean> {
      return fenced(db, lease, cursor, [
        db.run(sql`delete from mails where lower("to") = ${email ?? null}
          and not exists (select 1 from users where email = ${email ?? null}) and ${held(lease)}`),
        db.run(
          sql`delete from asks where workspace_id = ${workspace} and person = ${person ?? null} and ${held(lease)}`,
        ),
        db.run(sql`update workspaces set team = (select json_group_array(value) from json_each(team) where value <> ${person ?? ""})
          where id = ${workspace} and exists (select 1 from json_each(team) where value = ${person ?? ""}) and ${held(lease)}`),
      ]);
    },

    /** Whether some response of a survey, other than these, has a word that begins like this. */
    async isSaid(survey: string, prefix: string, besides: readonly number[]): Promise<boolean> {
      const match = `"${prefix.replaceAll('"', "")}"*`;
      const rows = await db.all(sql`select 1 from surveys s join verbatim_search v
        on v.rowid > s.no * 4294967296 and v.rowid < (s.no + 1) * 4294967296
        where s.id = ${survey} and v.verbatim_search match ${match}
          and v.rowid not in (select value from json_each(${JSON.stringify(besides)})) limit 1`);
      return rows.length > 0;
    },

    /**
     * Writes themes as erasing leaves them. Texts of a theme that is gone are read again by the next
     * run; a run under way loses its lease, since it knows the themes as they were.
     */
    async prune(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      themes: readonly PrunedTheme[],
      entries: readonly PrunedEntry[],
    ): Promise<boolean> {
      const gone = themes.flatMap(({ id, model }) => (model === null ? [id] : []));
      const ids = sql`(select value from json_each(${JSON.stringify(gone)}))`;
      const mine = held(lease);
      const drop = (table: string) =>
        db.run(
          sql`delete from ${sql.raw(table)} where workspace_id = ${workspace} and theme_id in ${ids} and ${mine}`,
        );
      const dropEmpty = (table: string) =>
        db.run(sql`delete from ${sql.raw(table)} where workspace_id = ${workspace} and theme_id in ${ids}
          and ${empty(THEME_COUNTERS)} and ${mine}`);
      return fenced(db, lease, cursor, [
        ...themes.flatMap(({ id, model }) =>
          model === null
            ? []
            : [
                db.run(sql`update themes set model = ${JSON.stringify(model)}
                  where workspace_id = ${workspace} and id = ${id} and ${mine}`),
              ],
        ),
        ...entries.map(({ id, payload }) =>
          db.run(sql`update theme_edits set payload = ${JSON.stringify(payload)}
            where workspace_id = ${workspace} and id = ${id} and ${mine}`),
        ),
        ...themes.flatMap(({ id, model }) =>
          model?.rebuild
            ? [id, model.splitFrom ?? id].map((theme) =>
                orderReread(db, workspace, `erased/${theme}`, { kind: "theme", theme }, mine),
              )
            : [],
        ),
        db.run(sql`update verbatims set stage = 2 where workspace_id = ${workspace} and stage = 0 and (row, question) in
          (select row, question from mentions where workspace_id = ${workspace} and theme_id in ${ids}) and ${mine}`),
        drop("mentions"),
        drop("theme_edits"),
        dropEmpty("theme_days"),
        dropEmpty("theme_spans"),
        db.run(
          sql`update themes set parent_id = null where workspace_id = ${workspace} and parent_id in ${ids} and ${mine}`,
        ),
        db.run(
          sql`delete from themes where workspace_id = ${workspace} and id in ${ids} and ${mine}`,
        ),
        db.run(
          sql`update jobs set lease_until = null where name = ${themeJob(workspace)} and ${mine}`,
        ),
      ]);
    },

    /**
     * Merges a bounded piece of the full-text index, so that words of removed texts leave its
     * segments. It serves all workspaces. @param pages about 4 kB each @returns whether there is more
     */
    async mergeSearch(pages: number, first: boolean): Promise<boolean> {
      // A negative number first makes one merge of all segments; the others go on with it.
      const step = db.run(
        sql`insert into verbatim_search (verbatim_search, rank) values ('merge', ${first ? -pages : pages})`,
      );
      const [before, , after] = await db.batch([
        db.all<{ n: number }>(sql`select total_changes() as n`),
        step,
        db.all<{ n: number }>(sql`select total_changes() as n`),
      ]);
      return (after[0]?.n ?? 0) - (before[0]?.n ?? 0) >= 2;
    },

    /** External ids of respondents, invited, asked and known people after one, in order. */
    async people(workspace: string, after: string, most: number): Promise<string[]> {
      const rows = await db.all<{ person: string }>(sql`select person from (
          select distinct person from responses where workspace_id = ${workspace} and person > ${after}
          union select person from invitations where workspace_id = ${workspace} and person > ${after}
          union select person from asks where workspace_id = ${workspace} and person > ${after}
          union select person from people where workspace_id = ${workspace} and person > ${after})
        order by person limit ${most}`);
      return rows.map(({ person }) => person);
    },

    /** Addresses that were given in answers and attributes among some rows. */
    async addresses(workspace: string, { low, high }: Stretch): Promise<string[]> {
      const rows = await db.all<{ value: string }>(sql`select distinct lower(j.value) as value
        from responses r, json_each(json_array(json(r.answers), json(coalesce(r.attributes, '{}')))) part, json_each(part.value) j
        where r.row between ${low} and ${high} and +r.workspace_id = ${workspace}
          and (instr(r.answers, '@') > 0 or instr(r.attributes, '@') > 0) and j.type = 'text' and instr(j.value, '@') > 0`);
      return rows.map(({ value }) => value);
    },

    /** Addresses of invitations and of people. */
    async invited(workspace: string): Promise<string[]> {
      const rows = await db.all<{ email: string }>(
        sql`select lower(email) as email from invitations where workspace_id = ${workspace} and email is not null
          union select email from people where workspace_id = ${workspace} and email is not null`,
      );
      return rows.map(({ email }) => email);
    },
  };
}
export type ErasuresRepository = ReturnType<typeof erasuresRepository>;

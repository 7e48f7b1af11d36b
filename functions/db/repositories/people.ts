import { type SQL, sql } from "drizzle-orm";
import { type Answered, asksAnswers, isInSegment } from "../../../domain/people/segment.ts";
import type { Change } from "../../../domain/people/changes.ts";
import type {
  AttributeType,
  Person,
  PersonDetail,
  PersonSource,
  SegmentRules,
  Subscription,
} from "../../../domain/wire/people.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { OF_A_PERSON } from "./known-people.ts";

/** People that one call looks at, where rules choose among them. */
export const LOOK = 2_000;
/** The same where rules ask for answers; and answers that it then looks at, each with its survey. */
const LOOK_ANSWERS = 1_000;
const ANSWERS = 1_900;

type StoredPerson = Omit<Person, "attributes"> & { attributes: string };

const COLUMNS = sql.raw(
  `person, email, attributes, language, subscription, consent, consent_at as "consentAt",
   source, created_at as "createdAt", updated_at as "updatedAt"`,
);

const personOf = (row: StoredPerson): Person => ({
  person: row.person,
  email: row.email,
  attributes: JSON.parse(row.attributes) as Person["attributes"],
  language: row.language,
  subscription: row.subscription,
  consent: row.consent,
  consentAt: row.consentAt,
  source: row.source,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

/** What stands of an address, from the lightest word to the gravest. */
const GRAVITY: readonly Subscription[] = ["subscribed", "bounced", "unsubscribed", "complained"];

/** What is written of people: changes to them, and attributes that are named for the first time. */
export type SavedChanges = {
  changes: readonly Change[];
  fresh: readonly (readonly [name: string, type: AttributeType])[];
  /** People known by their address alone who turn out to have an id. */
  adopted: readonly { from: string; to: string }[];
  source: PersonSource;
};

/** One answer of a person, with its survey. */
export type PersonAnswer = Answered & {
  row: number;
  survey: string;
  surveyName: string;
  channel: string;
  texts: Record<string, string>;
};

/** What a walk found: people in order of id, and the id to go on after; null at the end. */
export type Walked = { items: Person[]; next: string | null };

/** People as a workspace knows them. */
export function peopleRepository(db: Db) {
  const some = async (query: SQL): Promise<Person[]> =>
    (await db.all<StoredPerson>(query)).map(personOf);

  /** Answers of some people in order, of as many of them as `ANSWERS` rows hold in full. */
  async function answersOf(workspace: string, people: readonly string[]) {
    const rows = await db.all<Answered & { i: number }>(
      sql`select given.key as i, s.metric as metric, r.score as score, r.state as state, r.created_at as at
        from json_each(${JSON.stringify(people)}) given
        cross join responses r on r.workspace_id = ${workspace} and r.person = given.value
        cross join surveys s on s.id = r.survey_id
        where r.person_proven = 1 limit ${ANSWERS}`,
    );
    const by = people.map((): Answered[] => []);
    for (const { i, ...answer } of rows) by[i]?.push(answer);
    const last = rows.length < ANSWERS ? undefined : rows.at(-1)?.i;
    // Whose answers alone are more than that is judged by those; else they are first next time.
    const whole = last === undefined ? people.length : Math.max(1, last);
    return by.slice(0, whole);
  }

  async function choose(
    workspace: string,
    rules: SegmentRules,
    people: readonly Person[],
    now: number,
  ): Promise<{ items: Person[]; judged: number }> {
    const answers = asksAnswers(rules)
      ? await answersOf(
          workspace,
          people.map(({ person }) => person),
        )
      : people.map(() => []);
    const judged = people.slice(0, answers.length);
    return {
      items: judged.filter((one, i) => isInSegment(rules, one, answers[i] ?? [], now)),
      judged: judged.length,
    };
  }

  async function subscribe(
    workspace: string,
    emails: readonly string[],
    subscription: Subscription,
    now: number,
  ): Promise<number> {
    if (emails.length === 0) return 0;
    const lighter =
      subscription === "subscribed" ? GRAVITY : GRAVITY.slice(0, GRAVITY.indexOf(subscription));
    const result =
      await db.run(sql`update people set subscription = ${subscription}, updated_at = ${now}
        where workspace_id = ${workspace} and person in (${owners(workspace, emails)})
          and subscription <> ${subscription} and subscription in (select value from json_each(${JSON.stringify(lighter)}))`);
    return result.rowsAffected;
  }

  return {
    async get(workspace: string, person: string): Promise<Person | undefined> {
      const [found] = await some(
        sql`select ${COLUMNS} from people where workspace_id = ${workspace} and person = ${person}`,
      );
      return found;
    },

    /** Those of these that there are, in no order. */
    many: (workspace: string, ids: readonly string[]): Promise<Person[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : some(
            sql`select ${COLUMNS} from json_each(${JSON.stringify(ids)}) given
              cross join people on workspace_id = ${workspace} and person = given.value`,
          ),

    /** People with these addresses; several may share one. */
    withEmail: (workspace: string, emails: readonly string[]): Promise<Person[]> =>
      emails.length === 0
        ? Promise.resolve([])
        : some(sql`select ${COLUMNS} from (${owners(workspace, emails)}) o
            cross join people p on p.workspace_id = ${workspace} and p.person = o.owner`),

    /**
     * The next people of a filter after an id, in order of id. One call looks at no more than 2,000
     * people; 1,000 and 1,900 of their answers where rules ask for those. So it may find nobody while
     * there are more: `next` is null at the end alone.
     * @param rules null: everybody @param now ms UTC
     */
    async walk(
      workspace: string,
      rules: SegmentRules | null,
      after: string | null,
      limit: number,
      now: number,
    ): Promise<Walked> {
      const withAnswers = rules !== null && asksAnswers(rules);
      const look = rules === null ? limit : withAnswers ? LOOK_ANSWERS : LOOK;
      // The last one that is looked at comes in any case: where it stands, the walk goes on.
      const seen = await db.all<StoredPerson & { place: number; may: number }>(
        sql`select * from (select ${COLUMNS}, row_number() over (order by person) as place, ${mayHold(rules)} as may
            from people where workspace_id = ${workspace} and person > ${after ?? ""} order by person limit ${look})
          where may or place = ${look} limit ${limit}`,
      );
      const last = seen.at(-1);
      const ended = seen.length < limit && last?.place !== look;
      const next = ended ? null : (last?.person ?? null);
      const people = seen.filter(({ may }) => may).map(personOf);
      if (rules === null) return { items: people, next };
      const { items, judged } = await choose(workspace, rules, people, now);
      const cut = judged < people.length ? people[judged - 1]?.person : undefined;
      return { items, next: cut ?? next };
    },

    /**
     * Of some people those in whom the rules hold. `judged`: how many were looked at, from the first
     * on, before there were too many answers.
     */
    choose,

    /** Of some people those in whom the rules hold, however many answers that takes. */
    async inSegment(
      workspace: string,
      rules: SegmentRules,
      people: readonly Person[],
      now: number,
    ): Promise<Person[]> {
      const found: Person[] = [];
      for (let at = 0; at < people.length;) {
        const { items, judged } = await choose(workspace, rules, people.slice(at), now);
        found.push(...items);
        at += judged;
      }
      return found;
    },

    /**
     * People whose id begins like this, in order of id; or whose address does, in order of address.
     * @param after id, or address and id, of the page before
     */
    async beginning(
      workspace: string,
      by: "person" | "email",
      start: string,
      after: string | null,
      limit: number,
    ): Promise<Person[]> {
      const end = `${start}\u{10ffff}`;
      if (by === "person")
        return some(sql`select ${COLUMNS} from people where workspace_id = ${workspace}
          and person >= ${start} and person < ${end} and person > ${after ?? ""} order by person limit ${limit}`);
      const [email = "", person = ""] = after?.split("\n") ?? [];
      return some(sql`select ${COLUMNS} from people
        where workspace_id = ${workspace} and email >= ${start} and email < ${end}
          and (email, person) > (${email}, ${person}) order by email, person limit ${limit}`);
    },

    /**
     * Says of everybody with an address whether it may get mail; `subscribed` undoes anything, else a
     * graver word stays. @returns how many that changed
     */
    setSubscription: (
      workspace: string,
      email: string,
      subscription: Subscription,
      now: number,
    ): Promise<number> => subscribe(workspace, [email], subscription, now),

    /** Lets one person without an address be asked again. */
    async resubscribe(workspace: string, person: string, now: number): Promise<void> {
      await db.run(sql`update people set subscription = 'subscribed', updated_at = ${now}
        where workspace_id = ${workspace} and person = ${person} and email is null and subscription <> 'complained'`);
    },

    /** The same for many addresses. */
    setSubscriptions: (
      workspace: string,
      emails: readonly string[],
      subscription: Subscription,
      now: number,
    ): Promise<number> => subscribe(workspace, emails, subscription, now),

    /**
     * Writes people: what their changes name, and nothing else of those that are there. What a person
     * said in the meantime stands: nobody is subscribed by this. An address that was a person's id
     * becomes the person whose address it is, with all that happened to it.
     */
    async save(
      workspace: string,
      { changes, fresh, adopted, source }: SavedChanges,
      now: number,
      audit?: Audit,
    ): Promise<void> {
      const given = JSON.stringify(changes);
      const told = (name: string) => sql.raw(`json_type(g.value, '$.${name}') is not null`);
      await db.batch([
        db.run(sql`insert into people_attributes (workspace_id, name, type, created_at)
          select ${workspace}, value ->> 0, value ->> 1, ${now} from json_each(${JSON.stringify(fresh)})
          where true on conflict do nothing`),
        ...adopted.flatMap(({ from, to }) =>
          OF_A_PERSON.map((table) =>
            db.run(sql`update or ignore ${sql.raw(table)} set person = ${to}
              where workspace_id = ${workspace} and person = ${from}`),
          ),
        ),
        // Read and written by one statement. As an update of what the list names it would read everybody.
        db.run(sql`insert into people (workspace_id, person, email, attributes, language, subscription, consent, consent_at, source, created_at, updated_at)
          select p.workspace_id, p.person,
            iif(${told("email")}, g.value ->> 'email', p.email),
            json_patch(p.attributes, coalesce(g.value -> 'attributes', '{}')),
            iif(${told("language")}, g.value ->> 'language', p.language),
            iif(${told("subscription")} and p.subscription = 'subscribed', g.value ->> 'subscription', p.subscription),
            coalesce(g.value ->> 'consent', p.consent),
            iif(${told("consent")}, ${now}, p.consent_at),
            p.source, p.created_at, ${now}
          from json_each(${given}) g cross join people p on p.workspace_id = ${workspace} and p.person = g.value ->> 'person'
          where true on conflict do update set email = excluded.email, attributes = excluded.attributes, language = excluded.language,
            subscription = excluded.subscription, consent = excluded.consent, consent_at = excluded.consent_at, updated_at = excluded.updated_at`),
        db.run(sql`insert into people (workspace_id, person, email, attributes, language, subscription, consent, consent_at, source, created_at, updated_at)
          select ${workspace}, g.value ->> 'person', g.value ->> 'email', json_patch('{}', coalesce(g.value -> 'attributes', '{}')),
            g.value ->> 'language', coalesce(g.value ->> 'subscription', 'subscribed'), coalesce(g.value ->> 'consent', 'unknown'),
            iif(${told("consent")}, ${now}, null), ${source}, ${now}, ${now}
          from json_each(${given}) g where true on conflict do nothing`),
        ...(audit ? [auditEntry(db, audit)] : []),
      ]);
    },

    /** The people that were changed last, newest first. */
    newest: (workspace: string, limit: number): Promise<Person[]> =>
      some(
        sql`select ${COLUMNS} from people where workspace_id = ${workspace} order by updated_at desc limit ${limit}`,
      ),

    /** Answers of a person that were proven to be theirs, newest surveys first. */
    async answers(workspace: string, person: string, limit: number): Promise<PersonAnswer[]> {
      const rows = await db.all<Omit<PersonAnswer, "texts"> & { texts: string | null }>(
        sql`select r.row as row, r.survey_id as survey, s.name as "surveyName", s.metric as metric, r.channel as channel,
            r.state as state, r.score as score, r.texts as texts, r.created_at as at
          from (select * from responses where workspace_id = ${workspace} and person = ${person} order by row desc limit ${limit}) r
          cross join surveys s on s.id = r.survey_id where r.person_proven = 1 and r.state <> 'deleted'`,
      );
      return rows.map(({ texts, ...row }) => ({
        ...row,
        texts: texts === null ? {} : (JSON.parse(texts) as Record<string, string>),
      }));
    },

    /** Invitations of a person, those that were sent last first, then those that were not. */
    invitations: (
      workspace: string,
      person: string,
      limit: number,
    ): Promise<PersonDetail["invitations"]> =>
      db.all(
        sql`select i.id as id, i.survey_id as survey, coalesce(s.name, '') as "surveyName", i.send_id as send, i.state as state,
            i.reason as reason, i.created_at as at, i.due_at as "dueAt", i.sent_at as "sentAt"
          from (select * from invitations where workspace_id = ${workspace} and person = ${person}
            order by sent_at desc limit ${limit}) i left join surveys s on s.id = i.survey_id`,
      ),

    /** What kind of value each attribute holds, by name. */
    async attributes(workspace: string): Promise<Map<string, AttributeType>> {
      const rows = await db.all<{ name: string; type: AttributeType }>(
        sql`select name, type from people_attributes where workspace_id = ${workspace} order by name`,
      );
      return new Map(rows.map(({ name, type }) => [name, type]));
    },
  };
}
export type PeopleRepository = ReturnType<typeof peopleRepository>;

/**
 * Ids of the people with some addresses. Alone, because SQLite takes the index of addresses only where
 * it holds all that is asked.
 */
function owners(workspace: string, emails: readonly string[]): SQL {
  return sql`select e.person as owner from json_each(${JSON.stringify(emails)}) given
    cross join people e on e.workspace_id = ${workspace} and e.email = given.value`;
}

/**
 * What must be true of a person's row where the rules hold; isInSegment decides. Only rules that SQL
 * and the domain cannot see differently stand here.
 */
function mayHold(rules: SegmentRules | null): SQL {
  const { consent, reachable, attributes = [] } = rules ?? {};
  const parts = [
    ...(consent && consent.length > 0
      ? [sql`consent in (select value from json_each(${JSON.stringify(consent)}))`]
      : []),
    ...(reachable
      ? [sql`(email is not null and subscription = 'subscribed' and consent <> 'withdrawn')`]
      : []),
    ...attributes
      .filter(({ is }) => is !== "none_of" && is !== "unset")
      .map(({ name }) => sql`(attributes ->> ${name}) is not null`),
  ];
  return parts.length === 0 ? sql`1` : sql.join(parts, sql` and `);
}

import { type SQL, sql } from "drizzle-orm";
import { type Answered, asksAnswers, isInSegment } from "../../../domain/people/segment.ts";
import type {
  AttributeType,
  Person,
  SegmentRules,
  Subscription,
} from "../../../domain/wire/people.ts";
import type { Db } from "../client.ts";

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
        : some(
            sql`select ${COLUMNS} from json_each(${JSON.stringify(emails)}) given
              cross join people on workspace_id = ${workspace} and email = given.value`,
          ),

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
      const answers = withAnswers
        ? await answersOf(
            workspace,
            people.map(({ person }) => person),
          )
        : people.map(() => []);
      const judged = people.slice(0, answers.length);
      const items = judged.filter((one, i) => isInSegment(rules, one, answers[i] ?? [], now));
      const cut = judged.length < people.length ? judged.at(-1)?.person : undefined;
      return { items, next: cut ?? next };
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
      return some(sql`select ${COLUMNS} from people indexed by people_email
        where workspace_id = ${workspace} and email >= ${start} and email < ${end}
          and (email, person) > (${email}, ${person}) order by email, person limit ${limit}`);
    },

    /** Says of everybody with an address whether it may get mail. @returns how many that changed */
    async setSubscription(
      workspace: string,
      email: string,
      subscription: Subscription,
      now: number,
    ): Promise<number> {
      const result =
        await db.run(sql`update people set subscription = ${subscription}, updated_at = ${now}
        where workspace_id = ${workspace} and email = ${email} and subscription <> ${subscription}`);
      return result.rowsAffected;
    },

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

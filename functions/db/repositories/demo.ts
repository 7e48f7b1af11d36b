import { type Fact, GRADE } from "../../../domain/survey/facts.ts";
import { ROWS } from "../../../domain/survey/rows.ts";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { DemoPerson, DemoSegment } from "../../../domain/demo/customers.ts";
import type { DemoImpression } from "../../../domain/demo/impressions.ts";
import { typeOf } from "../../../domain/people/values.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { type NewJob, setJob } from "../new-job.ts";
import {
  impressions,
  responses,
  sites,
  surveyVersions,
  surveys,
  workspaces,
} from "../schema/index.ts";
import { themeJob } from "../../../domain/themes/job.ts";

/** The sample site of a workspace with its surveys, oldest first. */
export type DemoSet = {
  site: string;
  /** When it was first loaded, ms UTC: its data ends here. */
  since: number;
  surveys: { id: string; slug: string; state: string }[];
};

export type NewDemo = {
  site: { id: string; name: string };
  surveys: { id: string; slug: string; name: string; definition: Definition; createdAt: number }[];
  /** Attributes to break results down by, all that the workspace declares from now on. */
  attributes: string[];
};

/** What is not as `recordMany` left it: rows set aside and grades of one-click votes. */
export type DemoMark = {
  submissions: string[];
  set: Partial<Pick<typeof responses.$inferSelect, "state" | "reason" | "grade">>;
};

/** Row ids of survey number N lie between N and N + 1 times this (schema/surveys.ts). */

/** The sample data as a whole. Every method takes the workspace first. */
export function demoRepository(db: Db) {
  return {
    async find(workspace: string): Promise<DemoSet | undefined> {
      const [[site], rows] = await db.batch([
        db
          .select({ id: sites.id, since: sites.createdAt })
          .from(sites)
          .where(and(eq(sites.workspaceId, workspace), eq(sites.demo, true))),
        db
          .select({ id: surveys.id, slug: surveys.slug, state: surveys.state })
          .from(surveys)
          .where(and(eq(surveys.workspaceId, workspace), eq(surveys.demo, true)))
          .orderBy(asc(surveys.no)),
      ]);
      return site && { site: site.id, since: site.since, surveys: rows };
    },

    /** Makes the site and its live surveys unless the workspace has a sample site: of two at once, one does. */
    async create(
      workspace: string,
      { site, surveys: made, attributes }: NewDemo,
      audit: Audit,
      job: NewJob,
    ): Promise<void> {
      const mine = sql`exists (select 1 from sites where id = ${site.id})`;
      await db.batch([
        db.run(sql`insert into sites (id, workspace_id, name, demo, created_at)
          select ${site.id}, ${workspace}, ${site.name}, 1, ${audit.at}
          where not exists (select 1 from sites where workspace_id = ${workspace} and demo = 1)`),
        db
          .update(workspaces)
          .set({ attributes })
          .where(and(eq(workspaces.id, workspace), mine)),
        ...made.map(({ id, slug, name, definition, createdAt }) =>
          db.run(sql`insert into surveys (id, workspace_id, site_id, name, slug, metric, state, state_at, draft, version,
              published_revision, demo, created_at)
            select ${id}, ${workspace}, ${site.id}, ${name}, ${slug}, ${definition.metric}, 'live', ${createdAt},
              ${JSON.stringify(definition)}, 1, 1, 1, ${createdAt} where ${mine}`),
        ),
        db.insert(surveyVersions).select(
          sql`select ${surveys.workspaceId}, ${surveys.id}, 1, ${surveys.draft}, null, ${surveys.createdAt}
            from ${surveys} where ${surveys.siteId} = ${site.id}`,
        ),
        auditEntry(db, audit, mine),
        // Answers that are there already may carry these attributes.
        setJob(db, job, audit.at),
      ]);
    },

    /** Adds the shop's customers, what they are described by, and segments; those that are there stay. */
    async addPeople(
      workspace: string,
      people: readonly DemoPerson[],
      made: readonly DemoSegment[],
      since: number,
    ): Promise<void> {
      const types = Object.entries(people[0]?.attributes ?? {});
      await db.batch([
        db.run(sql`insert into people (workspace_id, person, email, attributes, language, subscription, consent, consent_at, source, created_at, updated_at)
          select ${workspace}, value ->> 'person', value ->> 'email', value -> 'attributes', value ->> 'language', value ->> 'subscription',
            value ->> 'consent', iif(value ->> 'consent' = 'unknown', null, value ->> 'createdAt'), 'import', value ->> 'createdAt', ${since}
          from json_each(${JSON.stringify(people)}) where true on conflict do nothing`),
        db.run(sql`insert into people_attributes (workspace_id, name, type, created_at)
          select ${workspace}, value ->> 0, value ->> 1, ${since}
          from json_each(${JSON.stringify(types.map(([name, value]) => [name, typeOf(value)]))}) where true on conflict do nothing`),
        db.run(sql`insert into segments (workspace_id, id, name, rules, created_at, updated_at)
          select ${workspace}, value ->> 'id', value ->> 'name', value -> 'rules', ${since}, ${since}
          from json_each(${JSON.stringify(made)}) where true on conflict do nothing`),
      ]);
    },

    /** Sets rows aside and grades votes; the triggers move what they counted for. */
    async mark(workspace: string, survey: string, marks: readonly DemoMark[]): Promise<void> {
      const [first, ...rest] = marks.map(({ submissions, set }) =>
        db
          .update(responses)
          .set({ ...set, ...(set.grade && { facts: withGrade(set.grade) }) })
          .where(
            and(
              eq(responses.workspaceId, workspace),
              eq(responses.surveyId, survey),
              inArray(responses.submission, submissions),
            ),
          ),
      );
      if (first) await db.batch([first, ...rest]);
    },

    /** Adds the counters of a survey; days that have some keep them. */
    async addImpressions(
      workspace: string,
      survey: string,
      rows: readonly DemoImpression[],
    ): Promise<void> {
      const values = JSON.stringify(
        rows.map(({ day, channel, shown, started, dismissed }) => [
          day,
          channel,
          shown,
          started,
          dismissed,
        ]),
      );
      await db.insert(impressions)
        .select(sql`select ${workspace}, ${survey}, value ->> 0, value ->> 1, value ->> 2,
        value ->> 3, value ->> 4 from json_each(${values}) where true on conflict do nothing`);
    },

    /**
     * Removes up to `most` responses of the sample surveys, with their texts, mentions and counters
     * by the triggers. @returns how many
     */
    async removeResponses(workspace: string, most: number): Promise<number> {
      const result =
        await db.run(sql`delete from responses where workspace_id = ${workspace} and row in
        (select r.row from surveys s join responses r on r.row > s.no * ${ROWS} and r.row < (s.no + 1) * ${ROWS}
         where s.workspace_id = ${workspace} and s.demo = 1 limit ${most})`);
      return result.rowsAffected;
    },

    /**
     * Removes everything else of the sample site in one transaction: its surveys and all that names
     * them, and themes that were found in them alone; its customers, and segments that no other
     * survey's send asks.
     * @param people ids of its customers @param made ids of its segments
     * The theme job begins anew.
     */
    async removeRest(
      workspace: string,
      people: readonly string[],
      made: readonly string[],
      audit: Audit,
    ): Promise<void> {
      const demo = sql`(select id from surveys where workspace_id = ${workspace} and demo = 1)`;
      const invited = sql`(select id from invitations where workspace_id = ${workspace} and survey_id in ${demo})`;
      // Made from texts of sample surveys alone, and named in no other's.
      const theirs = sql`(select t.id from themes t where t.workspace_id = ${workspace}
        and json_array_length(t.model, '$.facets') > 0
        and not exists (select 1 from json_each(t.model, '$.facets') f where f.value ->> 'surveyId' not in ${demo})
        and not exists (select 1 from mentions m where m.workspace_id = ${workspace} and m.theme_id = t.id
          and m.survey_id not in ${demo}))`;
      const ofSurvey = (table: string) =>
        db.run(
          sql`delete from ${sql.identifier(table)} where workspace_id = ${workspace} and survey_id in ${demo}`,
        );
      await db.batch([
        db.run(sql`update themes set parent_id = null where workspace_id = ${workspace} and parent_id in ${theirs}
          and id not in ${theirs}`),
        db.run(
          sql`delete from theme_edits where workspace_id = ${workspace} and (theme_id in ${theirs} or theme_id in ${demo})`,
        ),
        db.run(
          sql`delete from theme_days where workspace_id = ${workspace} and theme_id in ${theirs}`,
        ),
        db.run(sql`delete from themes where workspace_id = ${workspace} and id in ${theirs}`),
        db.run(
          sql`delete from votes where workspace_id = ${workspace} and invitation_id in ${invited}`,
        ),
        db.run(
          sql`delete from link_evidence where workspace_id = ${workspace} and invitation_id in ${invited}`,
        ),
        ...["send_counts", "send_days", "send_answers"].map((table) =>
          db.run(
            sql`delete from ${sql.identifier(table)} where workspace_id = ${workspace} and send_id in (select id from sends where workspace_id = ${workspace} and survey_id in ${demo})`,
          ),
        ),
        // A theme run that was under way may have left texts and mentions of rows that are gone.
        // Without a seal, days that go move no spans.
        ...[
          "rollup_seals",
          "mentions",
          "verbatims",
          "invitations",
          "sends",
          "share_links",
          "recipient_domains",
          "asks",
          "impressions",
          "asides",
          "rollups",
          "rollup_spans",
          "theme_days",
          "theme_spans",
          "theme_runs",
          "theme_rereads",
          "theme_refits",
          "survey_versions",
        ].map(ofSurvey),
        db.run(sql`delete from people where workspace_id = ${workspace} and source = 'import'
          and person in (select value from json_each(${JSON.stringify(people)}))`),
        db.run(sql`delete from people_attributes where workspace_id = ${workspace}
          and not exists (select 1 from people where workspace_id = ${workspace})`),
        db.run(sql`delete from segments where workspace_id = ${workspace} and id in (select value from json_each(${JSON.stringify(made)}))
          and not exists (select 1 from sends s where s.workspace_id = ${workspace} and s.audience ->> 'segment' = segments.id)`),
        db.delete(surveys).where(and(eq(surveys.workspaceId, workspace), eq(surveys.demo, true))),
        db.delete(sites).where(and(eq(sites.workspaceId, workspace), eq(sites.demo, true))),
        db.run(sql`delete from attribute_values where workspace_id = ${workspace} and (name, value) not in
          (select distinct dimension, value from rollups where workspace_id = ${workspace})`),
        db.run(
          sql`update jobs set cursor = null, lease_until = null where name = ${themeJob(workspace)}`,
        ),
        auditEntry(db, audit),
      ]);
    },
  };
}
export type DemoRepository = ReturnType<typeof demoRepository>;

/** The facts of a vote as if it had come over its link: it counts by its grade too. */
function withGrade(grade: string) {
  return sql<Fact[]>`json_insert(${responses.facts}, '$[#]', json_array(
    ${responses.facts} ->> '$[0][0]', ${GRADE}, ${grade}, ${responses.facts} ->> '$[0][3]'))`;
}

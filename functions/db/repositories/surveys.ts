import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SurveyState } from "../../../domain/survey/lifecycle.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { isPublished } from "../published.ts";
import { surveyVersions, surveys, users, workspaces } from "../schema/index.ts";

/** A survey with its draft and every published version, newest first. */
export type StoredSurvey = SurveySummary & {
  draft: Definition;
  revision: number;
  versions: { v: number; at: number; by: string | null; definition: Definition }[];
};

/** A survey with the definition that its figures are read by: the newest published, else the draft. */
export type SurveyHead = {
  id: string;
  /** See surveys.no: row ids of responses are a range of the primary key. */
  no: number;
  summary: SurveySummary;
  zone: string;
  /** Declared attributes of the workspace. */
  attributes: string[];
  definition: Definition;
};

export type NewSurvey = {
  id: string;
  site: string;
  name: string;
  slug: string;
  draft: Definition;
  demo: boolean;
};

/** The write just before in the same batch changed a row. */
const changed = sql`changes() > 0`;

/** Surveys and their versions. Every method takes the workspace first. */
export function surveysRepository(db: Db) {
  const own = (workspace: string, id: string) =>
    and(eq(surveys.workspaceId, workspace), eq(surveys.id, id));
  const heads = () =>
    db
      .select({
        survey: surveys,
        zone: workspaces.zone,
        attributes: workspaces.attributes,
        published: surveyVersions.definition,
      })
      .from(surveys)
      .innerJoin(workspaces, eq(workspaces.id, surveys.workspaceId))
      .leftJoin(surveyVersions, isPublished);
  return {
    /** One survey as results are read, without its history. */
    async head(workspace: string, id: string): Promise<SurveyHead | undefined> {
      const [row] = await heads().where(own(workspace, id));
      return row && headOf(row);
    },

    /** Surveys that take answers or could at once, newest first. */
    async running(workspace: string, limit: number): Promise<SurveyHead[]> {
      const rows = await heads()
        .where(
          and(
            eq(surveys.workspaceId, workspace),
            inArray(surveys.state, ["live", "paused"]),
            isNull(surveys.archivedAt),
          ),
        )
        .orderBy(desc(surveys.no))
        .limit(limit);
      return rows.map(headOf);
    },

    async list(workspace: string): Promise<SurveySummary[]> {
      const rows = await db
        .select()
        .from(surveys)
        .where(eq(surveys.workspaceId, workspace))
        .orderBy(desc(surveys.no));
      return rows.map(summaryOf);
    },

    async get(workspace: string, id: string): Promise<StoredSurvey | undefined> {
      const [rows, versions] = await db.batch([
        db.select().from(surveys).where(own(workspace, id)),
        db
          .select({
            v: surveyVersions.version,
            at: surveyVersions.publishedAt,
            by: sql<string | null>`coalesce(nullif(${users.name}, ''), ${users.email})`,
            definition: surveyVersions.definition,
          })
          .from(surveyVersions)
          .leftJoin(users, eq(users.id, surveyVersions.publishedBy))
          .where(and(eq(surveyVersions.workspaceId, workspace), eq(surveyVersions.surveyId, id)))
          .orderBy(desc(surveyVersions.version)),
      ]);
      const row = rows[0];
      if (!row) return undefined;
      const { draft, revision } = row;
      return { ...summaryOf(row), draft, revision, versions };
    },

    /** @returns false when the slug is taken; nothing was written then */
    async add(workspace: string, survey: NewSurvey, audit: Audit): Promise<boolean> {
      const { site, ...rest } = survey;
      const [added] = await db.batch([
        db
          .insert(surveys)
          .values({
            ...rest,
            workspaceId: workspace,
            siteId: site,
            metric: survey.draft.metric,
            stateAt: audit.at,
            createdAt: audit.at,
          })
          .onConflictDoNothing()
          .returning({ id: surveys.id }),
        auditEntry(db, audit, changed),
      ]);
      return added.length > 0;
    },

    /**
     * Saves what is given if the survey still has this revision. Only a new draft moves it: name,
     * quota and priority are not part of what is published.
     * @param audit absent for a draft alone: it has no effect until it is published
     */
    async save(
      workspace: string,
      id: string,
      revision: number,
      changes: {
        name?: string | undefined;
        quota?: number | null | undefined;
        priority?: number | undefined;
        draft?: Definition | undefined;
      },
      audit: Audit | undefined,
    ): Promise<boolean> {
      const { draft, ...rest } = changes;
      const update = db
        .update(surveys)
        .set({
          ...rest,
          ...(draft && { draft, metric: draft.metric, revision: revision + 1 }),
        })
        .where(and(own(workspace, id), eq(surveys.revision, revision)))
        .returning({ id: surveys.id });
      const [saved] = audit
        ? await db.batch([update, auditEntry(db, audit, changed)])
        : await db.batch([update]);
      return saved.length > 0;
    },

    /**
     * Makes this revision of the draft the next version; a draft goes live with it.
     * @returns false when someone saved or published in between
     */
    async publish(
      workspace: string,
      id: string,
      from: { revision: number; version: number },
      by: string | null,
      audit: Audit,
    ): Promise<boolean> {
      const [published] = await db.batch([
        db
          .update(surveys)
          .set({
            version: from.version + 1,
            publishedRevision: from.revision,
            state: sql`case when ${surveys.state} = 'draft' then 'live' else ${surveys.state} end`,
            stateAt: sql`case when ${surveys.state} = 'draft' then ${audit.at} else ${surveys.stateAt} end`,
          })
          .where(
            and(
              own(workspace, id),
              eq(surveys.revision, from.revision),
              eq(surveys.version, from.version),
            ),
          )
          .returning({ id: surveys.id }),
        db.insert(surveyVersions).select(
          sql`select ${surveys.workspaceId}, ${surveys.id}, ${surveys.version}, ${surveys.draft}, ${by}, ${audit.at}
            from ${surveys} where ${own(workspace, id)} and ${changed}`,
        ),
        auditEntry(db, audit, changed),
      ]);
      return published.length > 0;
    },

    /** @returns false when it is no longer in `from` */
    async move(
      workspace: string,
      id: string,
      from: SurveyState,
      to: SurveyState,
      audit: Audit,
    ): Promise<boolean> {
      const [moved] = await db.batch([
        db
          .update(surveys)
          .set({ state: to, stateAt: audit.at })
          .where(and(own(workspace, id), eq(surveys.state, from)))
          .returning({ id: surveys.id }),
        auditEntry(db, audit, changed),
      ]);
      return moved.length > 0;
    },

    /** Puts a survey away or brings it back; one that is put away takes no more answers. */
    async archive(workspace: string, id: string, archived: boolean, audit: Audit): Promise<void> {
      const stops = sql`${archived ? 1 : 0} and ${surveys.state} in ('live', 'paused')`;
      await db.batch([
        db
          .update(surveys)
          .set({
            archivedAt: archived ? audit.at : null,
            stateAt: sql`case when ${stops} then ${audit.at} else ${surveys.stateAt} end`,
            state: sql`case when ${stops} then 'closed' else ${surveys.state} end`,
          })
          .where(
            and(own(workspace, id), sql`(${surveys.archivedAt} is null) = ${archived ? 1 : 0}`),
          ),
        auditEntry(db, audit, changed),
      ]);
    },
  };
}
export type SurveysRepository = ReturnType<typeof surveysRepository>;

function summaryOf(row: typeof surveys.$inferSelect): SurveySummary {
  return {
    id: row.id,
    site: row.siteId,
    name: row.name,
    slug: row.slug,
    metric: row.metric,
    state: row.state,
    version: row.version,
    quota: row.quota,
    answered: row.quota === null ? null : row.answered,
    priority: row.priority,
    changed: row.revision !== row.publishedRevision,
    demo: row.demo,
    archivedAt: row.archivedAt,
    createdAt: row.createdAt,
  };
}

function headOf(row: {
  survey: typeof surveys.$inferSelect;
  zone: string;
  attributes: string[];
  published: Definition | null;
}): SurveyHead {
  const { survey, zone, attributes, published } = row;
  return {
    id: survey.id,
    no: survey.no,
    summary: summaryOf(survey),
    zone,
    attributes,
    definition: published ?? survey.draft,
  };
}

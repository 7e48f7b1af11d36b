import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SurveyState } from "../../../domain/survey/lifecycle.ts";
import type { Metric } from "../../../domain/wire/common.ts";
import type { Definition } from "../../../domain/wire/survey.ts";
import type { Db } from "../client.ts";
import { isPublished } from "../published.ts";
import { surveyVersions, surveys } from "../schema/index.ts";

/** A survey of a site, in whatever state, with what decides who sees it. */
export type SiteSurvey = {
  id: string;
  name: string;
  metric: Metric;
  state: SurveyState;
  /** Since when it is in this state, ms UTC. */
  since: number;
  /** Published version, 0 before the first. */
  version: number;
  priority: number;
  quota: number | null;
  answered: number;
  /** What pages are told; the draft before it was ever published. */
  definition: Definition;
  /** When that version was published, ms UTC. */
  publishedAt: number | null;
};

/** Live ones first: those are what a page goes through. */
const LIVE_FIRST = sql`${surveys.state} <> 'live'`;

/** The surveys of one site. */
export function siteSurveysRepository(db: Db) {
  return {
    /** Those that are not put away, in the order in which pages go through them. */
    async list(workspace: string, site: string, limit: number): Promise<SiteSurvey[]> {
      const rows = await db
        .select({
          survey: surveys,
          published: surveyVersions.definition,
          publishedAt: surveyVersions.publishedAt,
        })
        .from(surveys)
        .leftJoin(surveyVersions, isPublished)
        .where(
          and(
            eq(surveys.siteId, site),
            eq(surveys.workspaceId, workspace),
            isNull(surveys.archivedAt),
          ),
        )
        .orderBy(LIVE_FIRST, desc(surveys.priority), desc(surveys.no))
        .limit(limit);
      return rows.map(({ survey, published, publishedAt }) => ({
        id: survey.id,
        name: survey.name,
        metric: survey.metric,
        state: survey.state,
        since: survey.stateAt,
        version: survey.version,
        priority: survey.priority,
        quota: survey.quota,
        answered: survey.answered,
        definition: published ?? survey.draft,
        publishedAt,
      }));
    },

    /** What decides how soon some surveys, of any site, ask again. */
    async resting(workspace: string, ids: readonly string[]) {
      const rows = await db
        .select({
          id: surveys.id,
          name: surveys.name,
          metric: surveys.metric,
          draft: surveys.draft,
          published: surveyVersions.definition,
        })
        .from(surveys)
        .leftJoin(surveyVersions, isPublished)
        .where(and(eq(surveys.workspaceId, workspace), inArray(surveys.id, [...ids])));
      return rows.map(({ id, name, metric, draft, published }) => {
        const { look, targeting } = published ?? draft;
        const { again } = targeting;
        return { id, name, metric, mode: look.mode, ...(again && { again }) };
      });
    },

    /** Names by id, of surveys of any site. */
    async names(workspace: string, ids: readonly string[]): Promise<Record<string, string>> {
      const rows = await db
        .select({ id: surveys.id, name: surveys.name })
        .from(surveys)
        .where(and(eq(surveys.workspaceId, workspace), inArray(surveys.id, [...ids])));
      return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
    },
  };
}
export type SiteSurveysRepository = ReturnType<typeof siteSurveysRepository>;

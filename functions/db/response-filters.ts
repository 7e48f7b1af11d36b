import { type SQL, and, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { TRAY } from "../../domain/survey/tray.ts";
import type { Period } from "../../domain/scores/period.ts";
import type { Channel } from "../../domain/wire/common.ts";
import type { ResponseState } from "../../domain/wire/responses.ts";
import { mentions, responses, verbatims } from "./schema/index.ts";
import { type Match, searchHits } from "./search.ts";

/** The survey whose rows are a range of the primary key. */
export type Place = { id: string; no: number };

export type AttributeFilter = { name: string; value: string };

export type ResponseFilters = {
  period: Period;
  channel?: Channel | undefined;
  /** "tray": late, suspect and quarantined. Absent: what a person may have meant as an answer. */
  state?: ResponseState | "tray" | undefined;
  reason?: string | undefined;
  overQuota?: boolean | undefined;
  language?: string | undefined;
  theme?: string | undefined;
  sentiment?: -1 | 0 | 1 | undefined;
  min?: number | undefined;
  max?: number | undefined;
  withText: boolean;
  attributes: readonly AttributeFilter[];
  match?: Match | undefined;
};

/** Rows that are read of one candidate, at most: the response and what its filters look up. */
export function rowsOfCandidate({ theme, sentiment }: ResponseFilters): number {
  return 1 + (theme === undefined ? 0 : 2) + (sentiment === undefined ? 0 : 2);
}

/**
 * The rows that an index finds, newest first, without a limit; undefined when the filters give none
 * and the survey's own range is scanned.
 * @param expression of `match`, where there is one
 */
export function hitsOf(
  workspace: string,
  { id }: Place,
  { theme, state, withText }: ResponseFilters,
  { low, high }: { low: number; high: number },
  expression: string | undefined,
): SQL | undefined {
  if (expression !== undefined) return searchHits(expression, low, high);
  if (theme !== undefined) {
    return sql`select distinct row from mentions
      where workspace_id = ${workspace} and theme_id = ${theme} and survey_id = ${id} and row > ${low} and row < ${high}
      order by row desc`;
  }
  if (state !== undefined && state !== "counted") {
    return stateHits(workspace, { id }, state, { low, high });
  }
  if (withText) {
    return sql`select distinct row from verbatims
      where workspace_id = ${workspace} and row > ${low} and row < ${high} order by row desc`;
  }
  return undefined;
}

/** Rows in a state that does not count, newest first, by their index. */
export function stateHits(
  workspace: string,
  { id }: Pick<Place, "id">,
  state: Exclude<ResponseState, "counted"> | "tray",
  { low, high }: { low: number; high: number },
): SQL {
  // One range of the index for each state; ordered together they are merged, not sorted.
  const ranges = (state === "tray" ? TRAY : [state]).map(
    (one) => sql`select row from responses
      where workspace_id = ${workspace} and survey_id = ${id} and state = ${one} and state <> 'counted'
        and row > ${low} and row < ${high}`,
  );
  return sql`${sql.join(ranges, sql` union all `)} order by row desc`;
}

/** Everything that is checked on the row itself. */
export function conditions(workspace: string, f: ResponseFilters): SQL | undefined {
  const ownTexts = (condition: SQL) =>
    sql`exists (select 1 from ${verbatims} where ${verbatims.workspaceId} = ${workspace}
      and ${verbatims.row} = ${responses.row} and ${condition})`;
  const ownMentions = (theme: string) =>
    sql`exists (select 1 from ${mentions} where ${mentions.workspaceId} = ${workspace}
      and ${mentions.themeId} = ${theme} and ${mentions.surveyId} = ${responses.surveyId}
      and ${mentions.row} = ${responses.row}
      and ${f.sentiment === undefined ? sql`1` : sql`${mentions.sentiment} = ${f.sentiment}`})`;
  const { from, to } = f.period;
  return and(
    // The plus keeps SQLite off the index that starts with the workspace: rows are found by row id.
    sql`+${responses.workspaceId} = ${workspace}`,
    f.state === undefined
      ? inArray(responses.state, ["counted", "late", "pending", "suspect"])
      : inArray(responses.state, f.state === "tray" ? [...TRAY] : [f.state]),
    f.reason === undefined ? undefined : eq(responses.reason, f.reason),
    f.overQuota ? eq(responses.overQuota, 1) : undefined,
    from === null ? undefined : gte(responses.day, from),
    to === null ? undefined : lte(responses.day, to),
    f.channel === undefined ? undefined : eq(responses.channel, f.channel),
    f.language === undefined ? undefined : eq(responses.language, f.language),
    f.min === undefined ? undefined : gte(responses.score, f.min),
    f.max === undefined ? undefined : lte(responses.score, f.max),
    f.withText ? sql`${responses.texts} is not null` : undefined,
    ...f.attributes.map(({ name, value }) => ownAttribute(name, value)),
    f.theme === undefined ? undefined : ownMentions(f.theme),
    f.theme === undefined && f.sentiment !== undefined
      ? ownTexts(sql`${verbatims.sentiment} = ${f.sentiment}`)
      : undefined,
  );
}

/** Numbers and booleans are compared as a person writes them. */
export function ownAttribute(name: string, value: string): SQL {
  const path = `$.${name}`;
  return sql`case json_type(${responses.attributes}, ${path}) when 'true' then 'true' when 'false' then 'false'
    else cast(${responses.attributes} ->> ${path} as text) end = ${value}`;
}

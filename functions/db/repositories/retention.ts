import { type SQL, sql } from "drizzle-orm";
import type { Retention } from "../../../domain/wire/retention.ts";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import type { Lease } from "./jobs.ts";
import { type Removable, findRemovable, forgetRefits } from "./removal.ts";
import type { Stretch } from "./walk.ts";

/** An attribute that the response counts by, and so stays. */
const COUNTS =
  sql.raw(`exists (select 1 from json_each(responses.facts) f where f.value ->> 1 = a.key and f.value ->> 2 =
  case a.type when 'true' then 'true' when 'false' then 'false' else cast(a.value as text) end)`);
const ADDRESS = sql.raw("a.type = 'text' and instr(a.value, '@') > 0");

/** The members of a JSON object that meet a condition on `a`, as the object that they make. */
const only = (column: string, condition: SQL) =>
  sql`(select '{' || coalesce(group_concat(json_quote(a.key) || ':' || (responses.${sql.raw(column)} -> ('$.' || json_quote(a.key))), ','), '') || '}'
    from json_each(responses.${sql.raw(column)}) a where ${condition})`;

/** Rows of a stretch that were given before a time and hold what is to go. */
const DUE = {
  responses: sql`1`,
  texts: sql`texts is not null`,
  people: sql`(person is not null or page is not null
    or exists (select 1 from json_each(responses.attributes) a where not ${COUNTS})
    or (instr(answers, '@') > 0 and exists (select 1 from json_each(responses.answers) a where ${ADDRESS})))`,
};
export type RetentionKind = keyof typeof DUE;

/** What is kept no longer than a workspace says. Every method but the first takes the workspace. */
export function retentionRepository(db: Db) {
  const due = (workspace: string, { low, high }: Stretch, kind: RetentionKind, before: number) =>
    sql`from responses where row between ${low} and ${high} and +workspace_id = ${workspace}
      and created_at < ${before} and ${DUE[kind]}`;

  return {
    /** The first workspace after an id that keeps something for a time only. */
    async next(after: string): Promise<{ id: string; retention: Retention } | undefined> {
      const [row] = await db.all<{ id: string; retention: string }>(
        sql`select id, retention from workspaces where id > ${after} and retention <> '{}' order by id limit 1`,
      );
      return row && { id: row.id, retention: JSON.parse(row.retention) as Retention };
    },

    async count(workspace: string, stretch: Stretch, kind: RetentionKind, before: number) {
      const [row] = await db.all<{ n: number }>(
        sql`select count(*) as n ${due(workspace, stretch, kind, before)}`,
      );
      return row?.n ?? 0;
    },

    /** Responses to be removed as a whole. */
    responses: (
      workspace: string,
      stretch: Stretch,
      before: number,
      most: number,
    ): Promise<Removable[]> =>
      findRemovable(
        db,
        workspace,
        sql`select row ${due(workspace, stretch, "responses", before)}`,
        most,
      ),

    /** Removes what people wrote; triggers take it from search and themes. Scores stay. */
    dropTexts: (
      workspace: string,
      lease: Lease,
      cursor: unknown,
      stretch: Stretch,
      before: number,
    ) =>
      fenced(db, lease, cursor, [
        db.run(sql`update responses set texts = null
          where row in (select row ${due(workspace, stretch, "texts", before)}) and ${held(lease)}`),
        forgetRefits(db, workspace, held(lease)),
      ]),

    /**
     * Removes who answered: the person, addresses among the answers, the page, and attributes but
     * those that the response counts by.
     */
    dropPeople: (
      workspace: string,
      lease: Lease,
      cursor: unknown,
      stretch: Stretch,
      before: number,
    ) =>
      fenced(db, lease, cursor, [
        db.run(sql`update responses set person = null, person_proven = null, page = null,
            attributes = nullif(${only("attributes", COUNTS)}, '{}'), answers = ${only("answers", sql`not (${ADDRESS})`)}
          where row in (select row ${due(workspace, stretch, "people", before)}) and ${held(lease)}`),
      ]),

    /** The last of the next `size` people after one who were asked; null at the end. */
    async lastAsked(workspace: string, after: string, size: number): Promise<string | null> {
      const [row] = await db.all<{ last: string | null }>(
        sql`select max(person) as last from (select person from asks
          where workspace_id = ${workspace} and person > ${after} order by person limit ${size})`,
      );
      return row?.last ?? null;
    },

    /** Forgets that people after one and up to another were asked, where that was before a time. */
    dropAsks: (
      workspace: string,
      lease: Lease,
      cursor: unknown,
      { after, last }: { after: string; last: string },
      before: number,
    ) =>
      fenced(db, lease, cursor, [
        db.run(sql`delete from asks where workspace_id = ${workspace} and person > ${after} and person <= ${last}
          and max(coalesce(shown_at, 0), coalesce(dismissed_at, 0)) < ${before} and ${held(lease)}`),
      ]),
  };
}
export type RetentionRepository = ReturnType<typeof retentionRepository>;

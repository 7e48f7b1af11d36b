import { type SQL, sql } from "drizzle-orm";
import { ROWS } from "../../domain/survey/rows.ts";
import type { Db } from "./client.ts";
import type { Cursors } from "./repositories/themes.ts";
import type { Reread } from "./schema/index.ts";

/** What an edit sends back to be read; `after` says it for each survey by its own row. */
export type RereadOrder = Exclude<Reread, { kind: "after" }> | { kind: "after"; cursors: Cursors };

/** The note for every survey that has such texts, to be put into the transaction of an edit. */
export function orderReread(
  db: Db,
  workspace: string,
  id: string,
  order: RereadOrder,
  written: SQL,
) {
  const after =
    order.kind === "after"
      ? sql`coalesce(${JSON.stringify(order.cursors)} ->> ('$.' || s.id), 0)`
      : sql`0`;
  const what =
    order.kind === "after"
      ? sql`json_object('kind', 'after', 'row', ${after})`
      : sql`${JSON.stringify(order)}`;
  const has =
    order.kind === "theme"
      ? sql`select 1 from mentions m where m.workspace_id = ${workspace} and m.theme_id = ${order.theme} and m.survey_id = s.id`
      : sql`select 1 from verbatims v where v.workspace_id = ${workspace}
          and v.row > max(${after}, s.no * ${ROWS}) and v.row < (s.no + 1) * ${ROWS}`;
  return db.run(sql`insert into theme_rereads (workspace_id, survey_id, id, what)
    select ${workspace}, s.id, ${id}, ${what} from surveys s
    where s.workspace_id = ${workspace} and exists (${has}) and ${written} on conflict do nothing`);
}

/** Surveys of a workspace with texts that wait to be read, or are yet to be sent back. */
export async function surveysToRead(db: Db, workspace: string): Promise<string[]> {
  const rows = await db.all<{ survey: string }>(sql`
    select distinct survey_id as survey from verbatims where stage = 2 and stage > 0 and workspace_id = ${workspace}
    union select distinct survey_id from theme_rereads where workspace_id = ${workspace}`);
  return rows.map(({ survey }) => survey);
}

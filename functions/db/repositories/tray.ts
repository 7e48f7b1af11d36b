import { and, eq, ne, sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import { REASONS_OF } from "../../../domain/survey/tray.ts";
import type { ResponseState } from "../../../domain/wire/responses.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { type Place, stateHits } from "../response-filters.ts";
import { auditEntries, responses } from "../schema/index.ts";

/** A response as a caller names it: its row, and its arrival, which must be the row's own. */
export type Named = { row: number; at: number };

/** A call that moved responses, as its audit entry tells it. */
export type MoveCall = {
  target: string;
  to: ResponseState;
  at: number;
  moved: number;
  next: string | null;
};

/** The action under which such a call is kept. */
const MOVE = "responses.move";

/** What was set aside, counted, moved and put back. */
export function trayRepository(db: Db) {
  return {
    /** Why the newest of the tray are there; at most 2,200 are looked at. */
    async reasons(
      workspace: string,
      survey: Place,
    ): Promise<{ state: ResponseState; reason: string | null; n: number }[]> {
      const range = { low: survey.no * ROWS, high: (survey.no + 1) * ROWS };
      const newest = stateHits(workspace, survey, "tray", range);
      return db
        .select({ state: responses.state, reason: responses.reason, n: sql<number>`count(*)` })
        .from(responses)
        .where(sql`${responses.row} in (${newest} limit ${REASONS_OF})`)
        .groupBy(responses.state, responses.reason)
        .orderBy(sql`3 desc`);
    },

    /** What a call has moved, or undefined when there was none of this id. */
    async call(workspace: string, id: string): Promise<MoveCall | undefined> {
      const detail = (path: string) => sql`${auditEntries.detail} ->> ${path}`;
      const [entry] = await db
        .select({
          action: auditEntries.action,
          target: auditEntries.target,
          at: auditEntries.at,
          to: sql<ResponseState>`${detail("$.to")}`,
          next: sql<string | null>`${detail("$.next")}`,
          moved: sql<number>`coalesce(json_array_length(${auditEntries.detail}, '$.rows'), 0)`,
        })
        .from(auditEntries)
        .where(and(eq(auditEntries.workspaceId, workspace), eq(auditEntries.id, id)));
      if (!entry) return undefined;
      const { action, ...call } = entry;
      return action === MOVE ? call : { ...call, target: "" };
    },

    /**
     * Moves these responses of a survey; those that are there already or may not go there stay. The
     * audit entry keeps each with the state and reason it had, in the same transaction.
     * @param audit its id is the call's
     * @returns how many were moved
     */
    async move(
      workspace: string,
      survey: string,
      named: readonly Named[],
      to: ResponseState,
      next: string | null,
      audit: Omit<Audit, "action" | "detail">,
    ): Promise<number> {
      const given = JSON.stringify(named.map(({ row, at }) => [row, at]));
      const chosen = and(
        sql`${responses.row} in (select value ->> 0 from json_each(${given}))`,
        sql`(${responses.row}, ${responses.createdAt}) in (select value ->> 0, value ->> 1 from json_each(${given}))`,
        sql`+${responses.workspaceId} = ${workspace} and +${responses.surveyId} = ${survey}`,
        ne(responses.state, to),
        // A pending vote waits for its evidence (domain/survey/moves.ts).
        to === "counted" ? ne(responses.state, "pending") : undefined,
      );
      const [, moved] = await db.batch([
        db.run(sql`insert into ${auditEntries} (workspace_id, id, actor, action, target, detail, at)
          select ${audit.workspace}, ${audit.id}, ${audit.actor}, ${MOVE}, ${audit.target},
            json_object('to', ${to}, 'next', ${next}, 'rows', json_group_array(json_array(row, state, reason))), ${audit.at}
          from ${responses} where ${chosen} having count(*) > 0 on conflict do nothing`),
        db
          .update(responses)
          .set({
            state: to,
            reason: sql`case when ${responses.state} = 'counted' then 'by hand' else ${responses.reason} end`,
            updatedAt: audit.at,
          })
          .where(chosen)
          .returning({ row: responses.row }),
      ]);
      return moved.length;
    },

    /**
     * Puts back what a call moved and nobody has moved since.
     * @returns how many went back
     */
    async undo(
      workspace: string,
      call: string,
      { to, at }: MoveCall,
      audit: Audit,
    ): Promise<number> {
      const [undone] = await db.batch([
        db.run(sql`update ${responses} set state = was.state, reason = was.reason, updated_at = ${audit.at}
          from (select r.value ->> 0 as row, r.value ->> 1 as state, r.value ->> 2 as reason
            from ${auditEntries} a, json_each(a.detail, '$.rows') r where a.workspace_id = ${workspace} and a.id = ${call}) was
          where ${responses.row} = was.row and +${responses.workspaceId} = ${workspace}
            and ${responses.state} = ${to} and ${responses.updatedAt} = ${at}`),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return undone.rowsAffected;
    },
  };
}
export type TrayRepository = ReturnType<typeof trayRepository>;

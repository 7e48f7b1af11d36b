import { and, asc, eq, gt, lt, lte, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { outbox, responses, surveys, webhooks } from "../schema/index.ts";

/** One webhook with something to be told. */
export type Lane = { workspace: string; webhook: string };

const told = {
  row: responses.row,
  survey: responses.surveyId,
  surveyName: surveys.name,
  version: responses.version,
  channel: responses.channel,
  score: responses.score,
  answers: responses.answers,
  texts: responses.texts,
  complete: responses.complete,
  language: responses.language,
  attributes: responses.attributes,
  person: responses.person,
  personProven: responses.personProven,
  createdAt: responses.createdAt,
};
/** A response as it is now, as far as receivers are told of it. */
export type ToldResponse = Pick<
  typeof responses.$inferSelect,
  Exclude<keyof typeof told, "survey" | "surveyName">
> & { survey: string; surveyName: string };

/** The next thing to send, with where it goes and how it is signed at this moment. */
export type DueEntry = {
  row: number;
  attempts: number;
  waitingSince: number;
  url: string;
  generation: number;
  previousUntil: number | null;
  failingSince: number | null;
  /** Undefined when the response is gone or no longer counts: then nobody is told of it. */
  response: ToldResponse | undefined;
};

/** What the delivery job does. Every step may be repeated: at worst a message is sent again. */
export function outboxRepository(db: Db) {
  const own = ({ workspace, webhook }: Lane) =>
    and(eq(webhooks.workspaceId, workspace), eq(webhooks.id, webhook));
  const entry = ({ workspace, webhook }: Lane, row: number) =>
    and(eq(outbox.workspaceId, workspace), eq(outbox.webhookId, webhook), eq(outbox.row, row));

  return {
    /** Webhooks of all workspaces with something due; those that work come first. */
    async lanes(now: number, most: number): Promise<Lane[]> {
      return db
        .select({ workspace: webhooks.workspaceId, webhook: webhooks.id })
        .from(webhooks)
        .where(
          and(
            eq(webhooks.state, "active"),
            sql`(${webhooks.pausedUntil} is null or ${webhooks.pausedUntil} <= ${now})`,
            sql`exists (select 1 from outbox o where o.workspace_id = ${webhooks.workspaceId} and o.webhook_id = ${webhooks.id} and o.due_at <= ${now})`,
          ),
        )
        .orderBy(sql`coalesce(${webhooks.failingSince}, 0)`, asc(webhooks.deliveredAt))
        .limit(most);
    },

    /** The first entry behind `after` that is due, read at the last moment. */
    async next(lane: Lane, after: number, now: number): Promise<DueEntry | undefined> {
      const [found] = await db
        .select({
          row: outbox.row,
          attempts: outbox.attempts,
          waitingSince: outbox.createdAt,
          url: webhooks.url,
          generation: webhooks.generation,
          previousUntil: webhooks.previousUntil,
          failingSince: webhooks.failingSince,
          response: told,
        })
        .from(outbox)
        .innerJoin(webhooks, and(own(lane), eq(webhooks.state, "active")))
        .leftJoin(
          responses,
          and(
            eq(responses.row, outbox.row),
            eq(responses.workspaceId, outbox.workspaceId),
            eq(responses.state, "counted"),
          ),
        )
        .leftJoin(surveys, eq(surveys.id, responses.surveyId))
        .where(
          and(
            eq(outbox.workspaceId, lane.workspace),
            eq(outbox.webhookId, lane.webhook),
            gt(outbox.row, after),
            lte(outbox.dueAt, now),
          ),
        )
        .orderBy(asc(outbox.row))
        .limit(1);
      if (!found) return undefined;
      const { response, ...rest } = found;
      return { ...rest, response: response?.row == null ? undefined : (response as ToldResponse) };
    },

    /** Forgets an entry whose response does not count, unless it counts again by now. */
    async drop(lane: Lane, row: number): Promise<void> {
      await db
        .delete(outbox)
        .where(
          and(
            entry(lane, row),
            sql`not exists (select 1 from responses r where r.row = ${row} and r.state = 'counted')`,
          ),
        );
    },

    /** The receiver has it. */
    async delivered(lane: Lane, row: number, now: number): Promise<void> {
      await db.batch([
        db.delete(outbox).where(entry(lane, row)),
        // A busy webhook's own row is written once a minute.
        db
          .update(webhooks)
          .set({ deliveredAt: now, failingSince: null, pausedUntil: null })
          .where(
            and(
              own(lane),
              sql`(${webhooks.failingSince} is not null or ${webhooks.deliveredAt} is null or ${webhooks.deliveredAt} < ${now - 60_000})`,
            ),
          ),
      ]);
    },

    /** The receiver does not have it. @param dueAt null: given up */
    async failed(
      lane: Lane,
      row: number,
      {
        last,
        dueAt,
        pausedUntil,
        now,
      }: { last: string; dueAt: number | null; pausedUntil: number | null; now: number },
    ): Promise<void> {
      await db.batch([
        db
          .update(outbox)
          .set({ attempts: sql`${outbox.attempts} + 1`, last, dueAt })
          .where(entry(lane, row)),
        db
          .update(webhooks)
          .set({
            failingSince: sql`coalesce(${webhooks.failingSince}, ${now})`,
            pausedUntil,
          })
          .where(own(lane)),
      ]);
    },

    /** Ends a webhook that nobody answers any more. @param bury give up on all that waits for it */
    async disable(lane: Lane, reason: "gone" | "failing", bury: boolean): Promise<void> {
      await db.batch([
        db
          .update(webhooks)
          .set({ state: "disabled", reason, pausedUntil: null })
          .where(and(own(lane), eq(webhooks.state, "active"))),
        ...(bury
          ? [
              db
                .update(outbox)
                .set({ dueAt: null })
                .where(
                  and(eq(outbox.workspaceId, lane.workspace), eq(outbox.webhookId, lane.webhook)),
                ),
            ]
          : []),
      ]);
    },

    /** Removes what was given up, or waits for a disabled webhook, since before this time. */
    async expire(before: number, most: number): Promise<number> {
      const old = db
        .select({ w: outbox.workspaceId, h: outbox.webhookId, r: outbox.row })
        .from(outbox)
        .where(lt(outbox.createdAt, before))
        .limit(most);
      const result = await db
        .delete(outbox)
        .where(sql`(${outbox.workspaceId}, ${outbox.webhookId}, ${outbox.row}) in ${old}`);
      return result.rowsAffected;
    },
  };
}
export type OutboxRepository = ReturnType<typeof outboxRepository>;

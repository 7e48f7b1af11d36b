import { sql } from "drizzle-orm";
import type { SuppressionReason } from "../../../domain/wire/people.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";

/** An address that gets no mail, as a keyed hash. */
export type Suppression = { hash: Uint8Array; reason: SuppressionReason };

/** Reasons that only the person's own word or the law undoes: an admin cannot lift them. */
const FINAL: readonly SuppressionReason[] = ["unsubscribed", "complained", "erased"];

const MOST_COUNTED = 4_000;

/** Weight of a reason: what was noted before gives way to a graver one, never to a lighter one. */
const WEIGHT: Record<SuppressionReason, number> = {
  imported: 0,
  bounced: 1,
  unsubscribed: 2,
  complained: 3,
  erased: 4,
};
const weight = (column: string) =>
  sql.raw(
    `case ${column} ${Object.entries(WEIGHT)
      .map(([reason, n]) => `when '${reason}' then ${n}`)
      .join(" ")} else 0 end`,
  );

/** Addresses that get no mail. They are hashes: the list can be asked, not read. */
export function suppressionsRepository(db: Db) {
  return {
    /** For each of these hashes why and since when it is suppressed; undefined: it is not. */
    async has(
      workspace: string,
      hashes: readonly Uint8Array[],
    ): Promise<({ reason: SuppressionReason; at: number } | undefined)[]> {
      if (hashes.length === 0) return [];
      const rows = await db.all<{ i: number; reason: SuppressionReason; at: number }>(
        sql`select given.key as i, s.reason as reason, s.at as at
          from json_each(${JSON.stringify(hashes.map(hexOf))}) given cross join suppressions s
          on s.workspace_id = ${workspace} and s.hash = unhex(given.value)`,
      );
      const found = new Map(rows.map(({ i, reason, at }) => [i, { reason, at }]));
      return hashes.map((_, i) => found.get(i));
    },

    /**
     * Suppresses addresses. One that is suppressed keeps its reason, unless the new one is graver.
     * @returns how many were not suppressed before
     */
    async add(
      workspace: string,
      given: readonly Suppression[],
      now: number,
      audit?: Audit,
    ): Promise<{ added: number }> {
      if (given.length === 0) return { added: 0 };
      const items = JSON.stringify(given.map(({ hash, reason }) => [hexOf(hash), reason]));
      const [added] = await db.batch([
        db.run(sql`insert into suppressions (workspace_id, hash, reason, at)
          select ${workspace}, unhex(value ->> 0), value ->> 1, ${now} from json_each(${items})
          where true on conflict do nothing`),
        db.run(sql`insert into suppressions (workspace_id, hash, reason, at)
          select ${workspace}, unhex(value ->> 0), value ->> 1, ${now} from json_each(${items})
          where true on conflict do update set reason = excluded.reason, at = excluded.at
            where ${weight("excluded.reason")} > ${weight("suppressions.reason")}`),
        ...(audit ? [auditEntry(db, audit)] : []),
      ]);
      return { added: added.rowsAffected };
    },

    /** Lifts the suppression of an address, but for reasons that are final. @returns whether it did */
    async lift(workspace: string, hash: Uint8Array, audit: Audit): Promise<boolean> {
      const [lifted] = await db.batch([
        db.run(sql`delete from suppressions
          where workspace_id = ${workspace} and hash = unhex(${hexOf(hash)})
            and reason not in (select value from json_each(${JSON.stringify(FINAL)}))`),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return lifted.rowsAffected > 0;
    },

    /** Takes back what the person alone may: their own unsubscription. @returns whether there was one */
    async takeBack(workspace: string, hash: Uint8Array, audit: Audit): Promise<boolean> {
      const [lifted] = await db.batch([
        db.run(sql`delete from suppressions
          where workspace_id = ${workspace} and hash = unhex(${hexOf(hash)}) and reason = 'unsubscribed'`),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return lifted.rowsAffected > 0;
    },

    /** How many there are, by reason; no more than 4,000 in all are counted. */
    async counts(workspace: string): Promise<Record<SuppressionReason, number>> {
      const rows = await db.all<{ reason: SuppressionReason; n: number }>(
        sql`select reason, count(*) as n from (select reason from suppressions
          where workspace_id = ${workspace} limit ${MOST_COUNTED}) group by reason`,
      );
      const none = { unsubscribed: 0, bounced: 0, complained: 0, imported: 0, erased: 0 };
      return { ...none, ...Object.fromEntries(rows.map(({ reason, n }) => [reason, n])) };
    },
  };
}
export type SuppressionsRepository = ReturnType<typeof suppressionsRepository>;

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}

import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client.ts";
import { auditEntries } from "./schema/index.ts";

/** Who did what to which thing. Never holds a secret or what a respondent wrote. */
export type Audit = {
  workspace: string;
  id: string;
  /** `member:ID`, `key:ID` or `system:NAME`. */
  actor: string;
  /** Noun and verb: `member.invite`. */
  action: string;
  target: string;
  detail: Record<string, unknown>;
  /** ms UTC */
  at: number;
};

/**
 * The insert of one audit entry, to be put into the batch of the write that it tells of.
 * @param when the write's own condition: both happen or neither
 */
export function auditEntry(db: Db, audit: Audit, when: SQL = sql`true`) {
  const { workspace, id, actor, action, target, detail, at } = audit;
  return db
    .insert(auditEntries)
    .select(
      sql`select ${workspace}, ${id}, ${actor}, ${action}, ${target}, ${JSON.stringify(detail)}, ${at} where ${when}`,
    );
}

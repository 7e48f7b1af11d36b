import type { Erasure } from "../functions/db/repositories/erasure-log.ts";
import type { Connection } from "./libsql/statements.ts";
import { decodeValue } from "./libsql/values.ts";

/** What one workspace keeps of whom it has erased: keyed hashes alone. */
export interface ErasedOfWorkspace {
  erasures: Erasure[];
  /** Hashes of submissions, as hex, that are refused until their time. */
  submissions: { hash: string; expiresAt: number }[];
}

/** What a database keeps of erasures, by workspace; nothing where its release had none. */
export function erasedIn(connection: Connection): Map<string, ErasedOfWorkspace> {
  const kept = new Map<string, ErasedOfWorkspace>();
  const of = (workspace: unknown) => {
    const id = String(workspace);
    const known = kept.get(id) ?? { erasures: [], submissions: [] };
    kept.set(id, known);
    return known;
  };
  const tables = new Set(
    rows(connection, "select name from sqlite_schema where type = 'table'").flat(),
  );
  if (tables.has("erasures")) {
    for (const [workspace, id, subject, kind, requestedBy, removed, at] of rows(
      connection,
      "select workspace_id, id, hex(subject), kind, requested_by, removed, at from erasures",
    )) {
      of(workspace).erasures.push({
        id: String(id),
        subject: Buffer.from(String(subject), "hex"),
        kind: String(kind) as Erasure["kind"],
        requestedBy: String(requestedBy),
        removed: JSON.parse(String(removed)) as Erasure["removed"],
        at: Number(at),
      });
    }
  }
  if (tables.has("erased_submissions")) {
    for (const [workspace, hash, expiresAt] of rows(
      connection,
      "select workspace_id, hex(hash), expires_at from erased_submissions",
    )) {
      of(workspace).submissions.push({ hash: String(hash), expiresAt: Number(expiresAt) });
    }
  }
  return kept;
}

function rows(connection: Connection, sql: string): unknown[][] {
  return connection.run(sql).rows.map((row) => row.map(decodeValue));
}

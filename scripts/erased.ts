import type { SuppressionReason } from "../domain/wire/people.ts";
import type { TenantContext } from "../functions/context.ts";
import type { Erasure } from "../functions/db/repositories/erasure-log.ts";
import { makeDeps } from "../functions/deps.ts";
import { settingsOf } from "../functions/env.ts";
import { reapplyErasures } from "../functions/services/people/reapply-erasures.ts";
import { makeContext } from "../functions/world.ts";
import { Failure } from "./failure.ts";
import type { DatabaseAddress } from "./migrate.ts";

/** What one workspace keeps of whom it has erased, and of who said no to mail: keyed hashes alone. */
export interface ErasedOfWorkspace {
  erasures: Erasure[];
  /** Hashes of submissions, as hex, that are refused until their time. */
  submissions: { hash: string; expiresAt: number }[];
  /** Hashes of addresses that get no mail. */
  suppressions: { hash: Uint8Array; reason: SuppressionReason }[];
}

/** By workspace. */
export type Erased = Map<string, ErasedOfWorkspace>;

/** Hashes that one statement notes. */
const HASHES = 5_000;

/** What a database keeps of erasures; nothing where its release had none. @param query its rows */
export async function erasedIn(
  query: (sql: string) => unknown[][] | Promise<unknown[][]>,
): Promise<Erased> {
  const kept: Erased = new Map();
  const of = (workspace: unknown) => {
    const id = String(workspace);
    const known = kept.get(id) ?? { erasures: [], submissions: [], suppressions: [] };
    kept.set(id, known);
    return known;
  };
  const tables = new Set(
    (await query("select name from sqlite_schema where type = 'table'")).flat(),
  );
  if (tables.has("erasures")) {
    for (const [workspace, id, subject, kind, requestedBy, removed, at] of await query(
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
    for (const [workspace, hash, expiresAt] of await query(
      "select workspace_id, hex(hash), expires_at from erased_submissions",
    )) {
      of(workspace).submissions.push({ hash: String(hash), expiresAt: Number(expiresAt) });
    }
  }
  if (tables.has("suppressions")) {
    for (const [workspace, hash, reason] of await query(
      "select workspace_id, hex(hash), reason from suppressions",
    )) {
      of(workspace).suppressions.push({
        hash: Buffer.from(String(hash), "hex"),
        reason: String(reason) as SuppressionReason,
      });
    }
  }
  return kept;
}

/**
 * Erases in a database that went back in time who was erased since, and has it refuse what was
 * erased since. @param secret APP_SECRET, under which erased people are known
 * @returns people and addresses that were erased again
 */
export async function eraseAgain(
  { url, token }: DatabaseAddress,
  secret: string,
  known: Erased,
): Promise<number> {
  const env = {
    DATABASE_URL: url,
    DATABASE_TOKEN: token,
    APP_SECRET: secret,
    PUBLIC_ORIGIN: "http://127.0.0.1",
  };
  const deps = makeDeps(settingsOf(env), env);
  const { applied, needed } = await deps.collect.migrations();
  if (applied > needed) throw new Failure("The database is of a newer release than this one.");
  const base = makeContext(Date.now(), () => undefined);
  let erased = 0;
  for (const [workspace, { erasures, submissions, suppressions }] of known) {
    const ctx: TenantContext = { ...base, workspace, actor: { kind: "system", id: "restore" } };
    erased += await reapplyErasures(ctx, deps, erasures);
    for (let i = 0; i < submissions.length; i += HASHES) {
      await deps.erasureLog.adoptSubmissions(workspace, submissions.slice(i, i + HASHES));
    }
    // Who said no since then is not to be mailed by a database that has forgotten it.
    for (let i = 0; i < suppressions.length; i += HASHES) {
      await deps.suppressions.add(workspace, suppressions.slice(i, i + HASHES), ctx.now);
    }
  }
  return erased;
}

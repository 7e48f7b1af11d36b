import { and, desc, eq, isNull } from "drizzle-orm";
import type { ApiKey } from "../../../domain/wire/workspace.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { apiKeys } from "../schema/index.ts";

/** API keys of a workspace. Only the hash of a secret is kept. */
export function keysRepository(db: Db) {
  return {
    async list(workspace: string): Promise<ApiKey[]> {
      return db
        .select({
          id: apiKeys.id,
          name: apiKeys.name,
          prefix: apiKeys.prefix,
          scopes: apiKeys.scopes,
          createdAt: apiKeys.createdAt,
          expiresAt: apiKeys.expiresAt,
          usedAt: apiKeys.usedAt,
          revokedAt: apiKeys.revokedAt,
        })
        .from(apiKeys)
        .where(eq(apiKeys.workspaceId, workspace))
        .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
    },

    async add(workspace: string, key: ApiKey, hash: string, audit: Audit): Promise<void> {
      await db.batch([
        db.insert(apiKeys).values({ ...key, workspaceId: workspace, hash }),
        auditEntry(db, audit),
      ]);
    },

    /** Ends a key at once; an ended one keeps its date. */
    async revoke(workspace: string, id: string, now: number, audit: Audit): Promise<void> {
      await db.batch([
        db
          .update(apiKeys)
          .set({ revokedAt: now })
          .where(
            and(eq(apiKeys.workspaceId, workspace), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)),
          ),
        auditEntry(db, audit),
      ]);
    },
  };
}
export type KeysRepository = ReturnType<typeof keysRepository>;

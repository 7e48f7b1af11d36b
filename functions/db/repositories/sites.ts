import { and, asc, eq, sql } from "drizzle-orm";
import type { Site } from "../../../domain/wire/workspace.ts";
import { type Audit, auditEntry } from "../audit.ts";
import type { Db } from "../client.ts";
import { sites } from "../schema/index.ts";

/** A site as it is stored: all but the tags to paste, which the origin and the build decide. */
export type StoredSite = Omit<Site, "snippet" | "pinned">;

const shape = {
  id: sites.id,
  name: sites.name,
  origins: sites.origins,
  allowOpaque: sites.allowOpaque,
  seenPage: sites.seenPage,
  seenAt: sites.seenAt,
  lost: sites.lost,
  failed: sites.failed,
  blocked: sites.blocked,
};

/** Websites that carry the tag. */
export function sitesRepository(db: Db) {
  return {
    async list(workspace: string): Promise<StoredSite[]> {
      return db
        .select(shape)
        .from(sites)
        .where(eq(sites.workspaceId, workspace))
        .orderBy(asc(sites.createdAt), asc(sites.id));
    },

    async get(workspace: string, id: string): Promise<StoredSite | undefined> {
      const [site] = await db
        .select(shape)
        .from(sites)
        .where(and(eq(sites.workspaceId, workspace), eq(sites.id, id)));
      return site;
    },

    async add(
      workspace: string,
      site: { id: string; name: string; origins: string[]; createdAt: number },
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db.insert(sites).values({ ...site, workspaceId: workspace }),
        auditEntry(db, audit),
      ]);
    },

    async save(
      workspace: string,
      id: string,
      change: Partial<Pick<Site, "name" | "origins" | "allowOpaque">>,
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db
          .update(sites)
          .set(change)
          .where(and(eq(sites.workspaceId, workspace), eq(sites.id, id))),
        auditEntry(db, audit),
      ]);
    },

    /** Adds to what devices reported; no count falls below zero. */
    async count(
      workspace: string,
      id: string,
      by: Pick<Site, "lost" | "failed" | "blocked">,
      audit: Audit,
    ): Promise<void> {
      await db.batch([
        db
          .update(sites)
          .set({
            lost: sql`max(0, ${sites.lost} + ${by.lost})`,
            failed: sql`max(0, ${sites.failed} + ${by.failed})`,
            blocked: sql`max(0, ${sites.blocked} + ${by.blocked})`,
          })
          .where(and(eq(sites.workspaceId, workspace), eq(sites.id, id))),
        auditEntry(db, audit),
      ]);
    },
  };
}
export type SitesRepository = ReturnType<typeof sitesRepository>;

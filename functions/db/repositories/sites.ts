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
  // The secrets themselves stay where proofs are read.
  proofKeys:
    sql<string>`(select json_group_array(value ->> 'kid') from json_each(${sites.proofSecrets}))`.mapWith(
      (kids: string) => JSON.parse(kids) as string[],
    ),
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

    /** @returns false when the site has two keys already; nothing was written then */
    async addProofKey(
      workspace: string,
      id: string,
      key: { kid: string; secret: string },
      audit: Audit,
    ): Promise<boolean> {
      const [added] = await db.batch([
        db
          .update(sites)
          .set({
            proofSecrets: sql`json_insert(${sites.proofSecrets}, '$[#]', json(${JSON.stringify(key)}))`,
          })
          .where(
            and(
              eq(sites.workspaceId, workspace),
              eq(sites.id, id),
              sql`json_array_length(${sites.proofSecrets}) < 2`,
            ),
          )
          .returning({ id: sites.id }),
        auditEntry(db, audit, sql`changes() > 0`),
      ]);
      return added.length > 0;
    },

    async removeProofKey(workspace: string, id: string, kid: string, audit: Audit): Promise<void> {
      const has = sql`exists (select 1 from json_each(${sites.proofSecrets}) where value ->> 'kid' = ${kid})`;
      await db.batch([
        db
          .update(sites)
          .set({
            proofSecrets: sql`(select json_group_array(json(value)) from json_each(${sites.proofSecrets}) where value ->> 'kid' <> ${kid})`,
          })
          .where(and(eq(sites.workspaceId, workspace), eq(sites.id, id), has)),
        auditEntry(db, audit, sql`changes() > 0`),
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

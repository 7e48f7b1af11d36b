import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import { themeRefits } from "../schema/index.ts";
import type { Lease } from "./jobs.ts";
import type { StoredFacet, StoredTheme } from "./themes.ts";

/** What accepting would write. It holds of texts only what themes hold of them. */
export type StoredRefitPlan = {
  /** The curation that it was worked out from. */
  mark: string;
  space: string;
  facets: Record<string, StoredFacet[]>;
  created: Omit<StoredTheme, "rules">[];
  closed: string[];
};

/** What a curator looks at; quotes by their places alone. */
export type StoredRefitDiff = {
  texts: number;
  moved: number;
  kept: { id: string; label: string; before: number; after: number }[];
  created: { id: string; label: string; parent: string | null; after: number; quotes: string[] }[];
  archived: { id: string; label: string; before: number }[];
};

export type StoredRefit = Omit<typeof themeRefits.$inferSelect, "workspaceId" | "plan" | "diff"> & {
  plan: StoredRefitPlan | null;
  diff: StoredRefitDiff | null;
};

/** Nothing is kept of a re-fit that is decided. */
export const EMPTY = sql`'null'`;

/** Themes found anew, waiting for a curator. Every method takes the workspace first, but the job's. */
export function themeRefitsRepository(db: Db) {
  const is = (workspace: string, id: string) =>
    and(eq(themeRefits.workspaceId, workspace), eq(themeRefits.id, id));

  return {
    /** Queues a re-fit unless the survey has one that is not decided, in one statement. @returns the open one */
    async queue(
      workspace: string,
      { id, survey, actor, now }: { id: string; survey: string; actor: string; now: number },
    ): Promise<StoredRefit> {
      const [, rows] = await db.batch([
        db.run(sql`insert into theme_refits (workspace_id, id, survey_id, state, plan, diff, actor, started_at)
          select ${workspace}, ${id}, ${survey}, 'queued', 'null', 'null', ${actor}, ${now}
          where not exists (select 1 from theme_refits where workspace_id = ${workspace} and survey_id = ${survey}
            and state in ('queued', 'ready'))`),
        db
          .select()
          .from(themeRefits)
          .where(
            and(
              eq(themeRefits.workspaceId, workspace),
              eq(themeRefits.surveyId, survey),
              inArray(themeRefits.state, ["queued", "ready"]),
            ),
          ),
      ]);
      return stored(rows[0] as typeof themeRefits.$inferSelect);
    },

    async get(workspace: string, id: string): Promise<StoredRefit | undefined> {
      const [row] = await db.select().from(themeRefits).where(is(workspace, id));
      return row && stored(row);
    },

    /** The workspace's re-fit that waits longest to be worked out. */
    async waiting(workspace: string): Promise<StoredRefit | undefined> {
      const [row] = await db
        .select()
        .from(themeRefits)
        .where(and(eq(themeRefits.state, "queued"), eq(themeRefits.workspaceId, workspace)))
        .orderBy(asc(themeRefits.startedAt))
        .limit(1);
      return row && stored(row);
    },

    /** Workspaces with re-fits to be worked out. */
    async workspacesWaiting(most: number): Promise<string[]> {
      const rows = await db
        .select({ workspace: themeRefits.workspaceId })
        .from(themeRefits)
        .where(eq(themeRefits.state, "queued"))
        .groupBy(themeRefits.workspaceId)
        .orderBy(sql`min(${themeRefits.startedAt})`)
        .limit(most);
      return rows.map(({ workspace }) => workspace);
    },

    /** Stores what was worked out, unless the lease was lost. */
    ready: (
      workspace: string,
      lease: Lease,
      id: string,
      plan: StoredRefitPlan,
      diff: StoredRefitDiff,
    ): Promise<boolean> =>
      fenced(db, lease, null, [
        db
          .update(themeRefits)
          .set({ state: "ready", plan, diff })
          .where(and(is(workspace, id), eq(themeRefits.state, "queued"), held(lease))),
      ]),

    /** Gives one up that fails again and again. */
    fail: (workspace: string, lease: Lease, id: string, now: number): Promise<boolean> =>
      fenced(db, lease, null, [
        db
          .update(themeRefits)
          .set({ state: "failed", finishedAt: now })
          .where(and(is(workspace, id), eq(themeRefits.state, "queued"), held(lease))),
      ]),

    /** Lets one go that was not accepted; nothing is left of what was found. */
    async discard(workspace: string, id: string, now: number): Promise<void> {
      await db
        .update(themeRefits)
        .set({ state: "discarded", plan: EMPTY, diff: EMPTY, finishedAt: now })
        .where(and(is(workspace, id), inArray(themeRefits.state, ["queued", "ready"])));
    },
  };
}
export type ThemeRefitsRepository = ReturnType<typeof themeRefitsRepository>;

function stored(found: typeof themeRefits.$inferSelect): StoredRefit {
  const { workspaceId: _, plan, diff, ...row } = found;
  return {
    ...row,
    plan: plan as StoredRefitPlan | null,
    diff: diff as StoredRefitDiff | null,
  };
}

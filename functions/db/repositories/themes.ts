import { ROWS } from "../../../domain/survey/rows.ts";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Facet } from "../../../domain/themes/index.ts";
import { type Audit, auditEntry } from "../audit.ts";
import { themeJob } from "../../../domain/themes/job.ts";
import type { Db } from "../client.ts";
import { WAITS } from "../stages.ts";
import { jobs, mentions, surveys, themeEdits, themes, verbatims } from "../schema/index.ts";

/** Highest row of each survey at one moment, by survey id. */
export type Cursors = Record<string, number>;

/** A facet, and where every other survey stood when it was made: rows after that may meet it. */
export type StoredFacet = Facet & { others: Cursors };

/** The engine's part of a theme: as discovery made it, before any edit. */
export type ThemeModel = {
  label: string;
  status: "proposed" | "active";
  parentId: string | null;
  facets: StoredFacet[];
  exemplars: readonly string[];
  createdRun: string;
  /** Last row of each survey that an archived theme still takes; null while it is open. */
  until: Cursors | null;
};

export type StoredTheme = Omit<typeof themes.$inferSelect, "workspaceId" | "model"> & {
  model: ThemeModel;
};

/** The columns that edits decide. */
export type ThemeState = Pick<
  StoredTheme,
  "id" | "label" | "pinned" | "muted" | "status" | "parentId" | "mergedInto" | "model"
>;

export type StoredEdit = Omit<typeof themeEdits.$inferSelect, "workspaceId">;

export type EditWrite = {
  edit: StoredEdit;
  /** The edit that this one takes back. */
  undoes: string | null;
  /** Themes whose state changes. */
  changed: readonly ThemeState[];
  /** Mentions that move from one theme to another. */
  move: { from: string; into: string } | null;
  /** Themes whose texts are read again. */
  reread: readonly string[];
  audit: Audit;
};

/** Themes and the curator's log. Every method takes the workspace first. */
export function themesRepository(db: Db) {
  return {
    async all(workspace: string): Promise<StoredTheme[]> {
      const rows = await db
        .select()
        .from(themes)
        .where(eq(themes.workspaceId, workspace))
        .orderBy(asc(themes.id));
      return rows.map((row) => ({ ...row, model: row.model as ThemeModel }));
    },

    /** The log in the order in which it is replayed; all of it, or that of some themes. */
    async edits(workspace: string, ofThemes?: readonly string[]): Promise<StoredEdit[]> {
      return db
        .select()
        .from(themeEdits)
        .where(
          and(
            eq(themeEdits.workspaceId, workspace),
            ofThemes && inArray(themeEdits.themeId, [...ofThemes]),
          ),
        )
        .orderBy(asc(themeEdits.at), asc(themeEdits.id));
    },

    /** Where every survey stands: the highest row that it has or had. */
    async cursors(workspace: string): Promise<Cursors> {
      const rows = await db
        .select({ id: surveys.id, row: lastRow })
        .from(surveys)
        .where(eq(surveys.workspaceId, workspace));
      return Object.fromEntries(rows.map(({ id, row }) => [id, row]));
    },

    /**
     * Writes one edit as a whole: log, states, moved mentions, texts to be read again, audit. The
     * lease of the theme job ends with it, so that a slice read against the older themes is not
     * written. @param known edits in the log that the new states were worked out from
     * @returns surveys whose texts wait now; undefined when the log had grown, and nothing written
     */
    async writeEdit(
      workspace: string,
      known: number,
      write: EditWrite,
    ): Promise<string[] | undefined> {
      const { edit, move, reread } = write;
      const { id, themeId, kind, actor, at } = edit;
      const written = sql`exists (select 1 from theme_edits where workspace_id = ${workspace} and id = ${id})`;
      const statements: BatchItem<"sqlite">[] = [
        auditEntry(db, write.audit, written),
        db
          .update(jobs)
          .set({ leaseUntil: null, ...(reread.length > 0 && { cursor: backToReading }) })
          .where(and(eq(jobs.name, themeJob(workspace)), written)),
      ];
      if (write.undoes !== null) {
        statements.push(
          db
            .update(themeEdits)
            .set({ undoneAt: at })
            .where(
              and(eq(themeEdits.workspaceId, workspace), eq(themeEdits.id, write.undoes), written),
            ),
        );
      }
      for (const { id: theme, ...state } of write.changed) {
        statements.push(
          db
            .update(themes)
            .set({ ...state, updatedAt: at })
            .where(and(eq(themes.workspaceId, workspace), eq(themes.id, theme), written)),
        );
      }
      if (reread.length > 0) {
        statements.push(
          db.run(sql`update verbatims set stage = 2 where stage = 0 and (workspace_id, row, question) in
            (select workspace_id, row, question from mentions
             where workspace_id = ${workspace} and theme_id in (select value from json_each(${JSON.stringify(reread)})))
            and ${written}`),
        );
      }
      if (move) {
        // A text that names both keeps the mention of the theme that stays.
        statements.push(
          db.run(sql`delete from mentions where workspace_id = ${workspace} and theme_id = ${move.from} and ${written}
            and exists (select 1 from mentions b where b.workspace_id = mentions.workspace_id and b.row = mentions.row
              and b.question = mentions.question and b.theme_id = ${move.into})`),
          db
            .update(mentions)
            .set({ themeId: move.into })
            .where(
              and(eq(mentions.workspaceId, workspace), eq(mentions.themeId, move.from), written),
            ),
        );
      }
      const [added] = await db.batch([
        db.run(sql`insert into theme_edits (workspace_id, id, theme_id, kind, payload, before, actor, at)
          select ${workspace}, ${id}, ${themeId}, ${kind}, ${JSON.stringify(edit.payload)}, ${JSON.stringify(edit.before)}, ${actor}, ${at}
          where (select count(*) from theme_edits where workspace_id = ${workspace}) = ${known}`),
        ...statements,
      ]);
      if (added.rowsAffected === 0) return undefined;
      return reread.length === 0 ? [] : surveysWaiting(db, workspace);
    },
  };
}
export type ThemesRepository = ReturnType<typeof themesRepository>;

/** A run that had read everything has more to read now. */
const backToReading = sql`json_set(${jobs.cursor}, '$.step', 'read', '$.row', 0, '$.question', '')`;

/** Highest row that a survey has or had; rows of survey number N lie above N * 2^32. */
export const lastRow = sql<number>`max(${surveys.lastRow}, coalesce((select max(r.row) from responses r
  where r.row > ${surveys.no} * ${ROWS} and r.row < (${surveys.no} + 1) * ${ROWS}), 0))`;

async function surveysWaiting(db: Db, workspace: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ survey: verbatims.surveyId })
    .from(verbatims)
    .where(and(WAITS.themes, eq(verbatims.workspaceId, workspace)));
  return rows.map(({ survey }) => survey);
}

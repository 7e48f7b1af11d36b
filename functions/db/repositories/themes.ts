import { ROWS } from "../../../domain/survey/rows.ts";
import { type SQL, and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Facet } from "../../../domain/themes/index.ts";
import { type LogRule, rulesIn } from "../../../domain/themes/log.ts";
import type { ThemeStatus } from "../../../domain/themes/types.ts";
import { type Audit, auditEntry } from "../audit.ts";
import { themeJob } from "../../../domain/themes/job.ts";
import type { Db } from "../client.ts";
import { EMPTY } from "./theme-refits.ts";
import { type RereadOrder, orderReread, surveysToRead } from "../rereads.ts";
import { jobs, mentions, surveys, themeEdits, themeRefits, themes } from "../schema/index.ts";

/** Highest row of each survey at one moment, by survey id. */
export type Cursors = Record<string, number>;

/** A facet, and where every other survey stood when it was made: rows after that may meet it. */
export type StoredFacet = Facet & { others: Cursors };

/** The engine's part of a theme: as discovery, a split or a re-fit made it, before any edit. */
export type ThemeModel = {
  label: string;
  status: ThemeStatus;
  parentId: string | null;
  facets: StoredFacet[];
  /** What an accepted re-fit put in the place of `facets`. */
  fitted?: StoredFacet[];
  /** Vector space of `facets`, where a re-fit gave the theme another. */
  space?: string;
  /** The theme that it was split from, and is merged into until its split opens it. */
  splitFrom?: string;
  /** `row/question` of the quotes that it was split by. */
  quotes?: string[];
  /** One of those quotes was erased: the theme job makes the facet anew from the others. */
  rebuild?: boolean;
  exemplars: readonly string[];
  createdRun: string;
  /** Last row of each survey that an archived theme still takes, of none when empty; null while open. */
  until: Cursors | null;
};

export type StoredTheme = Omit<typeof themes.$inferSelect, "workspaceId" | "model"> & {
  model: ThemeModel;
  /** Oldest first. */
  rules: LogRule[];
};

/** The columns that edits decide. */
export type ThemeState = Pick<
  StoredTheme,
  "id" | "label" | "pinned" | "muted" | "status" | "parentId" | "mergedInto" | "space" | "model"
>;

export type StoredEdit = Omit<typeof themeEdits.$inferSelect, "workspaceId">;

/** All that an edit is worked out from, as it was at one moment. */
export type Curation = { stored: StoredTheme[]; log: StoredEdit[]; mark: string };

export type EditWrite = {
  edit: StoredEdit;
  /** The edit that this one takes back. */
  undoes: string | null;
  /** Themes whose state changes. */
  changed: readonly ThemeState[];
  /** Themes that the edit brings along. */
  made: readonly StoredTheme[];
  /** Mentions, or that of one text, that move to another theme or go, before anything is read again. */
  move: { from: string; into: string | null; text?: TextKey } | null;
  /** Texts that are read again for themselves, and what else is. */
  texts: readonly TextKey[];
  rereads: readonly RereadOrder[];
  /** The re-fit that this entry accepts. */
  accepts?: string;
  audit: Audit;
};

export type TextKey = { row: number; question: string };

/** Themes and the curator's log. Every method takes the workspace first. */
export function themesRepository(db: Db) {
  const themesOf = (workspace: string) =>
    db.select().from(themes).where(eq(themes.workspaceId, workspace)).orderBy(asc(themes.id));
  const logOf = (workspace: string, which?: SQL) =>
    db
      .select()
      .from(themeEdits)
      .where(and(eq(themeEdits.workspaceId, workspace), which))
      .orderBy(asc(themeEdits.at), asc(themeEdits.id));

  return {
    /** Themes with what curators taught them. */
    async all(workspace: string): Promise<StoredTheme[]> {
      const [rows, taught] = await db.batch([
        themesOf(workspace),
        logOf(
          workspace,
          sql`${themeEdits.kind} in ('rule', 'wrong') and ${themeEdits.undoneAt} is null`,
        ),
      ]);
      return withRules(rows, taught);
    },

    /** Themes without what curators taught them, for pages that only name them. */
    async named(workspace: string): Promise<StoredTheme[]> {
      return withRules(await themesOf(workspace), []);
    },

    /** Themes and the whole log at one moment; `writeEdit` refuses when they have changed since. */
    async curation(workspace: string): Promise<Curation> {
      const [rows, log, mark] = await db.batch([
        themesOf(workspace),
        logOf(workspace),
        db.all<{ mark: string }>(sql`select ${markOf(workspace)} as mark`),
      ]);
      return { stored: withRules(rows, log), log, mark: mark[0]?.mark ?? "" };
    },

    /** The log in the order in which it is replayed, of some themes. */
    edits: (workspace: string, ofThemes: readonly string[]): Promise<StoredEdit[]> =>
      logOf(workspace, inArray(themeEdits.themeId, [...ofThemes])),

    /** Entries of one kind. */
    entries: (workspace: string, kind: string): Promise<StoredEdit[]> =>
      logOf(workspace, eq(themeEdits.kind, kind)),

    /** What was edited from a time on, newest first. */
    editsSince: (workspace: string, since: number, most: number): Promise<StoredEdit[]> =>
      db
        .select()
        .from(themeEdits)
        .where(and(eq(themeEdits.workspaceId, workspace), gte(themeEdits.at, since)))
        .orderBy(sql`${themeEdits.at} desc, ${themeEdits.id} desc`)
        .limit(most),

    /** Those of some themes that a survey's texts name. */
    async namedIn(workspace: string, survey: string, ids: readonly string[]): Promise<Set<string>> {
      const rows = await db.all<{ id: string }>(sql`select t.value as id
        from (select distinct value from json_each(${JSON.stringify(ids)})) t
        where exists (select 1 from mentions m where m.workspace_id = ${workspace} and m.theme_id = t.value and m.survey_id = ${survey})`);
      return new Set(rows.map(({ id }) => id));
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
     * Writes one edit as a whole: log, states, themes it makes, moved mentions, what is to be read
     * again, audit. The lease of the theme job ends with it, so that a slice read against the older
     * themes is not written. @param mark of the curation that the edit was worked out from
     * @returns surveys with something to read now; undefined when the themes or the log had
     *   changed, and nothing written
     */
    async writeEdit(
      workspace: string,
      mark: string,
      write: EditWrite,
    ): Promise<string[] | undefined> {
      const { edit, texts, rereads } = write;
      const { id, themeId, kind, actor, at } = edit;
      const written = sql`exists (select 1 from theme_edits where workspace_id = ${workspace} and id = ${id})`;
      const reads = rereads.length + texts.length > 0;
      const [added] = await db.batch([
        db.run(sql`insert into theme_edits (workspace_id, id, theme_id, kind, payload, before, actor, at)
          select ${workspace}, ${id}, ${themeId}, ${kind}, ${JSON.stringify(edit.payload)}, ${JSON.stringify(edit.before)}, ${actor}, ${at}
          where ${markOf(workspace)} = ${mark}`),
        auditEntry(db, write.audit, written),
        db
          .update(jobs)
          .set({ leaseUntil: null, ...(reads && { cursor: backToReading }) })
          .where(and(eq(jobs.name, themeJob(workspace)), written)),
        ...(write.undoes === null
          ? []
          : [
              db
                .update(themeEdits)
                .set({ undoneAt: at })
                .where(
                  and(
                    eq(themeEdits.workspaceId, workspace),
                    eq(themeEdits.id, write.undoes),
                    written,
                  ),
                ),
            ]),
        ...write.made.map((theme) => insertTheme(db, workspace, theme, written)),
        ...write.changed.map(({ id: theme, ...state }) =>
          db
            .update(themes)
            .set({ ...state, updatedAt: at })
            .where(and(eq(themes.workspaceId, workspace), eq(themes.id, theme), written)),
        ),
        ...(write.move === null ? [] : moveMentions(db, workspace, write.move, written)),
        ...rereads.map((order, i) => orderReread(db, workspace, `${id}/${i}`, order, written)),
        ...texts.map(({ row, question }) =>
          db.run(sql`update verbatims set stage = 2 where workspace_id = ${workspace} and row = ${row}
            and question = ${question} and +stage = 0 and ${written}`),
        ),
        ...(write.accepts === undefined
          ? []
          : [
              // What is in the log and in the themes need not be kept twice.
              db
                .update(themeRefits)
                .set({ state: "accepted", plan: EMPTY, diff: EMPTY, finishedAt: at })
                .where(
                  and(
                    eq(themeRefits.workspaceId, workspace),
                    eq(themeRefits.id, write.accepts),
                    written,
                  ),
                ),
            ]),
      ]);
      if (added.rowsAffected === 0) return undefined;
      return reads ? surveysToRead(db, workspace) : [];
    },
  };
}
export type ThemesRepository = ReturnType<typeof themesRepository>;

/** A theme as it is before any edit, unless it is there already. */
export function insertTheme(
  db: Db,
  workspace: string,
  { model, ...t }: Omit<StoredTheme, "rules">,
  when: SQL,
) {
  return db.run(sql`insert into themes (workspace_id, id, label, pinned, muted, status, parent_id, merged_into, space, model, created_at, updated_at)
    select ${workspace}, ${t.id}, ${t.label}, 0, 0, ${t.status}, ${t.parentId}, ${t.mergedInto}, ${t.space}, ${JSON.stringify(model)}, ${t.createdAt}, ${t.updatedAt}
    where ${when} on conflict do nothing`);
}

function withRules(
  rows: readonly (typeof themes.$inferSelect)[],
  log: readonly StoredEdit[],
): StoredTheme[] {
  const rules = rulesIn(log);
  return rows.map((stored) => {
    const { workspaceId: _, ...row } = stored;
    return { ...row, model: row.model as ThemeModel, rules: rules.get(row.id) ?? [] };
  });
}

/** Changes with every entry of the log, and whatever a run or an erasure does to themes. */
const markOf = (workspace: string) =>
  sql`(select (select count(*) || ' ' || total(length(payload)) from theme_edits where workspace_id = ${workspace})
    || ' ' || (select count(*) || ' ' || total(length(model)) from themes where workspace_id = ${workspace}))`;

function moveMentions(
  db: Db,
  workspace: string,
  { from, into, text }: NonNullable<EditWrite["move"]>,
  written: SQL,
): BatchItem<"sqlite">[] {
  const which = and(
    eq(mentions.workspaceId, workspace),
    eq(mentions.themeId, from),
    text && and(eq(mentions.row, text.row), eq(mentions.question, text.question)),
    written,
  );
  if (into === null) return [db.delete(mentions).where(which)];
  // A text that names both keeps the mention of the theme that stays.
  const both = sql`exists (select 1 from mentions b where b.workspace_id = ${mentions.workspaceId} and b.row = ${mentions.row}
    and b.question = ${mentions.question} and b.theme_id = ${into})`;
  return [
    db.delete(mentions).where(and(which, both)),
    db.update(mentions).set({ themeId: into }).where(which),
  ];
}

/** A run that had read everything has more to read now. */
const backToReading = sql`json_set(${jobs.cursor}, '$.step', 'read', '$.row', 0, '$.question', '')`;

/** Highest row that a survey has or had; rows of survey number N lie above N * 2^32. */
export const lastRow = sql<number>`max(${surveys.lastRow}, coalesce((select max(r.row) from responses r
  where r.row > ${surveys.no} * ${ROWS} and r.row < (${surveys.no} + 1) * ${ROWS}), 0))`;

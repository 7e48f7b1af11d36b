import { openCatalogue, readSlice, type Reading } from "../../../domain/themes/index.ts";
import { rulesIn } from "../../../domain/themes/log.ts";
import type { ThemeChange, ThemePreview } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import type { ThemeRereadsRepository } from "../../db/repositories/theme-rereads.ts";
import type { ThemeRunsRepository } from "../../db/repositories/theme-runs.ts";
import type { SurveyText } from "../../db/repositories/theme-texts.ts";
import { found } from "../../errors.ts";
import { themesFor } from "./catalogue.ts";
import { type Change, type ChangeDeps, changeOf } from "./change.ts";
import { replayAll } from "./log.ts";
import { modelFor } from "./model.ts";
import { verbatimOf } from "./reading.ts";

type Deps = ChangeDeps & { themeRuns: ThemeRunsRepository; themeRereads: ThemeRereadsRepository };

/** Texts that are read, the newest of those concerned, and those that are shown. */
const [MOST_TEXTS, MOST_QUOTES] = [500, 10];

/**
 * What an edit would do to a survey's texts: the newest 500 that it concerns are read with the themes
 * as they are and as they would be. Nothing is written. Without a survey, the one in which the theme
 * was found. @throws AppError not_found, invalid, as the edit itself
 */
export async function previewChange(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  survey: string | undefined,
  wanted: ThemeChange,
): Promise<ThemePreview> {
  const { workspace } = ctx;
  const curation = await deps.themes.curation(workspace);
  const theme = found(curation.stored.find((one) => one.id === id));
  const { id: place } = found(
    await deps.themeRuns.survey(workspace, survey ?? theme.model.facets[0]?.surveyId ?? ""),
  );
  const change = await changeOf(ctx, deps, curation, id, wanted);
  const { texts, more } = await textsOf(ctx, deps, place, change);
  const verbatims = texts.map((text) => verbatimOf(place, text));
  const model = await modelFor(deps, verbatims);
  const log = [...curation.log, change.edit];
  const rules = rulesIn(log);
  const after = replayAll([...curation.stored, ...change.made], log).map((one) => ({
    ...one,
    rules: rules.get(one.id) ?? [],
  }));
  const read = (stored: readonly StoredTheme[]) =>
    readSlice(verbatims, openCatalogue(themesFor(place, stored), model)).map(rootsOf);
  const [was, is] = [read(curation.stored), read(after)];
  const labels = new Map([...after, ...curation.stored].map((one) => [one.id, one.label] as const));
  const made = new Set(change.made.map((one) => one.id));
  return {
    texts: texts.length,
    more,
    themes: countsOf(was, is).map((one) => ({
      ...one,
      id: made.has(one.id) ? null : one.id,
      label: labels.get(one.id) ?? "",
    })),
    quotes: texts
      .flatMap(({ text }, i) => {
        const [before, now] = [was[i] ?? [], is[i] ?? []];
        const same = before.length === now.length && before.every((one) => now.includes(one));
        const named = (ids: readonly string[]) => ids.map((one) => labels.get(one) ?? "");
        return same ? [] : [{ text: text ?? "", before: named(before), after: named(now) }];
      })
      .slice(0, MOST_QUOTES),
  };
}

/** The newest texts that a change concerns in one survey. */
async function textsOf(
  { workspace }: TenantContext,
  deps: Deps,
  id: string,
  { move, texts, rereads }: Change,
): Promise<{ texts: SurveyText[]; more: boolean }> {
  const survey = found(await deps.themeRuns.survey(workspace, id));
  const rowsFound: Set<number> = new Set(texts.map(({ row }) => row));
  let more = false;
  // A merge's mentions have not moved yet.
  const from = move && !move.text ? [{ kind: "theme" as const, theme: move.from }] : [];
  for (const order of [...from, ...rereads]) {
    const what =
      order.kind === "after"
        ? { kind: "after" as const, row: order.cursors[survey.id] ?? 0 }
        : order;
    const rows = await deps.themeRereads.rows(
      workspace,
      survey,
      { what, below: null },
      MOST_TEXTS + 1,
    );
    more ||= rows.length > MOST_TEXTS;
    for (const row of rows) rowsFound.add(row);
  }
  const newest = [...rowsFound].sort((a, b) => b - a);
  const own = await deps.themeTexts.ofRows(workspace, newest.slice(0, MOST_TEXTS));
  return {
    texts: own.filter((text) => text.survey === id),
    more: more || newest.length > MOST_TEXTS,
  };
}

/** Themes that a reader sees on a text, each once. */
function rootsOf({ mentions }: Reading): string[] {
  return [...new Set(mentions.map(({ themeId }) => themeId))];
}

/** Themes whose number of texts changes, the largest change first. */
function countsOf(was: readonly string[][], is: readonly string[][]) {
  const counts = new Map<string, { before: number; after: number }>();
  const count = (lists: readonly string[][], of: "before" | "after") => {
    for (const id of lists.flat()) {
      const own = counts.get(id) ?? { before: 0, after: 0 };
      own[of]++;
      counts.set(id, own);
    }
  };
  count(was, "before");
  count(is, "after");
  return [...counts]
    .map(([id, own]) => ({ id, ...own }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

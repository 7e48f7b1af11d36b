import { parseResponseId } from "../../../domain/survey/ids.ts";
import { ruleOfExample, ruleOfWords } from "../../../domain/themes/index.ts";
import type { ThemeEdit } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type {
  Curation,
  StoredEdit,
  StoredTheme,
  TextKey,
  ThemesRepository,
} from "../../db/repositories/themes.ts";
import type { ThemeTextsRepository } from "../../db/repositories/theme-texts.ts";
import type { QuoteRef } from "../../../domain/wire/themes.ts";
import { AppError, found } from "../../errors.ts";
import { themesFor } from "./catalogue.ts";
import { type Concern, concernOf, undoConcern } from "./concern.ts";
import { invalid, mustFit, rootOf } from "./fit.ts";
import type { RefitPayload } from "./log.ts";
import { type ModelDeps, modelFor } from "./model.ts";
import { verbatimOf } from "./reading.ts";
import { facetOfSplit } from "./rebuild.ts";

export type ChangeDeps = ModelDeps & {
  themes: ThemesRepository;
  themeTexts: ThemeTextsRepository;
};

/** An edit, worked out but not written. */
export type Change = Concern & { edit: StoredEdit; made: StoredTheme[]; undone: StoredEdit | null };

/**
 * What an edit would put into the log, the themes it would make and the texts that it concerns.
 * Reads what it needs of texts; writes nothing.
 * @throws AppError not_found, invalid (it does not fit the theme's state), stale (already undone)
 */
export async function changeOf(
  ctx: TenantContext,
  deps: ChangeDeps,
  { stored, log }: Curation,
  id: string,
  wanted: ThemeEdit,
): Promise<Change> {
  const theme = found(stored.find((one) => one.id === id));
  const edit = (payload: Record<string, unknown>, themeId = id): StoredEdit => ({
    id: ctx.newId(),
    themeId,
    kind: wanted.kind,
    payload,
    before: { label: theme.label, status: theme.status, muted: theme.muted },
    actor: `${ctx.actor.kind}:${ctx.actor.id}`,
    at: ctx.now,
    undoneAt: null,
  });
  if (wanted.kind === "undo") {
    const undone = undoable(log, stored, id, wanted.edit);
    const own = edit({ edit: undone.id }, undone.themeId);
    return { edit: own, made: [], undone, ...undoConcern(undone, stored) };
  }
  mustFit(theme, wanted, stored);
  const { kind, ...rest } = wanted;
  const done = (payload: Record<string, unknown>, made: StoredTheme[] = [], text?: TextKey) => {
    const own = edit(payload);
    return { edit: own, made, undone: null, ...concernOf(own, stored, text) };
  };
  switch (kind) {
    case "archive":
      return done({ cursors: await deps.themes.cursors(ctx.workspace) });
    case "rule": {
      const rule = ruleOfWords({ id: "", mode: wanted.mode, words: wanted.words });
      if (rule?.kind !== "words") throw invalid("words", "must hold a word");
      return done({ mode: wanted.mode, words: rule.words });
    }
    case "split":
      return split(ctx, deps, theme, wanted, stored, done);
    case "wrong":
      return wrong(ctx, deps, theme, wanted, done);
    default:
      return done(rest);
  }
}

type Done = (payload: Record<string, unknown>, made?: StoredTheme[], text?: TextKey) => Change;
type Wanted<K extends ThemeEdit["kind"]> = Extract<ThemeEdit, { kind: K }>;

/** Makes the theme that the split opens; until then it is merged into its source. */
async function split(
  ctx: TenantContext,
  deps: ChangeDeps,
  theme: StoredTheme,
  { label, quotes }: Wanted<"split">,
  stored: readonly StoredTheme[],
  done: Done,
): Promise<Change> {
  const { workspace } = ctx;
  const chosen = await textsOf(deps, workspace, quotes);
  const named = await deps.themeTexts.mentioned(workspace, theme.id, chosen);
  if (named.length < chosen.length) throw invalid("quotes", "must be quotes of this theme");
  const { facet, space } = await facetOfSplit(deps, workspace, theme, chosen, stored);
  const keys = chosen.map(({ row, question }) => `${row}/${question}`);
  const made = ctx.newId();
  const row: StoredTheme = {
    id: made,
    label,
    pinned: false,
    muted: false,
    status: "merged",
    parentId: theme.parentId,
    mergedInto: theme.id,
    space,
    model: {
      label,
      status: "merged",
      parentId: theme.parentId,
      splitFrom: theme.id,
      quotes: keys,
      facets: [facet],
      exemplars: keys.slice(0, 5),
      createdRun: made,
      until: null,
    },
    createdAt: ctx.now,
    updatedAt: ctx.now,
    rules: [],
  };
  return done({ label, quotes, made }, [row]);
}

/** The quote never belongs here, and always there: one entry of the log, and one undo. */
async function wrong(
  ctx: TenantContext,
  deps: ChangeDeps,
  theme: StoredTheme,
  { quote, to }: Wanted<"wrong">,
  done: Done,
): Promise<Change> {
  const { workspace } = ctx;
  const [text] = await textsOf(deps, workspace, [quote]);
  const { row, question, survey } = found(text);
  const [mention] = await deps.themeTexts.mentioned(workspace, theme.id, [found(text)]);
  if (!mention) throw invalid("quote", "must be a quote of this theme");
  const verbatim = verbatimOf(survey, found(text));
  const { start, end } = mention;
  const rule = ruleOfExample(
    { id: "", mode: "never", verbatim, span: { start, end }, since: 0 },
    found(themesFor(survey, [theme])[0]),
    await modelFor(deps, [verbatim]),
  );
  if (rule.kind !== "example") throw new AppError("internal");
  const { verbatimId, vector, reach } = rule;
  const cursors = await deps.themes.cursors(workspace);
  return done({ quote, to, row, example: { verbatimId, vector, reach }, cursors }, [], {
    row,
    question,
  });
}

/** The texts that quotes stand for, in their order. @throws AppError not_found for one that is not this workspace's */
async function textsOf(deps: ChangeDeps, workspace: string, quotes: readonly QuoteRef[]) {
  const keys = quotes.map(({ response, question }) => ({
    row: found(parseResponseId(response)).row,
    question,
  }));
  const texts = await deps.themeTexts.byKeys(workspace, keys);
  return keys.map(({ row, question }) =>
    found(texts.find((text) => text.row === row && text.question === question)),
  );
}

/** The edit that an undo names, when it is one of this theme's and still stands. */
function undoable(
  log: readonly StoredEdit[],
  stored: readonly StoredTheme[],
  theme: string,
  id: string,
): StoredEdit {
  const edit = found(log.find((one) => one.id === id && one.kind !== "undo"));
  const mine =
    edit.themeId === theme ||
    rootOf(edit.themeId, stored) === theme ||
    edit.payload["made"] === theme ||
    edit.payload["to"] === theme ||
    (edit.kind === "refit" && isOf(edit.payload as RefitPayload, theme));
  if (!mine) throw new AppError("not_found");
  if (edit.undoneAt !== null) throw new AppError("stale");
  return edit;
}

/** True when a re-fit made, changed or closed this theme. */
function isOf({ facets, opened, closed }: RefitPayload, theme: string): boolean {
  return theme in facets || opened.includes(theme) || closed.includes(theme);
}

import type { ThemeEdit } from "../../../domain/wire/themes.ts";
import type { TenantContext } from "../../context.ts";
import type { StoredEdit, StoredTheme, ThemesRepository } from "../../db/repositories/themes.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { type RunDeps, advanceRuns } from "./advance.ts";
import { replayed } from "./log.ts";
import { queueRun } from "./start.ts";

/**
 * Applies a curator's edit. The log decides and every run replays it; the theme's row holds what
 * the log comes to.
 *
 * A merge moves the mentions to the target at once, so that every page and filter counts a text
 * once under one theme and no read has to follow merges. What merging or its undoing does to the
 * texts concerned in full (which of two mentions stands, sub-themes that give way) is not patched
 * but read again: reading is a pure function of text, themes and log, so an undone merge comes back
 * exactly, and texts that arrived in between find their place too.
 * @throws AppError not_found, invalid (the edit does not fit the theme's state), stale (already undone, or another edit came first)
 */
export async function editTheme(
  ctx: TenantContext,
  deps: RunDeps & { themes: ThemesRepository },
  id: string,
  wanted: ThemeEdit,
): Promise<void> {
  const { workspace } = ctx;
  const stored = await deps.themes.all(workspace);
  const log = await deps.themes.edits(workspace);
  const theme = found(stored.find((one) => one.id === id));
  const undone = wanted.kind === "undo" ? undoable(log, stored, id, wanted.edit) : null;
  if (!undone) mustFit(theme, wanted, stored);
  const edit: StoredEdit = {
    id: ctx.newId(),
    themeId: undone?.themeId ?? id,
    kind: wanted.kind,
    payload: await payloadOf(ctx, deps, wanted),
    before: { label: theme.label, status: theme.status, muted: theme.muted },
    actor: `${ctx.actor.kind}:${ctx.actor.id}`,
    at: ctx.now,
    undoneAt: null,
  };
  const changed = replayed(
    stored,
    [...log, edit].filter((one) => one.id !== undone?.id),
  );
  const merging = wanted.kind === "merge" ? { from: id, into: wanted.into } : null;
  const touched = merging
    ? [merging.from, merging.into]
    : undone?.kind === "merge"
      ? mergedPair(undone, stored)
      : [];
  const waiting = await deps.themes.writeEdit(workspace, log.length, {
    edit,
    undoes: undone?.id ?? null,
    changed,
    move: merging,
    reread: withChildren(touched, stored),
    audit: auditOf(
      ctx,
      `theme.${wanted.kind}`,
      id,
      wanted.kind === "undo" ? { edit: wanted.edit } : {},
    ),
  });
  if (!waiting) throw new AppError("stale");
  if (waiting.length === 0) return;
  for (const survey of waiting) await queueRun(ctx, deps, workspace, survey);
  ctx.defer(advanceRuns(ctx, deps, workspace));
}

function mustFit(theme: StoredTheme, wanted: ThemeEdit, stored: readonly StoredTheme[]): void {
  const refuse = (field: string, message: string) =>
    new AppError("invalid", { fields: { [field]: message } });
  if (theme.status === "merged")
    throw refuse("kind", "this theme was merged; edit the one it was merged into");
  if (wanted.kind === "publish" && theme.status !== "proposed")
    throw refuse("kind", "only a proposed theme can be published");
  if (wanted.kind === "archive" && theme.status === "archived")
    throw refuse("kind", "this theme is archived already");
  if (wanted.kind !== "merge") return;
  const into = found(stored.find(({ id }) => id === wanted.into));
  if (into.id === theme.id) throw refuse("into", "must be another theme");
  if (into.status !== "active" && into.status !== "proposed")
    throw refuse("into", "must be an open theme");
}

/** The edit that an undo names, when it is one of this theme's and still stands. */
function undoable(
  log: readonly StoredEdit[],
  stored: readonly StoredTheme[],
  theme: string,
  id: string,
): StoredEdit {
  const edit = found(log.find((one) => one.id === id && one.kind !== "undo"));
  const mine = edit.themeId === theme || rootOf(edit.themeId, stored) === theme;
  if (!mine) throw new AppError("not_found");
  if (edit.undoneAt !== null) throw new AppError("stale");
  return edit;
}

async function payloadOf(
  ctx: TenantContext,
  deps: { themes: ThemesRepository },
  { kind, ...rest }: ThemeEdit,
): Promise<Record<string, unknown>> {
  return kind === "archive" ? { cursors: await deps.themes.cursors(ctx.workspace) } : rest;
}

/** The theme that a merged one's mentions are credited to. */
export function rootOf(id: string, stored: readonly StoredTheme[]): string {
  const into = stored.find((theme) => theme.id === id)?.mergedInto ?? null;
  return into === null ? id : rootOf(into, stored);
}

/** Where the mentions of an undone merge lie now. */
function mergedPair(edit: StoredEdit, stored: readonly StoredTheme[]): string[] {
  return [edit.themeId, rootOf(edit.themeId, stored)];
}

/** These themes and their sub-themes: a theme gives way to its own sub-theme, so both move. */
function withChildren(ids: readonly string[], stored: readonly StoredTheme[]): string[] {
  const children = stored.filter(({ parentId }) => parentId !== null && ids.includes(parentId));
  return [...new Set([...ids, ...children.map(({ id }) => id)])];
}

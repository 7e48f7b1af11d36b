import type { Theme, ThemeEdit } from "./types.ts";

type Draft = { -readonly [K in keyof Theme]: Theme[K] };

/** Follows merges to the theme that a reader sees. Merges never form a circle (see `replay`). */
export const rootOf = (id: string, themes: ReadonlyMap<string, Theme>): string => {
  let at = id;
  for (let step = themes.size; step > 0; step -= 1) {
    const into = themes.get(at)?.mergedInto ?? null;
    if (into === null) return at;
    at = into;
  }
  return at;
};

/** True when `ancestor` is met on the way up from `id`. */
const below = (id: string, ancestor: string, themes: ReadonlyMap<string, Theme>): boolean => {
  let at: string | null = id;
  for (let step = themes.size; at !== null && step >= 0; step -= 1) {
    if (at === ancestor) return true;
    at = themes.get(at)?.parentId ?? null;
  }
  return false;
};

const merge = (theme: Draft, into: string, themes: Map<string, Draft>): void => {
  const target = rootOf(into, themes);
  const heir = themes.get(target);
  const from = themes.get(rootOf(theme.id, themes));
  if (heir === undefined || from === undefined || heir === from) return;
  if (heir.status === "archived") return;
  from.status = "merged";
  from.mergedInto = target;
  if (heir.parentId === from.id) heir.parentId = from.parentId;
  for (const child of themes.values())
    if (child.parentId === from.id && child.id !== target) child.parentId = target;
};

const apply = (edit: ThemeEdit, themes: Map<string, Draft>): void => {
  if (edit.kind === "undo" || edit.kind === "refit") return;
  const theme = themes.get(edit.themeId);
  if (theme === undefined) return;
  switch (edit.kind) {
    case "merge":
      return merge(theme, edit.into, themes);
    case "rename":
      theme.label = edit.label;
      theme.pinned = true;
      return;
    case "pin":
    case "unpin":
      theme.pinned = edit.kind === "pin";
      return;
    case "mute":
    case "unmute":
      theme.muted = edit.kind === "mute";
      return;
    case "publish":
      if (theme.status === "proposed") theme.status = "active";
      return;
    case "archive":
      // A second archiving must not give the theme what arrived in between.
      if (theme.status === "merged" || theme.status === "archived") return;
      theme.status = "archived";
      theme.until = edit.seq;
      return;
    case "split":
    case "rule":
      return;
    case "move":
      if (edit.parentId === null) theme.parentId = null;
      else if (themes.has(edit.parentId) && !below(edit.parentId, theme.id, themes))
        theme.parentId = edit.parentId;
  }
};

/** Edits that count: an undone edit does not, and an undo that is undone itself has no effect. */
const standing = (log: readonly ThemeEdit[]): ThemeEdit[] => {
  const undone = new Set<string>();
  for (let at = log.length - 1; at >= 0; at -= 1) {
    const edit = log[at] as ThemeEdit;
    if (edit.kind === "undo" && !undone.has(edit.id)) undone.add(edit.editId);
  }
  return log.filter((edit) => !undone.has(edit.id));
};

/**
 * The themes as discovery made them, with the edit log applied in order. Pure and repeatable:
 * store the discovered themes and the log, and derive the rest. An edit of an unknown theme, a merge
 * of a theme into itself or into an archived one and a move below itself change nothing.
 */
export const replay = (discovered: readonly Theme[], log: readonly ThemeEdit[]): Theme[] => {
  const themes = new Map(discovered.map((theme) => [theme.id, { ...theme }]));
  for (const edit of standing(log)) apply(edit, themes);
  return [...themes.values()];
};

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

/** Themes that a reader sees below this one. */
const childrenOf = (id: string, themes: ReadonlyMap<string, Draft>): Draft[] =>
  [...themes.values()].filter(({ parentId }) => parentId === id);

const merge = (theme: Draft, into: string, themes: Map<string, Draft>): void => {
  const target = rootOf(into, themes);
  const heir = themes.get(target);
  const from = themes.get(rootOf(theme.id, themes));
  if (heir === undefined || from === undefined || heir === from) return;
  if (heir.status === "archived") return;
  from.status = "merged";
  from.mergedInto = target;
  if (heir.parentId === from.id) heir.parentId = from.parentId;
  // A sub-theme that takes over others' sub-themes stays below its own parent, and they beside it.
  for (const child of childrenOf(from.id, themes)) child.parentId = heir.parentId ?? target;
};

/** Two levels and no circles: a parent is at the top, and what has sub-themes stays there. */
const move = (theme: Draft, parentId: string | null, themes: Map<string, Draft>): void => {
  if (parentId === null) {
    theme.parentId = null;
    return;
  }
  const parent = themes.get(rootOf(parentId, themes));
  if (parent === undefined || parent === theme || parent.parentId !== null) return;
  if (childrenOf(theme.id, themes).length > 0) return;
  theme.parentId = parent.id;
};

/** True while nothing has opened a theme that a split or a re-fit made, or a re-fit has closed it. */
export const dormant = ({
  status,
  mergedInto,
  splitFrom,
  until,
}: Pick<Theme, "status" | "mergedInto" | "splitFrom" | "until">): boolean =>
  (status === "merged" && splitFrom !== null && mergedInto === splitFrom) ||
  (status === "archived" && until === nothing);

/** `until` of an archived theme that takes no text at all. */
export const nothing = -1;

const open = (theme: Draft): void => {
  theme.status = "active";
  theme.mergedInto = null;
  theme.until = null;
};

type Refit = Extract<ThemeEdit, { kind: "refit" }>;

const refit = (edit: Refit, themes: Map<string, Draft>): void => {
  const given = Object.values(edit.facets).flat();
  const last = given.reduce((most, { generation }) => Math.max(most, generation), 0);
  for (const [id, facets] of Object.entries(edit.facets)) {
    const theme = themes.get(id);
    if (theme === undefined) continue;
    // What later runs found stays, whichever way the theme is recognised otherwise.
    theme.facets = [...facets, ...theme.facets.filter(({ generation }) => generation > last)];
    theme.space = edit.space;
  }
  for (const id of edit.opened) {
    const theme = themes.get(id);
    if (theme !== undefined && dormant(theme)) open(theme);
  }
  for (const id of edit.closed) {
    const theme = themes.get(id);
    if (theme === undefined || theme.status === "merged") continue;
    theme.status = "archived";
    theme.until = nothing;
    for (const child of childrenOf(id, themes)) child.parentId = null;
  }
};

const apply = (edit: ThemeEdit, themes: Map<string, Draft>): void => {
  if (edit.kind === "undo") return;
  if (edit.kind === "refit") return refit(edit, themes);
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
    case "split": {
      const made = themes.get(edit.made);
      if (made === undefined || !dormant(made)) return;
      open(made);
      return;
    }
    case "rule":
      theme.rules = [...theme.rules, edit.rule];
      return;
    case "move":
      return move(theme, edit.parentId, themes);
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
 * of a theme into itself or into an archived one and a move that would make a circle or a third
 * level change nothing.
 */
export const replay = (discovered: readonly Theme[], log: readonly ThemeEdit[]): Theme[] => {
  const themes = new Map(discovered.map((theme) => [theme.id, { ...theme }]));
  for (const edit of standing(log)) apply(edit, themes);
  return [...themes.values()];
};

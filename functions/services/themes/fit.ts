import type { ThemeEdit } from "../../../domain/wire/themes.ts";
import type { StoredTheme } from "../../db/repositories/themes.ts";
import { AppError, found } from "../../errors.ts";
import { asleep } from "./catalogue.ts";

/** Rules that one theme, and all of a workspace, may have: every clause is held against all of them. */
const [MOST_RULES, MOST_IN_ALL] = [100, 400];

export const invalid = (field: string, message: string) =>
  new AppError("invalid", { fields: { [field]: message } });

/** The theme that a merged one's mentions are credited to. */
export function rootOf(id: string, stored: readonly StoredTheme[]): string {
  const into = stored.find((theme) => theme.id === id)?.mergedInto ?? null;
  return into === null ? id : rootOf(into, stored);
}

/** Shown to readers, and takes texts. */
const isOpen = ({ status }: StoredTheme) => status === "active" || status === "proposed";

/** @throws AppError invalid when an edit does not fit the state of the themes, not_found for a theme that is not there */
export function mustFit(
  theme: StoredTheme,
  wanted: Exclude<ThemeEdit, { kind: "undo" }>,
  stored: readonly StoredTheme[],
): void {
  const other = (field: string, id: string): StoredTheme => {
    const named = found(stored.find((one) => one.id === id));
    if (named.id === theme.id) throw invalid(field, "must be another theme");
    if (!isOpen(named)) throw invalid(field, "must be an open theme");
    return named;
  };
  if (theme.status === "merged")
    throw invalid("kind", "this theme was merged; edit the one it was merged into");
  if (asleep(theme)) throw invalid("kind", "this theme is closed; undo the edit that closed it");
  switch (wanted.kind) {
    case "publish":
      if (theme.status !== "proposed")
        throw invalid("kind", "only a proposed theme can be published");
      return;
    case "archive":
      if (!isOpen(theme)) throw invalid("kind", "this theme is archived already");
      return;
    case "merge":
      other("into", wanted.into);
      return;
    case "move": {
      if (wanted.parent === null) return;
      if (other("parent", wanted.parent).parentId !== null)
        throw invalid("parent", "must not be a sub-theme itself");
      if (stored.some(({ parentId, status }) => parentId === theme.id && status !== "merged"))
        throw invalid("parent", "a theme with sub-themes cannot be one");
      return;
    }
    case "split":
      if (!isOpen(theme)) throw invalid("kind", "only an open theme can be split");
      return;
    case "wrong":
      if (wanted.to !== null) other("to", wanted.to);
      mayTeach(theme, stored);
      return;
    case "rule":
      mayTeach(theme, stored);
      return;
    case "rename":
    case "pin":
    case "mute":
  }
}

function mayTeach({ rules }: StoredTheme, stored: readonly StoredTheme[]): void {
  if (rules.length >= MOST_RULES)
    throw invalid("kind", `a theme has at most ${MOST_RULES} rules; undo one first`);
  if (stored.reduce((all, theme) => all + theme.rules.length, 0) >= MOST_IN_ALL)
    throw invalid("kind", `a workspace has at most ${MOST_IN_ALL} rules; undo one first`);
}

import { type ThemeEdit as EngineEdit, replay, type Theme } from "../../../domain/themes/index.ts";
import type { Cursors, StoredEdit, StoredTheme, ThemeState } from "../../db/repositories/themes.ts";

/**
 * What the themes are once the curator's log is applied to them as discovery made them. Undoing is
 * leaving an edit out: nothing needs to be kept to go back to.
 * @returns the themes whose state differs from what is stored
 */
export function replayed(stored: readonly StoredTheme[], log: readonly StoredEdit[]): ThemeState[] {
  const standing = log.filter(({ undoneAt, kind }) => undoneAt === null && kind !== "undo");
  const edits = standing.flatMap((edit, place) => engineEdit(edit, place));
  const after = new Map(replay(stored.map(asDiscovered), edits).map((theme) => [theme.id, theme]));
  return stored.flatMap((theme) => {
    const now = after.get(theme.id);
    if (!now) return [];
    const until = now.until === null ? null : cursorsOf(standing[now.until]);
    const { id, label, pinned, muted, status, parentId, mergedInto } = now;
    const model = { ...theme.model, until };
    const state: ThemeState = { id, label, pinned, muted, status, parentId, mergedInto, model };
    return differs(theme, state) ? [state] : [];
  });
}

function asDiscovered({ model, ...theme }: StoredTheme): Theme {
  return {
    id: theme.id,
    label: model.label,
    pinned: false,
    status: model.status,
    muted: false,
    parentId: model.parentId,
    mergedInto: null,
    until: null,
    space: theme.space,
    facets: model.facets,
    rules: [],
    splitFrom: null,
    exemplars: model.exemplars,
    createdRun: model.createdRun,
    createdAt: theme.createdAt,
  };
}

/** An archive's place in the order of arrival differs by survey: it is looked up by its place in the log. */
function engineEdit(edit: StoredEdit, place: number): EngineEdit[] {
  const { id, at, themeId, payload } = edit;
  const base = { id, at, by: edit.actor ?? "", themeId };
  switch (edit.kind) {
    case "rename":
      return [{ ...base, kind: "rename", label: String(payload["label"]) }];
    case "merge":
      return [{ ...base, kind: "merge", into: String(payload["into"]) }];
    case "mute":
      return [{ ...base, kind: payload["muted"] === true ? "mute" : "unmute" }];
    case "publish":
      return [{ ...base, kind: "publish" }];
    case "archive":
      return [{ ...base, kind: "archive", seq: place }];
    default:
      return [];
  }
}

function cursorsOf(edit: StoredEdit | undefined): Cursors {
  return (edit?.payload["cursors"] ?? {}) as Cursors;
}

function differs(theme: StoredTheme, state: ThemeState): boolean {
  return (
    theme.label !== state.label ||
    theme.pinned !== state.pinned ||
    theme.muted !== state.muted ||
    theme.status !== state.status ||
    theme.parentId !== state.parentId ||
    theme.mergedInto !== state.mergedInto ||
    (theme.model.until === null) !== (state.model.until === null)
  );
}

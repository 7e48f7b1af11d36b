import {
  nothing,
  replay,
  type Theme,
  type ThemeEdit as EngineEdit,
} from "../../../domain/themes/index.ts";
import type {
  Cursors,
  StoredEdit,
  StoredFacet,
  StoredTheme,
  ThemeState,
} from "../../db/repositories/themes.ts";

/** What an accepted re-fit put into the log. */
export type RefitPayload = {
  space: string;
  facets: Record<string, StoredFacet[]>;
  opened: string[];
  closed: string[];
};

/**
 * What the themes are once the curator's log is applied to them as they were made. Undoing is
 * leaving an edit out: nothing needs to be kept to go back to. What curators taught is no state of a
 * theme: readers take it from the log itself (`rulesIn`).
 */
export function replayAll(
  stored: readonly StoredTheme[],
  log: readonly StoredEdit[],
): StoredTheme[] {
  const standing = log.filter(({ undoneAt, kind }) => undoneAt === null && kind !== "undo");
  const edits = standing.flatMap((edit, place) => engineEdit(edit, place));
  const after = new Map(replay(stored.map(asMade), edits).map((theme) => [theme.id, theme]));
  return stored.map((theme) => {
    const now = after.get(theme.id);
    return now ? asStored(theme, now, standing) : theme;
  });
}

/** @returns the themes whose state differs from what is stored */
export function replayed(stored: readonly StoredTheme[], log: readonly StoredEdit[]): ThemeState[] {
  const after = replayAll(stored, log);
  return after.flatMap((theme, i) => {
    const before = stored[i];
    if (!before || !differs(before, theme)) return [];
    const { id, label, pinned, muted, status, parentId, mergedInto, space, model } = theme;
    return [{ id, label, pinned, muted, status, parentId, mergedInto, space, model }];
  });
}

function asMade({ model, ...theme }: StoredTheme): Theme {
  const splitFrom = model.splitFrom ?? null;
  return {
    id: theme.id,
    label: model.label,
    pinned: false,
    status: model.status,
    muted: false,
    parentId: model.parentId,
    mergedInto: model.status === "merged" ? splitFrom : null,
    until: model.status === "archived" ? nothing : null,
    space: model.space ?? theme.space,
    facets: model.facets,
    rules: [],
    splitFrom,
    exemplars: model.exemplars,
    createdRun: model.createdRun,
    createdAt: theme.createdAt,
  };
}

function asStored(theme: StoredTheme, now: Theme, standing: readonly StoredEdit[]): StoredTheme {
  const { label, pinned, muted, status, parentId, mergedInto, space } = now;
  const { fitted: _, space: made = theme.space, ...model } = theme.model;
  const until =
    now.until === null ? null : now.until === nothing ? {} : cursorsOf(standing[now.until]);
  return {
    ...theme,
    label,
    pinned,
    muted,
    status,
    parentId,
    mergedInto,
    space,
    model: {
      ...model,
      until,
      ...(space !== made && { space: made }),
      // The replay hands on the facets of the log as they are, with what only is stored.
      ...(now.facets !== model.facets && { fitted: now.facets as StoredFacet[] }),
    },
  };
}

/** An archive's place in the order of arrival differs by survey: it is looked up by its place in the log. */
function engineEdit(edit: StoredEdit, place: number): EngineEdit[] {
  const { id, at, themeId, payload } = edit;
  const base = { id, at, by: edit.actor ?? "", themeId };
  switch (edit.kind) {
    case "rename":
      return [{ ...base, kind: "rename", label: String(payload["label"]) }];
    case "pin":
      return [{ ...base, kind: payload["pinned"] === true ? "pin" : "unpin" }];
    case "merge":
      return [{ ...base, kind: "merge", into: String(payload["into"]) }];
    case "mute":
      return [{ ...base, kind: payload["muted"] === true ? "mute" : "unmute" }];
    case "publish":
      return [{ ...base, kind: "publish" }];
    case "archive":
      return [{ ...base, kind: "archive", seq: place }];
    case "move":
      return [{ ...base, kind: "move", parentId: payload["parent"] as string | null }];
    case "split":
      return [{ ...base, kind: "split", made: String(payload["made"]) }];
    case "refit":
      return [{ ...base, kind: "refit", ...(payload as RefitPayload) }];
    default:
      return [];
  }
}

function cursorsOf(edit: StoredEdit | undefined): Cursors {
  return (edit?.payload["cursors"] ?? {}) as Cursors;
}

function differs(before: StoredTheme, after: StoredTheme): boolean {
  const state = ({ model, ...theme }: StoredTheme) => {
    const { label, pinned, muted, status, parentId, mergedInto, space } = theme;
    const { until, fitted = null } = model;
    return [label, pinned, muted, status, parentId, mergedInto, space, until, fitted];
  };
  return JSON.stringify(state(before)) !== JSON.stringify(state(after));
}

import { describe, expect, it } from "vitest";
import { replay, rootOf, type Theme, type ThemeEdit } from "../../../domain/themes/index.ts";

const theme = (id: string, parentId: string | null = null): Theme => ({
  id,
  label: `Label ${id}`,
  pinned: false,
  status: "active",
  muted: false,
  parentId,
  mergedInto: null,
  until: null,
  space: "hash256-v1",
  facets: [],
  rules: [],
  splitFrom: null,
  exemplars: [],
  createdRun: "run",
  createdAt: 0,
});

type Change = ThemeEdit extends infer E
  ? E extends ThemeEdit
    ? Omit<E, "id" | "at" | "by">
    : never
  : never;
const log = (...changes: Change[]): ThemeEdit[] =>
  changes.map((change, at) => ({ ...change, id: `e${at}`, at, by: "someone" }));
const after = (themes: Theme[], ...changes: Change[]): Map<string, Theme> =>
  new Map(replay(themes, log(...changes)).map((one) => [one.id, one]));

describe("replay", () => {
  it("applies each kind of edit, in order, and leaves the input alone", () => {
    const input = [theme("a"), { ...theme("b"), status: "proposed" as const }, theme("c")];
    const now = after(
      input,
      { kind: "rename", themeId: "a", label: "Lost luggage" },
      { kind: "mute", themeId: "a" },
      { kind: "publish", themeId: "b" },
      { kind: "archive", themeId: "c", seq: 40 },
      { kind: "archive", themeId: "c", seq: 90 },
      { kind: "move", themeId: "b", parentId: "a" },
      { kind: "rename", themeId: "a", label: "Luggage" },
    );
    expect(now.get("a")).toMatchObject({ label: "Luggage", pinned: true, muted: true });
    expect(now.get("b")).toMatchObject({ status: "active", parentId: "a" });
    expect(now.get("c")).toMatchObject({ status: "archived", until: 40 });
    expect(input[0]?.label).toBe("Label a");
  });

  it("follows merges to one root, hands children over, and never makes a circle", () => {
    const themes = [theme("a"), theme("b"), theme("c"), theme("kid", "a")];
    const now = after(
      themes,
      { kind: "merge", themeId: "a", into: "b" },
      { kind: "merge", themeId: "b", into: "c" },
      { kind: "merge", themeId: "c", into: "a" },
    );
    expect(rootOf("a", now)).toBe("c");
    expect(now.get("c")?.status).toBe("active");
    expect(now.get("kid")?.parentId).toBe("c");
  });

  it("merges a parent into its own child", () => {
    const now = after([theme("a"), theme("kid", "a"), theme("other", "a")], {
      kind: "merge",
      themeId: "a",
      into: "kid",
    });
    expect(rootOf("a", now)).toBe("kid");
    expect(now.get("kid")?.parentId).toBeNull();
    expect(now.get("other")?.parentId).toBe("kid");
  });

  it("forgets an undone edit, and remembers it when the undo is undone", () => {
    const merge = { kind: "merge", themeId: "a", into: "b" } as const;
    const undone = after([theme("a"), theme("b")], merge, { kind: "undo", editId: "e0" });
    expect(undone.get("a")).toEqual(theme("a"));
    const redone = after(
      [theme("a"), theme("b")],
      merge,
      { kind: "undo", editId: "e0" },
      { kind: "undo", editId: "e1" },
    );
    expect(redone.get("a")?.mergedInto).toBe("b");
  });

  it("ignores edits that make no sense", () => {
    const themes = [theme("a"), theme("b", "a")];
    const now = replay(
      themes,
      log(
        { kind: "merge", themeId: "a", into: "a" },
        { kind: "merge", themeId: "a", into: "nowhere" },
        { kind: "rename", themeId: "nowhere", label: "x" },
        { kind: "move", themeId: "a", parentId: "b" },
        { kind: "undo", editId: "nowhere" },
      ),
    );
    expect(now).toEqual(themes);
  });
});

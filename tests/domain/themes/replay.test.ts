import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dormant,
  nothing,
  replay,
  type Theme,
  type ThemeEdit,
} from "../../../domain/themes/index.ts";

const facet = (generation: number) => ({
  generation,
  surveyId: "sv",
  since: 0,
  centroid: "",
  threshold: 0.5,
  terms: [],
});

const theme = (id: string, more: Partial<Theme> = {}): Theme => ({
  id,
  label: `Label ${id}`,
  pinned: false,
  status: "active",
  muted: false,
  parentId: null,
  mergedInto: null,
  until: null,
  space: "words",
  facets: [facet(1)],
  rules: [],
  splitFrom: null,
  exemplars: [],
  createdRun: "run",
  createdAt: 0,
  ...more,
});

/** Two levels, a proposal, a theme that a split made and one that a re-fit made. */
const DISCOVERED: readonly Theme[] = [
  theme("a"),
  theme("b", { parentId: "a" }),
  theme("c", { status: "proposed" }),
  theme("d"),
  theme("made", { status: "merged", mergedInto: "a", splitFrom: "a" }),
  theme("new", { status: "archived", until: nothing, facets: [facet(2)] }),
];
const anId = fc.constantFrom(...DISCOVERED.map(({ id }) => id), "nowhere");

type Change = ThemeEdit extends infer E
  ? E extends ThemeEdit
    ? Omit<E, "id" | "at" | "by">
    : never
  : never;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("merge" as const), themeId: anId, into: anId }),
  fc.record({ kind: fc.constant("rename" as const), themeId: anId, label: fc.string() }),
  fc.record({
    kind: fc.constantFrom("pin", "unpin", "mute", "unmute", "publish"),
    themeId: anId,
  }),
  fc.record({ kind: fc.constant("archive" as const), themeId: anId, seq: fc.nat() }),
  fc.record({
    kind: fc.constant("move" as const),
    themeId: anId,
    parentId: fc.option(anId),
  }),
  fc.record({ kind: fc.constant("split" as const), themeId: anId, made: fc.constant("made") }),
  fc.record({
    kind: fc.constant("rule" as const),
    themeId: anId,
    rule: fc.record({
      id: fc.string(),
      mode: fc.constantFrom("always", "never"),
      kind: fc.constant("words" as const),
      words: fc.string(),
    }),
  }),
  fc.record({
    kind: fc.constant("refit" as const),
    themeId: fc.constant("sv"),
    space: fc.constant("vectors"),
    facets: fc.constant({ a: [facet(2)], d: [] }),
    opened: fc.constant(["new"]),
    closed: fc.subarray(["b", "c", "d"]),
  }),
  fc.record({ kind: fc.constant("undo" as const), editId: fc.nat(30).map((n) => `e${n}`) }),
);
const log = fc
  .array(change, { maxLength: 30 })
  .map((changes) => changes.map((one, at): ThemeEdit => ({ ...one, id: `e${at}`, at, by: "me" })));

const byId = (themes: readonly Theme[]) => new Map(themes.map((one) => [one.id, one]));
const withUndo = (edits: readonly ThemeEdit[], ids: readonly string[]): ThemeEdit[] => [
  ...edits,
  ...ids.map((editId, i): ThemeEdit => ({ kind: "undo", editId, id: `u${i}`, at: 99, by: "me" })),
];

describe("a log of edits and undos", () => {
  it("gives the same themes twice, and leaves what it was given alone", () => {
    fc.assert(
      fc.property(log, (edits) => {
        const before = structuredClone(DISCOVERED);
        const once = replay(DISCOVERED, edits);
        expect(replay(DISCOVERED, edits)).toEqual(once);
        expect(DISCOVERED).toEqual(before);
        expect(replay(JSON.parse(JSON.stringify(DISCOVERED)) as Theme[], edits)).toEqual(once);
      }),
    );
  });

  it("gives the discovered themes when everything is undone", () => {
    fc.assert(
      fc.property(log, (edits) => {
        const made = edits.filter(({ kind }) => kind !== "undo").map(({ id }) => id);
        const undos = edits.filter(({ kind }) => kind === "undo").map(({ id }) => id);
        // First the undos, so that none of them brings an edit back.
        expect(replay(DISCOVERED, withUndo(edits, [...undos, ...made]))).toEqual(DISCOVERED);
        expect(replay(DISCOVERED, [])).toEqual(DISCOVERED);
      }),
    );
  });

  it("is as if an undone edit had never been", () => {
    fc.assert(
      fc.property(log, fc.nat(29), (edits, n) => {
        const plain = edits.filter(({ kind }) => kind !== "undo");
        const out = plain[n % Math.max(1, plain.length)];
        if (!out) return;
        const without = plain.filter((edit) => edit !== out);
        expect(replay(DISCOVERED, withUndo(plain, [out.id]))).toEqual(replay(DISCOVERED, without));
      }),
    );
  });

  it("never makes a circle of merges or parents, nor a third level", () => {
    fc.assert(
      fc.property(log, (edits) => {
        const themes = byId(replay(DISCOVERED, edits));
        for (const one of themes.values()) {
          const parent = one.parentId === null ? undefined : themes.get(one.parentId);
          if (parent && one.status !== "merged") expect(parent.parentId).toBeNull();
          const seen = new Set<string>();
          for (let at: Theme | undefined = one; at; at = themes.get(at.mergedInto ?? "")) {
            expect(seen.has(at.id)).toBe(false);
            seen.add(at.id);
          }
        }
      }),
    );
  });
});

describe("themes that an edit opens", () => {
  const after = (...changes: Change[]) =>
    byId(
      replay(
        DISCOVERED,
        changes.map((one, at): ThemeEdit => ({ ...one, id: `e${at}`, at, by: "me" })),
      ),
    );

  it("sleep until then, and again after an undo", () => {
    const split = { kind: "split", themeId: "a", made: "made" } as const;
    expect(dormant(after().get("made")!)).toBe(true);
    expect(after(split).get("made")).toMatchObject({ status: "active", mergedInto: null });
    expect(dormant(after(split).get("made")!)).toBe(false);
    expect(dormant(after(split, { kind: "undo", editId: "e0" }).get("made")!)).toBe(true);
    const back = after(split, { kind: "merge", themeId: "made", into: "d" }).get("made")!;
    expect(back.mergedInto).toBe("d");
    expect(dormant(back)).toBe(false);
  });

  it("of a re-fit come, others go, and those kept are recognised otherwise, with what was found since", () => {
    const refit: Change = {
      kind: "refit",
      themeId: "sv",
      space: "vectors",
      facets: { a: [facet(3)], d: [] },
      opened: ["new"],
      closed: ["b"],
    };
    const now = after({ kind: "rename", themeId: "a", label: "Mine" }, refit);
    expect(now.get("new")).toMatchObject({ status: "active", until: null });
    expect(now.get("b")).toMatchObject({ status: "archived", until: nothing });
    expect(now.get("a")).toMatchObject({ label: "Mine", space: "vectors", facets: [facet(3)] });
    const later = DISCOVERED.map((one) =>
      one.id === "a" ? { ...one, facets: [facet(1), facet(4)] } : one,
    );
    const [first] = replay(later, [{ ...refit, id: "e", at: 1, by: "me" }]);
    expect(first?.facets).toEqual([facet(3), facet(4)]);
    expect(after(refit, { kind: "archive", themeId: "new", seq: 7 }).get("new")).toMatchObject({
      status: "archived",
      until: 7,
    });
  });
});

import { describe, expect, it } from "vitest";
import { daysOf } from "../../../../admin/screens/themes/changes/words.ts";
import { movedLabels } from "../../../../admin/screens/themes/preview-words.ts";
import { keptOf, refitHeadline, refitLede } from "../../../../admin/screens/themes/refit/words.ts";
import { unthemedWords } from "../../../../admin/screens/themes/unthemed/words.ts";
import type { Refit, ThemeChanges } from "../../../../domain/wire/themes.ts";

describe("the words of a preview", () => {
  it("names what a text leaves and joins, and not what it keeps", () => {
    expect(movedLabels({ before: ["A", "B"], after: ["B", "C"] })).toEqual([
      { label: "A", sign: "-" },
      { label: "C", sign: "+" },
    ]);
    expect(movedLabels({ before: ["A"], after: ["A"] })).toEqual([]);
  });
});

describe("the words of texts without a theme", () => {
  const reasons = [
    { reason: "short", n: 1 },
    { reason: "verdict", n: 1400 },
    { reason: "rule", n: 0 },
  ] as const;

  it("tells the largest pile first and no empty one", () => {
    expect(unthemedWords({ total: 1401, of: 1900, reasons: [...reasons] }).join("")).toBe(
      "1,401 texts without a theme: 1,400 say how it was and not why, 1 is too short to tell.",
    );
  });

  it("says what is told from a part", () => {
    expect(unthemedWords({ total: 5000, of: 2000, reasons: [...reasons] }).join("")).toBe(
      "About 5,000 texts without a theme. Among the newest 2,000 texts: 1,400 say how it was and not why, 1 is too short to tell.",
    );
    expect(unthemedWords({ total: 1, of: 1, reasons: [] }).join("")).toBe(
      "1 text without a theme.",
    );
  });
});

describe("the days of changes", () => {
  const item = (at: string): ThemeChanges["items"][number] => {
    return { at: Date.parse(at), kind: "grew", theme: null, label: "A", text: "", by: null };
  };

  it("are those of the workspace", () => {
    const items = [
      "2026-11-28T00:30Z",
      "2026-11-27T23:30Z",
      "2026-11-27T12:00Z",
      "2025-11-20T12:00Z",
    ];
    const now = Date.parse("2026-11-28T08:00Z");
    const told = (zone: string) =>
      daysOf(items.map(item), zone, now).map((day) => `${day.name}: ${day.groups.length}`);
    expect(told("UTC")).toEqual(["Today: 1", "Yesterday: 2", "20 Nov 2025: 1"]);
    expect(told("Europe/Berlin")).toEqual(["Today: 2", "Yesterday: 1", "20 Nov 2025: 1"]);
  });
});

describe("one run that changes many themes", () => {
  const item = (kind: "grew" | "created", by: string | null): ThemeChanges["items"][number] => {
    return { at: 1000, kind, theme: `${kind} ${by}`, label: "A", text: "", by };
  };

  it("is told in one line for each kind of change, people's edits one by one", () => {
    const ours = item("created", "member:1");
    const items = [item("created", null), item("created", null), item("grew", null), ours, ours];
    const [day] = daysOf(items, "UTC", 1000);
    expect(day?.groups.map(({ kind, by, themes }) => [kind, by, themes.length])).toEqual([
      ["created", null, 2],
      ["grew", null, 1],
      ["created", "member:1", 1],
      ["created", "member:1", 1],
    ]);
  });
});

describe("the words of a re-fit", () => {
  const refit: Refit = {
    id: "r",
    survey: "s",
    state: "ready",
    startedAt: 0,
    texts: 1500,
    moved: 1,
    kept: [
      { id: "a", label: "A", before: 10, after: 10 },
      { id: "b", label: "B", before: 10, after: 12 },
      { id: "c", label: "C", before: 10, after: 3 },
    ],
    created: [{ id: "d", label: "D", parent: null, after: 8, quotes: [] }],
    archived: [],
  };

  it("say what stays, comes and goes", () => {
    expect(refitHeadline(refit)).toBe("It keeps 3 themes and brings 1");
    expect(refitHeadline({ ...refit, archived: [{ id: "e", label: "E", before: 2 }] })).toBe(
      "It keeps 3 themes, brings 1 and drops 1",
    );
    expect(refitHeadline({ ...refit, kept: [], created: [] })).toBe("It finds no themes");
    expect(refitLede(refit)).toBe(
      "Found from the newest 1,500 texts; 1 of them would change its themes.",
    );
    expect(refitLede({ ...refit, moved: 0 })).toContain("none of them would change");
  });

  it("put the largest change first and part what stays as it is", () => {
    const gone = { id: "z", label: "Z", before: 90, after: 0 };
    const { changed, same, emptied } = keptOf({ ...refit, kept: [...refit.kept, gone] });
    expect(emptied).toEqual([gone]);
    expect(refitHeadline({ ...refit, kept: [...refit.kept, gone] })).toBe(
      "It keeps 3 themes, brings 1 and empties 1",
    );
    expect(changed.map(({ id }) => id)).toEqual(["c", "b"]);
    expect(same.map(({ id }) => id)).toEqual(["a"]);
  });
});

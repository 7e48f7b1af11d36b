import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import {
  type Drop,
  dropOf,
  dropWords,
  partOf,
} from "../../../../admin/screens/themes/list/drop.ts";
import { themesCsv } from "../../../../admin/screens/themes/list/export.ts";
import {
  type Order,
  entriesOf,
  foldsOf,
  plain,
  withFold,
} from "../../../../admin/screens/themes/list/order.ts";
import { theme } from "../../support.ts";

const delivery = theme({ label: "Delivery", volume: 81 });
const delays = theme({ label: "Delays", volume: 45, parent: "Delivery" });
const cafe = theme({ label: "Café", volume: 6, parent: "Delivery" });
const price = theme({ label: "Price", volume: 90 });
const all = [cafe, delays, delivery, price];

function rows(themes = all, part: Partial<Order> = {}): string[] {
  const order: Order = { value: (t) => t.volume, down: true, find: "", unfolds: () => true };
  return entriesOf(themes, { ...order, ...part }).map(
    ({ theme: { label }, depth, children }) => `${"  ".repeat(depth)}${label} ${children}`,
  );
}

describe("the list of themes", () => {
  it("has sub-themes below their parent, both in the same order", () => {
    expect(rows()).toEqual(["Price 0", "Delivery 2", "  Delays 0", "  Café 0"]);
    expect(rows(all, { down: false })).toEqual(["Delivery 2", "  Café 0", "  Delays 0", "Price 0"]);
  });

  it("folds them away, and says how many there are", () => {
    expect(rows(all, { unfolds: () => false })).toEqual(["Price 0", "Delivery 2"]);
  });

  it("finds a name without its accents, with the parent that it stands under", () => {
    expect(rows(all, { find: " cafe ", unfolds: () => false })).toEqual(["Delivery 1", "  Café 0"]);
    expect(rows(all, { find: "deliv", unfolds: () => false })).toEqual(["Delivery 2"]);
    expect(rows(all, { find: "no such" })).toEqual([]);
    expect(plain("  ÉTÉ ")).toBe("ete");
  });

  it("shows a sub-theme at the top when its parent is not listed", () => {
    expect(rows([delays, price])).toEqual(["Price 0", "Delays 0"]);
  });
});

describe("what an address says about folding", () => {
  it("names those that are unfolded, or all, or none", () => {
    const parents = ["a", "b"];
    const once = withFold(foldsOf(undefined), "a", parents);
    expect(once).toBe("a");
    const twice = withFold(foldsOf(once), "b", parents);
    expect(twice).toBe("all");
    expect(withFold(foldsOf(twice), "a", parents)).toBe("b");
    expect(withFold(foldsOf("b"), "b", parents)).toBeUndefined();
    // One that is no parent any more is forgotten.
    expect(withFold(foldsOf("gone"), "a", parents)).toBe("a");
  });
});

describe("letting a row go", () => {
  const drop = (dragged: typeof price, spot: Parameters<typeof dropOf>[1]) =>
    dropOf(dragged, spot, all);
  const told = (found: Drop | undefined) => dropWords(found);

  it("on another merges, in the gap below it moves under its parent", () => {
    expect(told(drop(price, { over: delivery, at: "on" }))).toBe("Merge into “Delivery”");
    expect(told(drop(price, { over: delivery, at: "below" }))).toBe("Move under “Delivery”");
    expect(told(drop(price, { over: delays, at: "below" }))).toBe("Move under “Delivery”");
  });

  it("at the head of the list brings a sub-theme to the top", () => {
    expect(drop(delays, "top")).toEqual({ kind: "move", parent: null });
    expect(drop(price, "top")).toBeUndefined();
  });

  it("changes nothing on itself and where it stands already", () => {
    expect(drop(price, { over: price, at: "on" })).toBeUndefined();
    expect(drop(price, { over: price, at: "below" })).toBeUndefined();
    expect(drop(delays, { over: delivery, at: "below" })).toBeUndefined();
    expect(drop(delays, { over: cafe, at: "below" })).toBeUndefined();
    // A parent does not go below its own sub-theme.
    expect(drop(delivery, { over: delays, at: "below" })).toBeUndefined();
  });

  it("says why one with sub-themes goes under no other", () => {
    const found = drop(delivery, { over: price, at: "below" });
    expect(told(found)).toBe("“Delivery” has sub-themes of its own");
    // The others do not hold it back: an archived sub-theme is none.
    const gone = all.map((one) => (one.parent ? { ...one, status: "archived" as const } : one));
    expect(dropOf(delivery, { over: price, at: "below" }, gone)).toEqual({
      kind: "move",
      parent: price,
    });
  });

  it("takes the edges of a row for the gaps", () => {
    expect([0, 0.2, 0.5, 0.8, 1].map(partOf)).toEqual(["above", "above", "on", "below", "below"]);
  });
});

describe("the file of themes", () => {
  it("holds figures as they are and runs no formula", async () => {
    const evil = theme({
      label: "=HYPERLINK(1)",
      parent: "Delivery",
      sentiment: -7.407_407_4,
      impact: { value: -6.27, low: -8, high: -4, n: 45 },
      trend: "up",
      emerging: true,
    });
    const file = await themesCsv([delivery, evil, theme({ label: "Gone", status: "archived" })]);
    const { data } = Papa.parse<Record<string, string>>(file.replace(/^\uFEFF/u, ""), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.map((row) => row["theme"])).toEqual(["Delivery", "'=HYPERLINK(1)"]);
    expect(data[1]).toMatchObject({
      parent: "Delivery",
      sentiment: "-7.4074",
      impact: "-6.27",
      impact_low: "-8",
      change: "more",
      rising: "yes",
    });
  });
});

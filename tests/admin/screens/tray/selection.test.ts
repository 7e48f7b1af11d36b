import { describe, expect, it } from "vitest";
import {
  EVERYTHING,
  NOTHING,
  allShown,
  chosenOf,
  extended,
  toggled,
} from "../../../../admin/screens/tray/selection.ts";

const shown = ["a", "b", "c", "d", "e"];
const chosen = (selection: typeof NOTHING) => chosenOf(selection, shown).join("");

describe("choosing in a list", () => {
  it("chooses one and lets it go", () => {
    const one = toggled(NOTHING, shown, "b");
    expect(chosen(one)).toBe("b");
    expect(chosen(toggled(one, shown, "b"))).toBe("");
  });

  it("chooses a range either way, and lets a range go", () => {
    const down = toggled(toggled(NOTHING, shown, "b"), shown, "d", true);
    expect(chosen(down)).toBe("bcd");
    const up = toggled(toggled(NOTHING, shown, "e"), shown, "c", true);
    expect(chosen(up)).toBe("cde");
    // "d" was touched last and is chosen: a range to "c" lets both go.
    expect(chosen(toggled(down, shown, "c", true))).toBe("b");
  });

  it("takes a range without a beginning, or from a row that has gone, as the one row", () => {
    expect(chosen(toggled(NOTHING, shown, "d", true))).toBe("d");
    const gone = toggled(NOTHING, [...shown, "x"], "x");
    expect(chosen(toggled(gone, shown, "d", true))).toBe("d");
  });

  it("chooses on the way with the arrow keys", () => {
    const two = extended(NOTHING, shown, "b", "c");
    expect(chosen(extended(two, shown, "c", "d"))).toBe("bcd");
    expect(extended(EVERYTHING, shown, "b", "c")).toBe(EVERYTHING);
  });

  it("chooses all that are shown, and none when they were", () => {
    const all = allShown(toggled(NOTHING, shown, "b"), shown);
    expect(chosen(all)).toBe("abcde");
    expect(all.all).toBe(false);
    expect(allShown(all, shown)).toEqual(NOTHING);
  });

  it("keeps the rest of what is shown when one of everything is let go", () => {
    const rest = toggled(EVERYTHING, shown, "c");
    expect(rest.all).toBe(false);
    expect(chosen(rest)).toBe("abde");
  });

  it("counts only what is shown: what was moved away is not chosen any longer", () => {
    const two = toggled(toggled(NOTHING, shown, "a"), shown, "b");
    expect(chosenOf(two, ["b", "c"])).toEqual(["b"]);
  });
});

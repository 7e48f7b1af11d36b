import { describe, expect, it } from "vitest";
import {
  actionsOf,
  doneWords,
  filterOf,
  matchOf,
  reasonName,
  sizeOf,
  trayHeadline,
} from "../../../../admin/screens/tray/words.ts";
import { mayMoveResponse } from "../../../../domain/survey/moves.ts";
import { MoveResponses, type Tray } from "../../../../domain/wire/responses.ts";
import * as v from "valibot";

const tray: Tray = {
  states: [
    { state: "quarantined", n: 21 },
    { state: "suspect", n: 1 },
    { state: "late", n: 3 },
    { state: "test", n: 5 },
    { state: "pending", n: 2 },
  ],
  reasons: [
    { state: "quarantined", reason: "filled a field that people cannot see", n: 19 },
    { state: "suspect", reason: "filled a field that people cannot see", n: 1 },
    { state: "quarantined", reason: "by hand", n: 2 },
    { state: "late", reason: null, n: 3 },
  ],
  whole: true,
};

describe("the part of the tray that an address asks for", () => {
  it("is all that waits when nothing readable is asked", () => {
    for (const state of [undefined, "counted", "pending", "toString", ""]) {
      expect(filterOf({ state })).toEqual({ state: "tray", reason: undefined });
    }
    expect(filterOf({ state: "late", reason: "" })).toEqual({ state: "late", reason: undefined });
  });

  it("is what a move by match takes", () => {
    for (const state of ["tray", "quarantined", "suspect", "late", "test", "deleted"]) {
      const match = matchOf(filterOf({ state, reason: "by hand" }));
      const call = "0199e2a8-7c00-7000-8000-000000000000";
      expect(v.is(MoveResponses, { call, to: "counted", match })).toBe(true);
      expect(match).toEqual({ state, reason: "by hand" });
    }
    expect(matchOf(filterOf({}))).toEqual({ state: "tray" });
  });

  it("says how many it holds, and nothing where nobody knows", () => {
    const size = (query: Record<string, string>, of = tray) => sizeOf(of, filterOf(query));
    expect(size({})).toBe(25);
    expect(size({ state: "quarantined" })).toBe(21);
    expect(size({ reason: "filled a field that people cannot see" })).toBe(20);
    expect(size({ state: "quarantined", reason: "by hand" })).toBe(2);
    expect(size({ state: "test" })).toBe(5);
    expect(size({ state: "deleted" })).toBeUndefined();
    expect(size({ reason: "by hand" }, { ...tray, whole: false })).toBeUndefined();
    expect(size({}, { ...tray, whole: false })).toBe(25);
  });
});

describe("the tray in words", () => {
  it("says what waits and why", () => {
    expect(trayHeadline(tray)).toEqual({
      title: "25 answers wait for a decision",
      lede: "21 look like spam, 1 vote has no proof of a person and 3 came after the end. None of it is in the figures.",
    });
    expect(trayHeadline({ ...tray, states: [{ state: "late", n: 1 }] })).toEqual({
      title: "1 answer waits for a decision",
      lede: "1 came after the end. None of it is in the figures.",
    });
    expect(trayHeadline({ ...tray, states: [{ state: "test", n: 5 }] }).title).toBe(
      "Nothing waits",
    );
  });

  it("gives everything a reason", () => {
    expect(reasonName("suspect", "left within 4 seconds")).toBe("Left within 4 seconds");
    expect(reasonName("late", null)).toBe("Came after the survey was paused or closed");
    expect(reasonName("quarantined", null)).toBe("No reason noted");
  });

  it("offers only what may be done, and never what was done already", () => {
    for (const state of ["quarantined", "suspect", "late", "test", "deleted"] as const) {
      expect(actionsOf(state).every((to) => mayMoveResponse(state, to))).toBe(true);
      expect(actionsOf(state)[0]).toBe("counted");
    }
    expect(doneWords(1, "counted")).toBe("1 response restored; counted now.");
    expect(doneWords(1200, "deleted")).toBe("1,200 responses moved to the bin.");
  });
});

import { describe, expect, it } from "vitest";
import { type Range, piecesOf, windowOf } from "../../../admin/words/pieces.ts";

const text = "Nice jacket, but it arrived two days late and nobody wrote.";
const at = (part: string, within = text): Range => {
  const start = within.indexOf(part);
  return { start, end: start + part.length };
};

describe("the pieces of a text", () => {
  it("loses no letter and marks words inside and outside the clause", () => {
    const pieces = piecesOf(text, at("it arrived two days late"), [at("late"), at("jacket")]);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter(({ mark }) => mark)).toEqual([
      { text: "jacket", clause: false, mark: true },
      { text: "late", clause: true, mark: true },
    ]);
    expect(
      pieces
        .filter(({ clause }) => clause)
        .map((piece) => piece.text)
        .join(""),
    ).toBe("it arrived two days late");
  });

  it("keeps to the part that is shown", () => {
    const shown = at("arrived two");
    const pieces = piecesOf(text, at("it arrived two days late"), [at("late")], shown);
    expect(pieces).toEqual([{ text: "arrived two", clause: true, mark: false }]);
  });

  it("takes marks that overlap, and ranges beyond the end", () => {
    const pieces = piecesOf("one two", null, [
      { start: 0, end: 5 },
      { start: 3, end: 99 },
    ]);
    expect(pieces.map((piece) => [piece.text, piece.mark])).toEqual([
      ["one", true],
      [" t", true],
      ["wo", true],
    ]);
  });

  it("is empty for an empty text", () => {
    expect(piecesOf("", null, [])).toEqual([]);
  });
});

describe("the part of a long text that is shown", () => {
  const long = `${"word ".repeat(100)}the clause here ${"tail ".repeat(100)}`.trim();
  const clause = at("the clause here", long);

  it("is all of a short one", () => {
    expect(windowOf(text, at("late"))).toEqual({ start: 0, end: text.length });
  });

  it("stands around the clause, from word to word", () => {
    const { start, end } = windowOf(long, clause, 100);
    const shown = long.slice(start, end);
    expect(shown).toContain("the clause here");
    expect(shown.length).toBeLessThanOrEqual(100);
    expect(shown).toMatch(/^word /u);
    expect(shown).toMatch(/ tail$/u);
  });

  it("is the beginning when nothing is marked", () => {
    const { start, end } = windowOf(long, null, 100);
    expect([start, long.slice(end - 4, end)]).toEqual([0, "word"]);
  });

  it("never cuts a clause that is longer than what is shown", () => {
    const most = { start: 40, end: 700 };
    const { start, end } = windowOf(long, most, 100);
    expect(start).toBeLessThanOrEqual(most.start);
    expect(end).toBeGreaterThanOrEqual(most.end);
  });

  it("parts no character where there are no spaces", () => {
    for (const most of [99, 100, 101]) {
      const faces = "😀".repeat(300);
      const { start, end } = windowOf(faces, { start: 300, end: 304 }, most);
      expect(faces.slice(start, end)).toMatch(/^(?:😀)+$/u);
    }
  });
});

import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../admin/words/segments.ts";

const text = "Ordered on Monday, arrived the Tuesday after.";
const mention = (start: number, end: number, label = "Late delivery") =>
  ({ theme: label, label, sentiment: "negative", question: "q2", start, end }) as const;

describe("marks in a text", () => {
  it("cuts it where themes were found and loses no letter", () => {
    const late = mention(19, 44);
    const segments = segmentsOf(text, [late]);
    expect(segments.map((one) => one.text).join("")).toBe(text);
    expect(segments.filter((one) => one.mention).map((one) => one.text)).toEqual([
      "arrived the Tuesday after",
    ]);
  });

  it("marks the first of two themes that share words", () => {
    const segments = segmentsOf(text, [mention(25, 44, "Other"), mention(19, 30)]);
    expect(segments.filter((one) => one.mention).map((one) => one.mention?.label)).toEqual([
      "Late delivery",
    ]);
    expect(segments.map((one) => one.text).join("")).toBe(text);
  });

  it("passes over spans that lie outside the text", () => {
    expect(segmentsOf("short", [mention(2, 40)])).toEqual([{ text: "short" }]);
  });

  it("marks hits within themes, whole words but for the last", () => {
    const hits = (query: string) =>
      segmentsOf(text, [mention(19, 44)], query).filter((one) => one.hit);
    expect(hits("the tues").map((one) => [one.text, one.mention?.label])).toEqual([
      ["the", "Late delivery"],
      ["Tuesday", "Late delivery"],
    ]);
    expect(hits("tues the")).toHaveLength(1);
  });

  it("finds words whatever their case and accents", () => {
    const hit = segmentsOf("Très SÛR, vraiment", [], "sur").find((one) => one.hit);
    expect(hit?.text).toBe("SÛR");
  });

  it("treats a search as words, never as a pattern", () => {
    expect(segmentsOf("a.c abc", [], ".*(").filter((one) => one.hit)).toEqual([]);
  });
});

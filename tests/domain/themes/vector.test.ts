import { describe, expect, it } from "vitest";
import { tokensOf, wordsOf } from "../../../domain/themes/tokens.ts";
import {
  centroidOf,
  cosine,
  packVector,
  space,
  unpackVector,
  vectorOf,
} from "../../../domain/themes/vector.ts";

const vector = (text: string, lang = "en") => vectorOf(tokensOf(wordsOf(text), lang), lang);
const likeness = (a: string, b: string, lang = "en"): number =>
  cosine(vector(a, lang), centroidOf([vector(b, lang)]));

describe("vectorOf", () => {
  it("is part of a named space: these numbers may only change with the name", () => {
    const { at, value } = vector("lost luggage at the gate");
    expect(space).toBe("hash256-v1");
    expect([...at]).toMatchInlineSnapshot(`
      [
        129,
        131,
        211,
        216,
        230,
      ]
    `);
    expect([...value].map((v) => Number(v.toFixed(3)))).toMatchInlineSnapshot(`
      [
        0.23,
        0.576,
        0.48,
        0.23,
        0.576,
      ]
    `);
  });

  it("puts synonyms and inflections near, other topics far", () => {
    expect(likeness("suitcase lost", "lost bags")).toBeGreaterThan(0.7);
    expect(likeness("suitcase lost", "tasty breakfast")).toBeLessThan(0.2);
  });

  it("gives languages without a stemmer likeness by their letters", () => {
    expect(likeness("toimitus myöhässä", "toimituksen kanssa", "fi")).toBeGreaterThan(0.2);
  });

  it("survives packing", () => {
    const dense = centroidOf([vector("slow app"), vector("the app crashed twice")]);
    const text = packVector(dense);
    expect(text).toHaveLength(344);
    const back = unpackVector(text);
    expect(dense.reduce((sum, value, i) => sum + value * (back[i] as number), 0)).toBeGreaterThan(
      0.999,
    );
    expect(packVector(back)).toBe(packVector(unpackVector(packVector(back))));
  });

  it("has no direction for a text without words", () => {
    expect(vector("").at).toHaveLength(0);
    expect(cosine(vector(""), centroidOf([vector("app")]))).toBe(0);
  });
});

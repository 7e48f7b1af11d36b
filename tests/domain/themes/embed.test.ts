import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { embed, nearestWords } from "../../../domain/themes/embed/embed.ts";
import { openWordTable } from "../../../domain/themes/embed/table.ts";
import { meantRow } from "../../../domain/themes/embed/typos.ts";
import { wordSpace } from "../../../domain/themes/model.ts";
import { cosine } from "../../../domain/themes/vector.ts";

const file = readFileSync("scripts/tables/words.bin");
const about = JSON.parse(readFileSync("scripts/tables/words.json", "utf8")) as {
  space: string;
  sha256: string;
  words: number;
  dimensions: number;
};
const table = openWordTable(file);
const vector = (text: string, lang = "en"): Float32Array => embed(text.split(" "), lang, table);
const likeness = (a: string, b: string): number => cosine(vector(a), vector(b));

describe("the word table", () => {
  it("is the one that its note describes", () => {
    expect(createHash("sha256").update(file).digest("hex")).toBe(about.sha256);
    expect([table.space, table.words, table.dimensions]).toEqual([
      about.space,
      about.words,
      about.dimensions,
    ]);
    expect(table.space).toBe(wordSpace);
  });

  it("finds every word at its row, and no other word", () => {
    for (let row = 0; row < table.words; row += 97) {
      expect(table.rowOf(table.wordAt(row))).toBe(row);
      expect(table.rowOf(`${table.wordAt(row)}qx`)).toBe(-1);
    }
    expect(table.rowOf("")).toBe(-1);
  });

  it("is refused when it is cut, damaged, of another version or something else", () => {
    expect(() => openWordTable(file.subarray(0, 10))).toThrow("no word table");
    expect(() => openWordTable(file.subarray(0, file.length - 1))).toThrow("damaged");
    const changed = (at: number): Uint8Array => {
      const copy = Uint8Array.from(file);
      copy[at] = ((copy[at] as number) + 1) & 255;
      return copy;
    };
    expect(() => openWordTable(changed(0))).toThrow("no word table");
    expect(() => openWordTable(changed(4))).toThrow("another version");
    expect(() => openWordTable(changed(6))).toThrow("damaged");
    expect(() => openWordTable(changed(file.length - 100))).toThrow("damaged");
  });
});

describe("embed", () => {
  it("puts words of one meaning near, other topics far", () => {
    expect(likeness("crew", "staff")).toBeGreaterThan(likeness("crew", "price") + 0.1);
    expect(likeness("the delivery was late", "my parcel is delayed")).toBeGreaterThan(
      likeness("the delivery was late", "a tasty breakfast") + 0.2,
    );
  });

  it("gives the same text the same vector to the bit", () => {
    expect(vector("the app crashed twice")).toEqual(vector("the app crashed twice"));
    expect(embed(["the", "app"], "en", openWordTable(Uint8Array.from(file)))).toEqual(
      vector("the app"),
    );
  });

  it("has unit length, and none for a text without words", () => {
    expect(cosine(vector("slow app"), vector("slow app"))).toBeCloseTo(1, 5);
    for (const text of ["", "90125 77310"])
      expect(vector(text)).toEqual(new Float32Array(table.dimensions));
  });

  it("reads plurals, possessives and compounds of words that it knows", () => {
    expect(table.rowOf("waitress's")).toBe(-1);
    expect(vector("waitress's")).toEqual(vector("waitress"));
    expect(table.rowOf("check-desk")).toBe(-1);
    expect(vector("check-desk")).toEqual(vector("check desk"));
  });

  it.each([
    ["delivary", "delivery"],
    ["refnud", "refund"],
    ["brekfast", "breakfast"],
    ["passsword", "password"],
  ])("reads a typo as the word that was meant: %s", (typo, word) => {
    expect(table.rowOf(typo)).toBe(-1);
    expect(vector(typo)).toEqual(vector(word));
  });

  it("takes no side where a typo may mean two words, and leaves short words and names alone", () => {
    for (const text of ["wether", "xqz", "qwxzklv", "zimmer1"]) {
      expect(table.rowOf(text)).toBe(-1);
      expect(meantRow(text, table)).toBe(-1);
    }
    // A typo of English says nothing about a word of another language.
    expect(vector("delivary", "de")).not.toEqual(vector("delivery", "de"));
  });

  it("reads any other word that it does not know by its letters", () => {
    expect(table.rowOf("paymentsystem")).toBe(-1);
    expect(likeness("paymentsystem", "payment")).toBeGreaterThan(
      likeness("paymentsystem", "breakfast") + 0.1,
    );
  });

  it("reads no more of a huge word than a word can be", () => {
    const beginning = "ab".repeat(20);
    expect(vector("ab".repeat(4_000))).not.toEqual(new Float32Array(table.dimensions));
    expect(likeness("ab".repeat(4_000), `${beginning}cd`)).toBeCloseTo(1, 5);
    expect(meantRow(`${"a".repeat(30)}delivery`, table)).toBe(-1);
  });

  it("knows pairs of words that mean more together", () => {
    const row = table.rowOfPair("credit", "card");
    expect(table.wordAt(row)).toBe("credit card");
    expect(table.rowOfPair("card", "credit")).toBe(-1);
    const alone = new Float32Array(table.dimensions);
    for (const name of ["credit", "card"]) table.add(table.rowOf(name), 1, alone);
    expect(cosine(alone, vector("credit card")) / Math.hypot(...alone)).toBeLessThan(0.9999);
  });
});

describe("other languages", () => {
  const says = (text: string, lang: string): Float32Array => vector(text, lang);

  it.each([
    ["de", "das zimmer war schmutzig"],
    ["fr", "la chambre était sale"],
    ["es", "la habitación estaba sucia"],
    ["it", "la camera era sporca"],
    ["pt", "o quarto estava sujo"],
    ["nl", "de kamer was vies"],
  ])("come near what an English comment says (%s)", (lang, text) => {
    const near = cosine(says(text, lang), vector("the room was dirty"));
    expect(near).toBeGreaterThan(0.6);
    expect(near).toBeGreaterThan(cosine(says(text, lang), vector("the delivery was late")) + 0.3);
  });

  it("do not take a small word for an English one", () => {
    expect(says("die lieferung", "de")).toEqual(says("lieferung", "de"));
    expect(cosine(says("die", "de"), says("die", "de"))).toBe(0);
  });
});

describe("nearestWords", () => {
  it("names what a vector means", () => {
    const near = nearestWords(table, vector("breakfast"), 5);
    expect(near[0]).toEqual({ word: "breakfast", similarity: expect.closeTo(1, 3) as number });
    expect(near).toHaveLength(5);
    for (let i = 1; i < near.length; i += 1)
      expect(near[i]?.similarity).toBeLessThanOrEqual(near[i - 1]?.similarity ?? 0);
  });
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../domain/themes/normalise.ts";
import {
  openSentiment,
  opinionOf,
  sentimentOf,
  sentimentOfMention,
} from "../../../domain/themes/sentiment.ts";
import { wordsOf } from "../../../domain/themes/tokens.ts";
import { root } from "../../../scripts/paths.ts";

const bytes = readFileSync(`${root}/scripts/tables/sentiment.bin`);
const model = openSentiment(bytes);

const feel = (text: string, lang = "en"): { polarity: number; score: number } => {
  const clean = normalise(text);
  return sentimentOf(clean, wordsOf(clean), lang, model);
};

describe("sentimentOf", () => {
  it.each([
    [1, "en", "The staff were friendly and helpful"],
    [-1, "en", "The staff were rude"],
    [0, "en", "I ordered two shirts in June"],
    [-1, "en", "It stopped working after a week"],
    [1, "de", "Sehr freundliche Beratung, gerne wieder"],
    [-1, "de", "Die Lieferung war nicht gut"],
    [1, "fr", "Livraison rapide, je suis ravie"],
    [-1, "fr", "Le produit ne fonctionne pas"],
    [1, "es", "Muy buena atención"],
    [-1, "es", "Un servicio pésimo"],
    [1, "it", "Ottimo prodotto, consegna veloce"],
    [-1, "it", "Sono molto deluso"],
    [1, "pt", "Atendimento excelente"],
    [-1, "pt", "O produto veio com defeito"],
    [1, "nl", "Snelle levering en vriendelijk personeel"],
    [-1, "nl", "De app werkt niet"],
    [0, "ja", "とても良い"],
    [0, "en", ""],
    [0, "en", "..."],
  ] as const)("%i %s: %s", (polarity, lang, text) =>
    expect(feel(text, lang).polarity).toBe(polarity),
  );

  // A sentence and its twin, which differs in one thing and turns the verdict round.
  it.each([
    ["negation", "The food was good", "The food was not good"],
    [
      "negation of a word that no run has",
      "The concierge was charming",
      "The concierge was never charming",
    ],
    [
      "negation that goes on",
      "The concierge was charming and attentive",
      "The concierge was neither charming nor attentive",
    ],
    ["negation of a complaint", "There were no problems", "There were problems"],
    ["negation apart", "I would recommend it", "I would not really ever recommend it"],
    ["a contraction", "It works", "It doesn't work"],
    ["a contraction in two tokens", "it works", "it does n't work"],
    ["what never happened", "It never failed us", "It failed us"],
    [
      "contrast",
      "Slow at first, but the support is excellent",
      "Excellent at first, but the support is slow",
    ],
    [
      "concession",
      "Although the wait was long, the food was excellent",
      "Although the food was excellent, the wait was long",
    ],
    ["a run of words", "Worth the money", "Waste of money"],
    ["a compound", "a must-have", "a rip-off"],
    ["emoji", "arrived today 😍", "arrived today 😡"],
    ["an emoticon", "my flight tomorrow :)", "my flight tomorrow :("],
    ["letters drawn out", "a gooood day", "a soooo bad day"],
  ])("%s turns it round", (_, good, bad) => {
    expect([feel(good).polarity, feel(bad).polarity]).toEqual([1, -1]);
  });

  it("grows with intensity and shrinks with doubt", () => {
    expect(feel("a very good stay").score).toBeGreaterThan(feel("a good stay").score);
    expect(feel("a good stay!!").score).toBeGreaterThan(feel("a good stay").score);
    expect(feel("a somewhat good stay").score).toBeLessThan(feel("a good stay").score);
    expect(feel("a TERRIBLE stay").score).toBeLessThanOrEqual(feel("a terrible stay").score);
  });

  it("counts a wish for less than a finding", () => {
    expect(feel("It would have been great").score).toBeLessThan(feel("It has been great").score);
  });

  it("reads a stretch of the text alone", () => {
    const text = "Great food but awful service";
    const words = wordsOf(text);
    expect(sentimentOf(text, words, "en", model, 0, 2).polarity).toBe(1);
    expect(sentimentOf(text, words, "en", model, 2, 5).polarity).toBe(-1);
  });

  it("says the same of the same text", () => {
    expect(feel("Great food, awful service")).toEqual(feel("Great food, awful service"));
  });
});

describe("sentimentOfMention", () => {
  const text = "The pasta was wonderful but the waiter was rude";
  const words = wordsOf(text);
  const span = (word: string) => {
    const start = text.indexOf(word);
    return { start, end: start + word.length };
  };
  const mood = (from: number, to: number, word: string, others: string[]) =>
    sentimentOfMention(text, words, "en", model, {
      whole: sentimentOf(text, words, "en", model),
      from,
      to,
      spans: [span(word)],
      others: others.map(span),
    }).polarity;

  it("gives each of two topics its own clause", () => {
    expect(mood(0, 4, "pasta", ["waiter"])).toBe(1);
    expect(mood(4, 9, "waiter", ["pasta"])).toBe(-1);
  });
});

describe("opinionOf", () => {
  it("knows words, their endings, and nothing of the rest", () => {
    expect(opinionOf("wonderful", "en", model)).toBeGreaterThan(3);
    expect(opinionOf("sluggish", "en", model)).toBeLessThan(-2);
    expect(opinionOf("table", "en", model)).toBe(0);
    expect(opinionOf("wonderful", "ja", model)).toBe(0);
  });
});

describe("the table", () => {
  it("is the one that its note describes", () => {
    const about = JSON.parse(readFileSync(`${root}/scripts/tables/sentiment.json`, "utf8")) as {
      sha256: string;
    };
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(about.sha256);
  });

  it("is refused when it is damaged, cut short or something else", () => {
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 9] = (flipped.at(-9) as number) ^ 1;
    expect(() => openSentiment(flipped)).toThrow("damaged");
    expect(() => openSentiment(bytes.subarray(0, bytes.length - 1))).toThrow("damaged");
    expect(() => openSentiment(new Uint8Array(4))).toThrow("no sentiment table");
    expect(() => openSentiment(Buffer.from("VWT1 something else"))).toThrow("no sentiment table");
  });
});

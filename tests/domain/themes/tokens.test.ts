import { describe, expect, it } from "vitest";
import { analyse } from "../../../domain/themes/analyse.ts";
import { clausesOf } from "../../../domain/themes/clauses.ts";
import { detectLanguage } from "../../../domain/themes/language.ts";
import { dedupeKey, normalise } from "../../../domain/themes/normalise.ts";
import { tokensOf, wordsOf } from "../../../domain/themes/tokens.ts";
import { engineModel } from "../../support/engine-model.ts";

const model = await engineModel();
const language = (text: string, hint?: string): string =>
  detectLanguage(
    model.languages,
    text,
    wordsOf(text).map((word) => word.text),
    hint,
  );
const keys = (text: string, lang: string): string[] =>
  tokensOf(wordsOf(normalise(text)), lang)
    .filter((token) => token.kind !== "stop")
    .map((token) => token.key);

describe("normalise", () => {
  it("keeps every offset while it blanks handles, links, addresses and entities", () => {
    const text = "@united lost it &amp; more: https://x.test/a?b=1 mail a.b@c.de, don’t ask #fail";
    const clean = normalise(text);
    expect(clean).toHaveLength(text.length);
    expect(clean).not.toMatch(/united|https|amp|c\.de|’/u);
    expect(clean.slice(text.indexOf("lost"), text.indexOf("lost") + 7)).toBe("lost it");
    expect(clean).toContain("don't ask");
  });

  it("sees the same wording in two texts", () => {
    expect(dedupeKey("@a Great, service!!")).toBe(dedupeKey("great  service @bcd"));
    expect(dedupeKey("great service")).not.toBe(dedupeKey("great app"));
  });
});

describe("detectLanguage", () => {
  it.each([
    ["en", "The driver left the parcel in front of the wrong house"],
    ["de", "Die Lieferung kam viel zu spät und das Paket war kaputt"],
    ["fr", "La livraison était en retard et le colis abîmé"],
    ["es", "El pedido llegó tarde y la caja estaba rota"],
    ["it", "La consegna è arrivata in ritardo e il pacco era rotto"],
    ["pt", "A entrega chegou atrasada e o pacote estava quebrado"],
    ["nl", "De levering was te laat en het pakket was kapot"],
    ["ja", "配送がとても遅かったです"],
  ])("finds %s", (lang, text) => expect(language(text)).toBe(lang));

  it("lets the hint decide for short texts only", () => {
    expect(language("Super!", "de")).toBe("de");
    expect(language("The driver left the parcel in front of the house", "de")).toBe("en");
    expect(language("12 :)")).toBe("und");
  });
});

describe("tokens", () => {
  it("brings inflections and synonyms to one key", () => {
    expect(keys("zippers", "en")).toEqual(keys("zipper", "en"));
    expect(keys("luggage suitcase bags", "en")).toEqual(["~luggage", "~luggage", "~luggage"]);
    expect(keys("Verspätungen", "de")).toEqual(keys("delays", "en"));
  });

  it("takes a known run of words as one, but not across punctuation", () => {
    expect(keys("customer service", "en")).toEqual(["~service"]);
    expect(keys("the customer, service", "en")).toHaveLength(2);
  });

  it("is not fooled by an idiom", () => {
    expect(keys("I can't wait", "en")).toEqual([]);
    expect(keys("a long wait", "en")).toContain("~wait");
  });

  it("drops French and Italian elisions", () => {
    expect(keys("l'application", "fr")).toEqual(["~app"]);
    expect(keys("dell'ordine", "it")).toEqual(["~order"]);
  });

  it("segments scripts without spaces and keeps their offsets", () => {
    const text = "配送が遅い";
    const words = wordsOf(text);
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text);
  });
});

describe("clauses", () => {
  const cut = (text: string): string[] =>
    clausesOf(wordsOf(text), "en").map(({ start, end }) => text.slice(start, end));

  it("cuts at sentence ends and contrast, and at commas between long halves only", () => {
    expect(cut("Food was good but the waiter was rude. Nice view")).toEqual([
      "Food was good",
      "but the waiter was rude",
      "Nice view",
    ]);
    expect(cut("Quick, clean, cheap")).toHaveLength(1);
    expect(cut("The room was rather small, the bathroom was not clean")).toHaveLength(2);
  });

  it("covers every word of a text exactly once", () => {
    const { words, clauses } = analyse(
      {
        id: "v",
        surveyId: "s",
        seq: 1,
        at: 0,
        text: "Well, I waited, and waited; then, at last, it came! But broken… and nobody cared 😡 ok",
      },
      model,
    );
    expect(clauses.map(({ from }) => from)).toEqual([
      0,
      ...clauses.slice(0, -1).map(({ to }) => to),
    ]);
    expect(clauses.at(-1)?.to).toBe(words.length);
  });
});

import { describe, expect, it } from "vitest";
import { normalise } from "../../../domain/themes/normalise.ts";
import { sentimentOf } from "../../../domain/themes/sentiment.ts";
import { wordsOf } from "../../../domain/themes/tokens.ts";

const feel = (text: string, lang = "en"): { polarity: number; score: number } => {
  const clean = normalise(text);
  return sentimentOf(clean, wordsOf(clean), lang);
};

describe("sentimentOf", () => {
  it.each([
    [1, "en", "The staff were friendly and helpful"],
    [-1, "en", "The staff were rude"],
    [0, "en", "I ordered two shirts in June"],
    [-1, "en", "Not good"],
    [1, "en", "No problems at all"],
    [-1, "en", "It stopped working after a week"],
    [-1, "en", "Nice colour but the seam is terrible"],
    [1, "en", "Slow at first, but the support was excellent"],
    [1, "en", "arrived today 😍"],
    [-1, "en", "arrived today 😡"],
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
  ] as const)("%i %s: %s", (polarity, lang, text) =>
    expect(feel(text, lang).polarity).toBe(polarity),
  );

  it("grows with intensity and shrinks with doubt", () => {
    expect(feel("very good").score).toBeGreaterThan(feel("good").score);
    expect(feel("good!!").score).toBeGreaterThan(feel("good").score);
    expect(feel("somewhat good").score).toBeLessThan(feel("good").score);
  });

  it("reads a stretch of the text alone", () => {
    const text = "Great food but awful service";
    const words = wordsOf(text);
    expect(sentimentOf(text, words, "en", 0, 2).polarity).toBe(1);
    expect(sentimentOf(text, words, "en", 2, 5).polarity).toBe(-1);
  });
});

import { eld } from "eld/extrasmall";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { voices } from "../../../domain/demo/comments/voices.ts";
import { likeness } from "../../../domain/themes/language-model.ts";
import { dataFiles } from "../../../scripts/data.ts";
import { engineModel } from "../../support/engine-model.ts";

const { languages } = await engineModel();
const ours = (text: string) => Object.fromEntries(likeness(languages, text));

describe("likeness of a language", () => {
  it("is eld's own, whatever was written", () => {
    const letters = fc.constantFrom(...Array.from("aeinrst' ’ñéßЖжщあ配ガข์हिक्אש𝓗𐐷😀.,!1\n"));
    const word = fc.constantFrom("the", "livraison", "Lieferung", "доставка", "配送が遅い", "x'");
    // Unicode 16 and later has letters that eld does not know yet.
    const newer = /[\u088f\u0c5c\u0cdc\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1]/gu;
    fc.assert(
      fc.property(fc.array(fc.oneof(letters, word, fc.string({ unit: "binary" }))), (parts) => {
        const text = parts.join("").replaceAll(newer, "");
        expect(ours(text)).toEqual(eld.detect(text).getScores());
      }),
      { numRuns: 2_000 },
    );
  });

  it("is eld's own for long texts and what people write", () => {
    const lines = Object.values(voices).flatMap(({ topics }) =>
      Object.values(topics).flatMap((of) => Object.values(of).flat()),
    );
    expect(lines.length).toBeGreaterThan(500);
    for (const text of [...lines, lines.join(" "), "Verspätung".repeat(60), "あ".repeat(400)])
      expect(ours(text)).toEqual(eld.detect(text).getScores());
  });
});

it("comes in a file of about half of the table's text", async () => {
  const files = await dataFiles();
  const [path, text] = [...files].find(([name]) => name.startsWith("/data/languages.")) ?? [];
  expect(path).toMatch(/^\/data\/languages\.[0-9a-f]{10}\.json$/u);
  expect(languages.ngrams.size).toBeGreaterThan(40_000);
  expect(text?.length).toBeLessThan(500_000);
});

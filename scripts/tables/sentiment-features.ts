/**
 * Prints what the engine sees in texts, for the fit (scripts/tables/sentiment.py). Reads lines of
 * JSON `{ lang, text }` from standard input; writes lines `{ d: dense, w: hashes }`. With the argument
 * "count" it prints how many dense features there are.
 */
import { createInterface } from "node:readline";
import { normalise } from "../../domain/themes/normalise.ts";
import { denseNames, denseOf, wordFeaturesOf } from "../../domain/themes/sentiment/features.ts";
import { lexiconOf } from "../../domain/themes/sentiment/lexicon.ts";
import { sceneOf } from "../../domain/themes/sentiment/opinions.ts";
import { signsOf } from "../../domain/themes/sentiment/signs.ts";
import { smallWords } from "../../domain/themes/sentiment/small-words.ts";
import { unitsOf } from "../../domain/themes/sentiment/units.ts";
import { wordsOf } from "../../domain/themes/tokens.ts";
import type { Supported } from "../../domain/themes/vocabulary.ts";
import { othersOf, ownOf } from "./sentiment-lexicons.ts";

if (process.argv[2] === "count") {
  process.stdout.write(String(denseNames.length));
  process.exit();
}

const lexicons = new Map<Supported, ReturnType<typeof lexiconOf>>();

for await (const line of createInterface({ input: process.stdin })) {
  const { lang, text } = JSON.parse(line) as { lang: Supported; text: string };
  let lexicon = lexicons.get(lang);
  if (lexicon === undefined) {
    lexicon = lexiconOf(lang, ownOf(lang), othersOf(lang));
    lexicons.set(lang, lexicon);
  }
  const clean = normalise(text);
  const words = wordsOf(clean);
  const units = unitsOf(words, lang, 0, words.length);
  const scene = sceneOf(units, lexicon, smallWords[lang]);
  const d = denseOf(units, scene, signsOf(clean), clean).map((n) => Math.round(n * 1e4) / 1e4);
  process.stdout.write(`${JSON.stringify({ d, w: [...wordFeaturesOf(units, scene, -1)] })}\n`);
}

import type { Model } from "./model.ts";
import { cosine } from "./vector.ts";

/** What makes an English verb a noun: an ending that goes, and what may take its place. */
const endings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ify$/u, ["ification"]],
  [/e$/u, ["al", "ion", "ation", "y", "ure"]],
  [/el$/u, ["ellation"]],
  [/y$/u, ["ial", "iation"]],
  [/$/u, ["al", "ment", "y", "ation", "ion", "ure", "ance"]],
];
/** Cosine from which a noun is the verb's own. */
const sameMeaning = 0.45;

/** "arrival" for "arrive", as far as the word table knows it; null where it has none. English only. */
export const nominalOf = (verb: string, model: Model): string | null => {
  const told = model.vectors.of([verb], "en");
  let best: string | null = null;
  let most = sameMeaning;
  for (const [ending, replacements] of endings)
    for (const replacement of replacements) {
      const noun = verb.replace(ending, replacement);
      if (!ending.test(verb) || noun === verb || model.words.rowOf(noun) === -1) continue;
      const likeness = cosine(told, model.vectors.of([noun], "en"));
      if (likeness > most) [best, most] = [noun, likeness];
    }
  return best;
};

import type { WordTable } from "./embed/table.ts";
import type { LanguageModel } from "./language-model.ts";
import type { SentimentModel } from "./sentiment.ts";

/** Vector space of the word table that this version of the engine comes with. */
export const wordSpace = "minilm128-1";

/** Everything that the engine reads besides texts and themes. Data of the build, not of a workspace. */
export type Model = {
  readonly languages: LanguageModel;
  readonly words: WordTable;
  readonly sentiment: SentimentModel;
};

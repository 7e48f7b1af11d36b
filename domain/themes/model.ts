import { embed } from "./embed/embed.ts";
import { openWordTable, type WordTable } from "./embed/table.ts";
import { languageModel, type LanguageModel, type PackedModel } from "./language-model.ts";
import { openSentiment, type SentimentModel } from "./sentiment.ts";
import type { Lang } from "./types.ts";

/** Vector space of the word table that this version of the engine comes with. */
export const wordSpace = "minilm128-1";

/** What gives a run of words its vector: the word table, or vectors that were fetched beforehand. */
export type Vectors = {
  /** What is stored under another name cannot be compared. */
  readonly space: string;
  readonly dimensions: number;
  /** Unit vector of lower-case surface words in order; all zero when nothing is known of them. */
  readonly of: (words: readonly string[], lang: Lang) => Float32Array;
};

/** Everything that the engine reads besides texts and themes. Data of the build, not of a workspace. */
export type Model = {
  readonly languages: LanguageModel;
  readonly words: WordTable;
  readonly vectors: Vectors;
  readonly sentiment: SentimentModel;
};

/**
 * The model out of its data files.
 * @throws Error when one of them is damaged or of another version
 */
export const openModel = (files: {
  readonly languages: PackedModel;
  readonly words: Uint8Array;
  readonly sentiment: Uint8Array;
}): Model => {
  const words = openWordTable(files.words);
  const { space, dimensions } = words;
  return {
    languages: languageModel(files.languages),
    words,
    vectors: { space, dimensions, of: (said, lang) => embed(said, lang, words) },
    sentiment: openSentiment(files.sentiment),
  };
};

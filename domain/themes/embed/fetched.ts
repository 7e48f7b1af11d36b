import { analyse } from "../analyse.ts";
import type { Model, Vectors } from "../model.ts";
import type { Verbatim } from "../types.ts";

const keyOf = (words: readonly string[]): string => words.join(" ");

/** All that reading these verbatims wants vectors of, each once: their clauses and whole texts. */
export const textsToEmbed = (verbatims: readonly Verbatim[], model: Model): string[] => {
  const wanted = new Set<string>();
  for (const verbatim of verbatims) {
    const { words, clauses } = analyse(verbatim, model);
    const all = words.map(({ text }) => text);
    wanted.add(keyOf(all));
    for (const { from, to } of clauses) wanted.add(keyOf(all.slice(from, to)));
  }
  return [...wanted];
};

/** The model with vectors that were fetched: `vectors[i]` is that of `texts[i]`, at unit length. */
export const withVectors = (
  model: Model,
  { space, dimensions }: Pick<Vectors, "space" | "dimensions">,
  texts: readonly string[],
  vectors: readonly Float32Array[],
): Model => {
  const known = new Map(texts.map((text, i) => [text, vectors[i]]));
  const nothing = new Float32Array(dimensions);
  return {
    ...model,
    vectors: { space, dimensions, of: (words) => known.get(keyOf(words)) ?? nothing },
  };
};

import { analyse } from "../analyse.ts";
import type { Model, Vectors } from "../model.ts";
import { segmentsOf } from "../segments.ts";
import type { Verbatim } from "../types.ts";

const keyOf = (words: readonly string[]): string => words.join(" ");

/** All that reading these verbatims wants vectors of, each once: found by asking the engine itself. */
export const textsToEmbed = (verbatims: readonly Verbatim[], model: Model): string[] => {
  const wanted = new Set<string>();
  const nothing = new Float32Array(model.vectors.dimensions);
  const asking: Vectors = {
    ...model.vectors,
    of(words) {
      wanted.add(keyOf(words));
      return nothing;
    },
  };
  for (const verbatim of verbatims)
    segmentsOf(analyse(verbatim, model), { ...model, vectors: asking });
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

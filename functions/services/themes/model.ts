import {
  type Model,
  openModel,
  type PackedModel,
  textsToEmbed,
  type Verbatim,
  withVectors,
} from "../../../domain/themes/index.ts";
import type { TextModel } from "../../adapters/ai/ai.ts";
import type { Assets } from "../../adapters/assets/assets.ts";

export type ModelDeps = { assets: Assets; textModel: TextModel | undefined };

let known: Model | undefined;

/** The model of this build, once per isolate: a new build is a new deployment. */
export async function ownModel({ assets }: ModelDeps): Promise<Model> {
  if (known) return known;
  const [languages, words, sentiment] = await Promise.all([
    assets.data<PackedModel>("languages"),
    assets.bytes("words"),
    assets.bytes("sentiment"),
  ]);
  return (known = openModel({ languages, words, sentiment }));
}

/**
 * What the theme engine reads besides these texts and the themes. Where a sentence model is bound,
 * the vectors of the texts are fetched from it; without one nothing leaves the Worker.
 * @throws AppError unavailable when the bound model does not answer
 */
export async function modelFor(deps: ModelDeps, verbatims: readonly Verbatim[]): Promise<Model> {
  const model = await ownModel(deps);
  const { textModel } = deps;
  if (!textModel) return model;
  const texts = textsToEmbed(verbatims, model);
  return withVectors(model, textModel, texts, await textModel.embed(texts));
}

import {
  type LanguageModel,
  languageModel,
  type PackedModel,
} from "../../../domain/themes/index.ts";
import type { Assets } from "../../adapters/assets/assets.ts";

export type LanguageDeps = { assets: Assets };

let known: LanguageModel | undefined;

/** What tells languages apart, read once per isolate: a new build is a new deployment. */
export async function languagesOf({ assets }: LanguageDeps): Promise<LanguageModel> {
  return (known ??= languageModel(await assets.data<PackedModel>("languages")));
}

import { type LanguageModel, languageModel, type PackedModel } from "../../domain/themes/index.ts";
import { dataFiles } from "../../scripts/data.ts";

/** The model that the product's theme job reads. */
export async function readLanguages(): Promise<LanguageModel> {
  const files = await dataFiles();
  const names = JSON.parse(files.get("/data/manifest.json") ?? "") as Record<string, string>;
  return languageModel(JSON.parse(files.get(names["languages"] ?? "") ?? "") as PackedModel);
}

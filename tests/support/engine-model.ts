import {
  languageModel,
  type Model,
  openWordTable,
  type PackedModel,
} from "../../domain/themes/index.ts";
import { dataFiles } from "../../scripts/data.ts";

/** The model that the product's theme job reads. */
export async function engineModel(): Promise<Model> {
  const files = await dataFiles();
  const names = JSON.parse(String(files.get("/data/manifest.json"))) as Record<string, string>;
  const file = (name: string) => files.get(names[name] ?? "") ?? "";
  return {
    languages: languageModel(JSON.parse(String(file("languages"))) as PackedModel),
    words: openWordTable(Buffer.from(file("words"))),
    sentiment: {},
  };
}

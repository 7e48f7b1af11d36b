import { type Model, openModel, type PackedModel } from "../../domain/themes/index.ts";
import { dataFiles } from "../../scripts/data.ts";

/** The model that the product's theme job reads. */
export async function engineModel(): Promise<Model> {
  const files = await dataFiles();
  const names = JSON.parse(String(files.get("/data/manifest.json"))) as Record<string, string>;
  const file = (name: string) => files.get(names[name] ?? "") ?? "";
  return openModel({
    languages: JSON.parse(String(file("languages"))) as PackedModel,
    words: Buffer.from(file("words")),
    sentiment: Buffer.from(file("sentiment")),
  });
}

import { type Model, openModel, type PackedModel } from "../../domain/themes/index.ts";
import { dataFiles } from "../../scripts/data.ts";

/** The engine's data files, as the product's build has them. */
export async function engineFiles(): Promise<Parameters<typeof openModel>[0]> {
  const files = await dataFiles();
  const names = JSON.parse(String(files.get("/data/manifest.json"))) as Record<string, string>;
  const file = (name: string) => files.get(names[name] ?? "") ?? "";
  return {
    languages: JSON.parse(String(file("languages"))) as PackedModel,
    words: Buffer.from(file("words")),
    sentiment: Buffer.from(file("sentiment")),
  };
}

/** The model that the product's theme job reads. */
export async function engineModel(): Promise<Model> {
  return openModel(await engineFiles());
}

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { voices } from "../domain/demo/comments/voices.ts";
import { type PackedModel, packNgrams } from "../domain/themes/index.ts";
import { root } from "./paths.ts";

/**
 * What the Worker reads only for some work, as static files beside it: paths and contents. Names hold
 * a hash of the content; the manifest says them. Nothing in them is ours to keep.
 */
export async function dataFiles(): Promise<Map<string, string | Buffer>> {
  const files = new Map<string, string | Buffer>();
  const manifest: Record<string, string> = {};
  const add = (name: string, ending: string, content: string | Buffer): void => {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
    manifest[name] = `/data/${name}.${hash}.${ending}`;
    files.set(manifest[name], content);
  };
  add("languages", "json", JSON.stringify(await languages()));
  add("demo-voices", "json", JSON.stringify(voices));
  // Made by scripts/tables; domain/themes/embed and domain/themes/sentiment read them.
  add("words", "bin", await readFile(`${root}/scripts/tables/words.bin`));
  add("sentiment", "bin", await readFile(`${root}/scripts/tables/sentiment.bin`));
  return files.set("/data/manifest.json", JSON.stringify(manifest));
}

/**
 * The smallest table of eld (Apache-2.0, Copyright 2023 Nito T.M.), which the package keeps to
 * itself: its detector would load the table with the code.
 */
async function languages(): Promise<PackedModel> {
  const source = pathToFileURL(`${root}/node_modules/eld/src/`).href;
  const { ngramsData } = (await import(`${source}ngrams/extrasmall.js`)) as {
    ngramsData: {
      languages: Record<number, string>;
      ngrams: Record<string, Record<number, number>>;
    };
  };
  const { dictionary } = (await import(`${source}dictionary.js`)) as { dictionary: string[] };
  return {
    letters: dictionary.join(""),
    codes: Object.values(ngramsData.languages),
    ngrams: packNgrams(ngramsData.ngrams),
  };
}

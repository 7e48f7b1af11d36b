import { type Model, openModel, type PackedModel } from "../../../domain/themes/index.ts";
import type { Assets } from "../../adapters/assets/assets.ts";

export type ModelDeps = { assets: Assets };

let known: Model | undefined;

/** What the theme engine reads besides texts and themes, once per isolate: a new build is a new deployment. */
export async function modelOf({ assets }: ModelDeps): Promise<Model> {
  if (known) return known;
  const [languages, words] = await Promise.all([
    assets.data<PackedModel>("languages"),
    assets.bytes("words"),
  ]);
  return (known = openModel({ languages, words }));
}

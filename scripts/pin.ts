import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { basename } from "node:path";
import type { WidgetManifest } from "../widgets/build.ts";
import { build } from "./build.ts";
import { writeAtomic } from "./files.ts";
import { assetsFolder, releasedFolder, root } from "./paths.ts";

/** What widgets/released/index.json lists. */
export type Releases = {
  /** Every pinned file that was ever released, oldest first: a page may name any of them. */
  pinned: { release: string; file: string; integrity: string }[];
  /** Survey modules of the newest release: pages that were open before the next one import them. */
  modules: { release: string; files: string[] };
};

/** The releases that are kept; none before the first. */
export async function readReleases(folder = releasedFolder): Promise<Releases> {
  const text = await readFile(`${folder}/index.json`, "utf8");
  return JSON.parse(text) as Releases;
}

/**
 * Keeps the widget of a build among the released ones: its pinned file for ever, its survey modules
 * until the next release. Doing it again with the same build changes nothing.
 * @returns whether the pinned file is new
 */
export async function pin({
  assets,
  folder,
  release,
}: {
  assets: string;
  folder: string;
  release: string;
}): Promise<boolean> {
  const { pinned, integrity, surveys } = JSON.parse(
    await readFile(`${assets}/w/manifest.json`, "utf8"),
  ) as WidgetManifest;
  const releases = await readReleases(folder);
  const isNew = !releases.pinned.some(({ file }) => file === pinned);
  await mkdir(`${folder}/w`, { recursive: true });
  if (isNew) releases.pinned.push({ release, file: pinned, integrity });
  const files = [...new Set(Object.values(surveys))].toSorted();
  for (const file of releases.modules.files.filter((old) => !files.includes(old)))
    await rm(folder + file, { force: true });
  releases.modules = { release, files };
  for (const file of [pinned, ...files]) await cp(assets + file, `${folder}/w/${basename(file)}`);
  await writeAtomic(`${folder}/index.json`, `${JSON.stringify(releases, null, 2)}\n`);
  return isNew;
}

/** `npm run pin`: part of a release, before it is tagged. */
export async function main(): Promise<void> {
  await build(["widgets"]);
  const { version } = JSON.parse(await readFile(`${root}/package.json`, "utf8")) as {
    version: string;
  };
  const isNew = await pin({ assets: assetsFolder, folder: releasedFolder, release: version });
  const { pinned } = await readReleases();
  const newest = pinned.at(-1)!;
  console.log(`${isNew ? "Kept" : "Kept already"}: ${newest.file} ${newest.integrity}`);
}

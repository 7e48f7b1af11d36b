import { readFile } from "node:fs/promises";
import { writeAtomic } from "./files.ts";
import { assetsFolder, buildFolder, root } from "./paths.ts";

export const workerConfigFile = `${buildFolder}/worker-config.json`;

/** What workerd needs of wrangler.toml, as wrangler itself reads it. */
export interface WorkerConfig {
  compatibilityDate: string;
  compatibilityFlags: string[];
  crons: string[];
  vars: Record<string, string>;
  assetsFolder: string;
  /** Paths, or `/folder/*`, that the Worker answers even where a file has that name. */
  workerFirst: string[];
}

/** Keeps the reading of wrangler.toml in a file: loading wrangler takes longer than starting. */
export async function writeWorkerConfig(): Promise<void> {
  const { unstable_readConfig: read } = await import("wrangler");
  const options = read({ config: `${root}/wrangler.toml` });
  const first = options.assets?.run_worker_first;
  const config: WorkerConfig = {
    compatibilityDate: options.compatibility_date ?? "",
    compatibilityFlags: options.compatibility_flags,
    crons: options.triggers.crons ?? [],
    vars: options.vars as Record<string, string>,
    assetsFolder,
    workerFirst: Array.isArray(first) ? first : [],
  };
  await writeAtomic(workerConfigFile, JSON.stringify(config, null, 2));
}

/** The configuration of the built Worker. */
export async function readWorkerConfig(): Promise<WorkerConfig> {
  return JSON.parse(await readFile(workerConfigFile, "utf8")) as WorkerConfig;
}

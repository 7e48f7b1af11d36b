import { readFile } from "node:fs/promises";
import type { V4MiniflareOptions } from "miniflare";
import { writeAtomic } from "./files.ts";
import { buildFolder, root } from "./paths.ts";

export const workerConfigFile = `${buildFolder}/worker-config.json`;

type WorkerOptions = Extract<V4MiniflareOptions, { workers: unknown }>["workers"][number];

/** What workerd needs of wrangler.toml, as wrangler itself reads it. */
export interface WorkerConfig {
  compatibilityDate: string;
  compatibilityFlags: string[];
  crons: string[];
  vars: Record<string, string>;
  assets: NonNullable<WorkerOptions["assets"]>;
}

/** Keeps the reading of wrangler.toml in a file: loading wrangler takes longer than starting. */
export async function writeWorkerConfig(): Promise<void> {
  const { unstable_getMiniflareWorkerOptions: read } = await import("wrangler");
  // Declared with the type of its schema's output, which says less than this.
  const options = read(`${root}/wrangler.toml`).workerOptions as unknown as Omit<
    WorkerConfig,
    "crons" | "vars"
  > & { cronTriggers: string[]; bindings: Record<string, string> };
  const config: WorkerConfig = {
    compatibilityDate: options.compatibilityDate,
    compatibilityFlags: options.compatibilityFlags,
    crons: options.cronTriggers,
    vars: options.bindings,
    assets: options.assets,
  };
  await writeAtomic(workerConfigFile, JSON.stringify(config, null, 2));
}

/** The configuration of the built Worker. */
export async function readWorkerConfig(): Promise<WorkerConfig> {
  return JSON.parse(await readFile(workerConfigFile, "utf8")) as WorkerConfig;
}

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import { dataFiles } from "./data.ts";
import { writeAtomic } from "./files.ts";
import { leanMail } from "./lean-mail.ts";
import { manifestOf } from "./manifest.ts";
import {
  assetsFolder,
  buildFolder,
  edgeFolder,
  releasedFolder,
  root,
  workerFile,
} from "./paths.ts";
import { workerConfigFile, writeWorkerConfig } from "./worker-config.ts";

const hashesFile = `${buildFolder}/hashes.json`;

type PartName = "widgets" | "console" | "data" | "worker" | "edge";

interface Part {
  name: PartName;
  /** Files and folders, from the root, whose content decides whether the part is up to date. */
  inputs: string[];
  /** One file that exists when the part has been built. */
  output: string;
  build(): Promise<void>;
}

const widgets: Part = {
  name: "widgets",
  inputs: ["widgets", "domain"],
  output: `${assetsFolder}/w/manifest.json`,
  async build() {
    const { buildWidgets } = await import("../widgets/build.ts");
    await buildWidgets({ outDir: assetsFolder });
    // Never in the place of a file of this build: a name with a hash has one content.
    if (existsSync(`${releasedFolder}/w`))
      await cp(`${releasedFolder}/w`, `${assetsFolder}/w`, { recursive: true, force: false });
  },
};

const console_: Part = {
  name: "console",
  inputs: ["admin", "domain", "scripts/assets", ".build/assets/w"],
  output: `${assetsFolder}/index.html`,
  async build() {
    await rm(`${assetsFolder}/app`, { recursive: true, force: true });
    const { build } = await import("vite");
    // The test runner's NODE_ENV would build another console than `npm run build` does.
    const before = process.env.NODE_ENV ?? "production";
    process.env.NODE_ENV = "production";
    await build({ configFile: `${root}/admin/vite.config.ts`, logLevel: "warn" });
    process.env.NODE_ENV = before;
    // Asset paths below /app stay as they are; the page itself answers for every console address.
    await rename(`${assetsFolder}/app/index.html`, `${assetsFolder}/index.html`);
    await cp(`${root}/scripts/assets`, assetsFolder, { recursive: true });
  },
};

const data: Part = {
  name: "data",
  inputs: ["domain/demo", "domain/themes", "scripts/data.ts", "scripts/tables"],
  output: `${assetsFolder}/data/manifest.json`,
  async build() {
    await rm(`${assetsFolder}/data`, { recursive: true, force: true });
    await mkdir(`${assetsFolder}/data`, { recursive: true });
    for (const [path, content] of await dataFiles())
      await writeFile(`${assetsFolder}${path}`, content);
  },
};

const worker: Part = {
  name: "worker",
  inputs: ["functions", "domain", "migrations", "wrangler.toml"],
  output: workerConfigFile,
  async build() {
    await bundleWorker();
    await writeWorkerConfig();
  },
};

const edge: Part = {
  name: "edge",
  inputs: ["scripts/edge", "scripts/manifest.ts", ".build/assets"],
  output: `${edgeFolder}/assets.json`,
  async build() {
    const { build } = await import("esbuild");
    await build({
      entryPoints: [`${root}/scripts/edge/entry.ts`, `${root}/scripts/edge/assets.ts`],
      outdir: edgeFolder,
      bundle: true,
      format: "esm",
      logLevel: "error",
      plugins: [besideTheWorker],
    });
    await writeAtomic(`${edgeFolder}/assets.json`, JSON.stringify(await manifestOf(assetsFolder)));
  },
};

/** The Worker that the entry calls is the bundle as it is deployed, a module of its own. */
const besideTheWorker: Plugin = {
  name: "beside-the-worker",
  setup(bundling) {
    bundling.onResolve({ filter: /functions\/index\.ts$/ }, () => ({
      path: "worker",
      external: true,
    }));
  },
};

/**
 * The Worker in several modules, as wrangler uploads them: what import() names stands in files of its
 * own, so that the runtime reads them when they are first needed. wrangler's own bundling makes one.
 */
async function bundleWorker(): Promise<void> {
  const { build: bundle } = await import("esbuild");
  const outdir = dirname(workerFile);
  await rm(outdir, { recursive: true, force: true });
  await bundle({
    entryPoints: [`${root}/functions/index.ts`],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2024",
    minify: true,
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["node:*", "cloudflare:*"],
    charset: "utf8",
    plugins: [leanMail],
    logLevel: "error",
  });
}

async function addToHash(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(`${root}/${path}`, { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    hash.update(path).update(await readFile(`${root}/${path}`).catch(() => ""));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    await addToHash(hash, `${path}/${entry.name}`);
  }
}

async function hashOf(part: Part): Promise<string> {
  const hash = createHash("sha256");
  for (const path of ["package-lock.json", "scripts/build.ts", ...part.inputs]) {
    await addToHash(hash, path);
  }
  return hash.digest("hex");
}

/**
 * Builds widgets, console, data and Worker into `.build/`, each only when its inputs have changed.
 * Returns the names of the parts that were built.
 */
export async function build(
  wanted: readonly PartName[] = ["widgets", "console", "data", "worker", "edge"],
): Promise<PartName[]> {
  const known = JSON.parse(await readFile(hashesFile, "utf8").catch(() => "{}")) as Record<
    string,
    string
  >;
  const built: PartName[] = [];
  const update = async (part: Part) => {
    const hash = await hashOf(part);
    if (known[part.name] === hash && existsSync(part.output)) return;
    await part.build();
    known[part.name] = hash;
    built.push(part.name);
  };
  // The console previews the widget; the edge lists the assets that all fill.
  for (const part of [widgets, console_, data, worker, edge]) {
    if (wanted.includes(part.name)) await update(part);
  }
  if (built.length > 0) await writeAtomic(hashesFile, JSON.stringify(known));
  return built;
}

/** `npm run build`, of all parts or of those that are named. */
export async function main(): Promise<void> {
  const named = process.argv.slice(2) as PartName[];
  const built = await build(named.length > 0 ? named : undefined);
  console.log(built.length > 0 ? `Built ${built.join(", ")}.` : "Everything is up to date.");
}

import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { BUDGET, type WidgetManifest } from "../widgets/build.ts";
import { build } from "./build.ts";
import { command, Failure } from "./failure.ts";
import { assetsFolder, workerFile } from "./paths.ts";

/** Bytes after gzip: what is, what may be at most (the build fails above), what we aim for. */
export interface Budget {
  name: string;
  bytes: number;
  gate: number;
  goal: number;
}

const KB = 1_000;

/** A survey's configuration of ordinary size, as `/v1/SITE.js` carries it beside the loader. */
const CONFIGURATION = JSON.stringify({
  site: "st_a1b2c3d4e5",
  surveys: [
    {
      id: "sv_f6g7h8j9k0",
      v: 1,
      metric: "nps",
      mode: "popover",
      rules: { url: ["/app/*"], delay: 8, sample: 1 },
      questions: [
        {
          id: "q1",
          kind: "nps",
          text: "How likely are you to recommend us to a friend?",
          low: "Not at all",
          high: "Very",
        },
        { id: "q2", kind: "text", text: "What is the main reason for your score?" },
      ],
      words: { next: "Next", send: "Send", close: "Close", thanks: "Thank you!" },
    },
  ],
});

const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;

/** Script that a console page loads before it shows anything: the entry and what it imports. */
async function consoleFirstLoad(): Promise<number> {
  const page = await readFile(`${assetsFolder}/index.html`, "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="(\/app\/[^"]+\.js)"/g)].map(([, path]) => path);
  const sizes = await Promise.all(
    scripts.map(async (path) => gzipped(await readFile(`${assetsFolder}${path}`))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function workerSize(): Promise<number> {
  const folder = dirname(workerFile);
  const modules = (await readdir(folder)).filter((name) => !/\.(map|md)$/.test(name));
  const sizes = await Promise.all(
    modules.map(async (name) => gzipped(await readFile(`${folder}/${name}`))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Every budget, measured on what stands in `.build/`. */
export async function budgets(): Promise<Budget[]> {
  const text = await readFile(`${assetsFolder}/w/manifest.json`, "utf8");
  const manifest = JSON.parse(text) as WidgetManifest;
  const loader = gzipped(manifest.loader.replace("__CONFIG__", CONFIGURATION));
  const survey = gzipped(await readFile(`${assetsFolder}${manifest.survey}`));
  return [
    { name: "loader + configuration", bytes: loader, gate: BUDGET.loaderWithConfig, goal: 1_100 },
    { name: "widget", bytes: survey, gate: BUDGET.survey, goal: 4_000 },
    { name: "page load to first question", bytes: loader + survey, gate: BUDGET.sum, goal: 5_120 },
    { name: "console, first load", bytes: await consoleFirstLoad(), gate: 100 * KB, goal: 80 * KB },
    { name: "Worker", bytes: await workerSize(), gate: 550 * KB, goal: 300 * KB },
  ];
}

/** `npm run budgets` */
export function main(): Promise<void> {
  return command(async () => {
    await build();
    const measured = await budgets();
    console.table(
      measured.map(({ name, bytes, gate, goal }) => ({ name, "bytes gz": bytes, gate, goal })),
    );
    const over = measured.filter(({ bytes, gate }) => bytes > gate);
    if (over.length > 0) {
      throw new Failure(`Over budget: ${over.map(({ name }) => name).join(", ")}.`);
    }
  });
}

import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { PARTS, type Part, loaderKey, partsKey } from "../domain/targeting/parts.ts";
import { templateOf } from "../domain/survey/templates.ts";
import { toScript } from "../domain/wire/short-names.ts";
import type { Definition } from "../domain/wire/survey.ts";
import { configFor, surveysFor } from "../functions/collect/site-config.ts";
import { BUDGET, type WidgetManifest } from "../widgets/build.ts";
import { build } from "./build.ts";
import { engineSize } from "./engine-size.ts";
import { command, Failure } from "./failure.ts";
import { assetsFolder, workerFile } from "./paths.ts";

/** Bytes after gzip: what is, what may be at most (the build fails above), what the design asks for. */
export interface Budget {
  name: string;
  bytes: number;
  gate: number;
  target: number;
}

const KB = 1_000;

/** A survey of ordinary size: a score, an open question, a thank-you, shown on some pages after a while. */
export function ordinarySurvey(): Definition {
  const { questions, ...rest } = templateOf("nps");
  const asked = questions.filter(({ id }) => id === "q1" || id === "q4");
  return {
    ...rest,
    questions: asked.map((question) => ({ ...question, branches: [] })),
    targeting: { ...rest.targeting, urls: ["/account/*"] },
  };
}

/** What `/v1/SITE.js` carries beside the loader. @param widget path of the widget module */
export function ordinaryConfiguration(widget: string): string {
  const survey = { id: "sv_f6g7h2j4k3", version: 1, definition: ordinarySurvey() };
  const surveys = surveysFor([survey], "en", Date.now());
  const site = { id: "st_a3b2c5d4e7" };
  return toScript(configFor(site, "https://ask.example.com", widget, surveys));
}

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

/** All modules in one stream, as wrangler counts an upload. */
async function workerSize(): Promise<number> {
  const folder = dirname(workerFile);
  const modules = (await readdir(folder)).filter((name) => name.endsWith(".js")).sort();
  const texts = await Promise.all(modules.map((name) => readFile(`${folder}/${name}`)));
  return gzipped(Buffer.concat(texts));
}

/** Every budget, measured on what stands in `.build/`. */
export async function budgets(): Promise<Budget[]> {
  const text = await readFile(`${assetsFolder}/w/manifest.json`, "utf8");
  const manifest = JSON.parse(text) as WidgetManifest;
  const loader = (parts: readonly Part[]): number =>
    gzipped(
      manifest.loaders[loaderKey(parts)]!.replace("__CONFIG__", () =>
        ordinaryConfiguration(manifest.surveys["core"]!),
      ),
    );
  const survey = async (parts: readonly Part[]): Promise<number> =>
    gzipped(await readFile(`${assetsFolder}${manifest.surveys[partsKey(parts)]}`));
  const [first, core, every] = [loader([]), await survey([]), await survey(PARTS)];
  const engine = await engineSize();
  const more = await Promise.all(
    PARTS.map(async (part) => ({
      name: `widget, more for ${part}`,
      bytes: (await survey([part])) - core,
      ...BUDGET[part],
    })),
  );
  return [
    { name: "loader + configuration", bytes: first, ...BUDGET.loaderWithConfig },
    { name: "widget, core", bytes: core, ...BUDGET.core },
    { name: "page load to first question", bytes: first + core, ...BUDGET.sum },
    ...more,
    { name: "loader, more for rare", bytes: loader(["rare"]) - first, ...BUDGET.rareLoader },
    { name: "widget, every kind and mode", bytes: every, ...BUDGET.everything },
    {
      name: "console, first load",
      bytes: await consoleFirstLoad(),
      gate: 35 * KB,
      target: 100 * KB,
    },
    { name: "Worker", bytes: await workerSize(), gate: 400 * KB, target: 300 * KB },
    {
      name: "theme engine, code and tables",
      bytes: engine.code + engine.tables,
      gate: 3_000 * KB,
      target: 3_000 * KB,
    },
  ];
}

/** `npm run budgets` */
export function main(): Promise<void> {
  return command(async () => {
    await build();
    const measured = await budgets();
    console.table(
      measured.map(({ name, bytes, gate, target }) => ({
        name,
        "bytes gz": bytes,
        gate,
        target,
        met: bytes <= target,
      })),
    );
    const over = measured.filter(({ bytes, gate }) => bytes > gate);
    if (over.length > 0) {
      throw new Failure(`Over budget: ${over.map(({ name }) => name).join(", ")}.`);
    }
  });
}

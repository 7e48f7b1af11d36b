import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Plugin, build } from "esbuild";
import { transform as transformCss } from "lightningcss";
import { minify } from "terser";
import { SHORT } from "../domain/wire/short-names.ts";

const SOURCE = fileURLToPath(new URL(".", import.meta.url));

/** What the Worker reads: the loader to fill with a configuration, and where the hashed files are. */
export type WidgetManifest = { loader: string; survey: string; page: string; pageCss: string };

/** Bytes after gzip at level 9. */
export type WidgetSizes = { [file in "loader" | "survey" | "page" | "pageCss"]: number };

/** Most bytes (gzip) that may ship, and what the design aims for; the loader counts with one survey. */
export const BUDGET = {
  loaderWithConfig: { gate: 1400, target: 1100 },
  survey: { gate: 4700, target: 4000 },
  sum: { gate: 6144, target: 5120 },
};

/**
 * Builds the widget into `outDir`/w with content hashes and a manifest, and copies the demo pages.
 * @returns sizes in bytes after gzip
 */
export async function buildWidgets({ outDir }: { outDir: string }): Promise<WidgetSizes> {
  const out = join(outDir, "w");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const loader = (await script("loader/index.ts", "iife", NAMES)).replace(/;\s*$/u, "");
  const survey = await script("survey/index.ts", "esm", NAMES);
  const page = await script("page/index.ts", "esm");
  const pageCss = css(await readFile(join(SOURCE, "page/page.css"), "utf8"));
  const keep = async (name: string, ending: string, text: string) => {
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
    await writeFile(join(out, `${name}.${hash}.${ending}`), text);
    return `/w/${name}.${hash}.${ending}`;
  };
  const manifest: WidgetManifest = {
    loader,
    survey: await keep("survey", "js", survey),
    page: await keep("page", "js", page),
    pageCss: await keep("page", "css", pageCss),
  };
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest));
  await cp(join(SOURCE, "demo"), join(outDir, "demo"), { recursive: true });
  return {
    loader: gzipped(loader),
    survey: gzipped(survey),
    page: gzipped(page),
    pageCss: gzipped(pageCss),
  };
}

/** Bytes of a text after gzip at level 9, as the budgets count them. */
export function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

/** Properties that loader and module share beside the configuration, and those of their own parts. */
const INNER: { [name: string]: string } = {
  config: "k",
  calls: "L",
  keep: "P",
  asked: "A",
  on: "O",
  answer: "R",
  start: "T",
};

const NAMES = { ...SHORT, ...INNER };

/** @param names how properties are spelled, where they need not be spelled out */
async function script(
  entry: string,
  format: "iife" | "esm",
  names: { [name: string]: string } = {},
): Promise<string> {
  const bundle = await build({
    entryPoints: [join(SOURCE, entry)],
    bundle: true,
    format,
    target: "es2022",
    legalComments: "none",
    minifySyntax: true,
    write: false,
    mangleProps: new RegExp(`^(${Object.keys(names).join("|") || "-"})$`),
    mangleCache: { ...names },
    plugins: [styles],
  });
  const { code } = await minify(bundle.outputFiles[0]!.text, {
    module: true,
    ecma: 2020,
    compress: { passes: 4, unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
    mangle: true,
    format: { comments: false },
  });
  return code!;
}

/** Style sheets of shadow roots are strings in modules, so that every bundler and Node can read them. */
const styles: Plugin = {
  name: "styles",
  setup(bundler) {
    bundler.onLoad({ filter: /styles[\\/](survey|page)\.ts$/ }, async ({ path }) => {
      const sheets = Object.entries((await import(path)) as { [name: string]: string });
      const contents = sheets.map(
        ([name, text]) => `export const ${name} = ${JSON.stringify(css(text))};`,
      );
      return { contents: contents.join("\n"), loader: "js" };
    });
  },
};

function css(source: string): string {
  return transformCss({
    filename: "widget.css",
    code: Buffer.from(source),
    minify: true,
  }).code.toString();
}

// `node widgets/build.ts` builds into .build/assets and prints the sizes.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = join(SOURCE, "../.build/assets");
  console.table(await buildWidgets({ outDir }));
  console.log((await readdir(join(outDir, "w"))).join("\n"));
}

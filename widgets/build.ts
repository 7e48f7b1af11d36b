import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Plugin, build } from "esbuild";
import { transform as transformCss } from "lightningcss";
import { minify } from "terser";
import { PARTS, everyChoice, loaderKey, partsKey } from "../domain/targeting/parts.ts";
import { SHORT } from "../domain/wire/short-names.ts";

const SOURCE = fileURLToPath(new URL(".", import.meta.url));

/** What the Worker reads: loaders to fill with a configuration, and where the hashed files are. */
export type WidgetManifest = {
  /** By the parts they hold, as partsKey writes them; a loader knows no pictures and no choices. */
  loaders: { [parts: string]: string };
  surveys: { [parts: string]: string };
  pinned: string;
  /** Of `pinned`, as a tag's integrity attribute has it. */
  integrity: string;
  page: string;
  pageCss: string;
  card: string;
};

/** Bytes after gzip at level 9, by name: "loader core", "survey choices-people", "page" and so on. */
export type WidgetSizes = { [name: string]: number };

/**
 * Most bytes (gzip) that may ship, and what the design aims for. The core asks scores and open
 * questions in a popover; what a part adds to it is paid by the sites whose surveys use it.
 */
export const BUDGET = {
  loaderWithConfig: { gate: 1400, target: 1100 },
  core: { gate: 4700, target: 4000 },
  sum: { gate: 5120, target: 5120 },
  pictures: { gate: 480, target: 400 },
  choices: { gate: 720, target: 500 },
  logic: { gate: 420, target: 400 },
  /** In the module and in the loader. */
  rare: { gate: 700, target: 600 },
  rareLoader: { gate: 320, target: 300 },
  everything: { gate: 5850, target: 4700 },
};

/**
 * Builds the widget into `outDir`/w with content hashes and a manifest, and copies the demo pages.
 * @returns sizes in bytes after gzip
 */
export async function buildWidgets({ outDir }: { outDir: string }): Promise<WidgetSizes> {
  const out = join(outDir, "w");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const builds = (entry: string, format: Format, among: "loader" | "survey") =>
    Promise.all(
      everyChoice(among).map(
        async (parts) =>
          [
            (among === "loader" ? loaderKey : partsKey)(parts),
            await script(entry, format, NAMES, parts),
          ] as const,
      ),
    );
  const [loaders, surveys, pinned, page] = await Promise.all([
    builds("loader/index.ts", "iife", "loader"),
    builds("survey/index.ts", "esm", "survey"),
    script("pinned/index.ts", "iife", NAMES),
    script("page/index.ts", "esm", {}, [...PARTS, ELSEWHERE]),
  ]);
  const pageCss = css(await readFile(join(SOURCE, "page/page.css"), "utf8"));
  const card = await readFile(join(SOURCE, "page/card.png"));
  const keep = async (name: string, ending: string, text: string | Buffer) => {
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
    await writeFile(join(out, `${name}.${hash}.${ending}`), text);
    return `/w/${name}.${hash}.${ending}`;
  };
  const manifest: WidgetManifest = {
    loaders: Object.fromEntries(loaders),
    surveys: Object.fromEntries(
      await Promise.all(
        surveys.map(async ([key, text]) => [key, await keep(key, "js", text)] as const),
      ),
    ),
    pinned: await keep("pinned", "js", pinned),
    integrity: `sha384-${createHash("sha384").update(pinned).digest("base64")}`,
    page: await keep("page", "js", page),
    pageCss: await keep("page", "css", pageCss),
    card: await keep("card", "png", card),
  };
  await writeFile(join(out, "manifest.json"), JSON.stringify(manifest));
  await cp(join(SOURCE, "demo"), join(outDir, "demo"), { recursive: true });
  const sized = (kind: string, texts: (readonly [string, string])[]) =>
    texts.map(([key, text]) => [`${kind} ${key}`, gzipped(text)] as const);
  return {
    ...Object.fromEntries([...sized("loader", loaders), ...sized("survey", surveys)]),
    pinned: gzipped(pinned),
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
  check: "V",
  answer: "R",
  start: "T",
};

export const NAMES = { ...SHORT, ...INNER };

/** The part that only the hosted pages have. */
const ELSEWHERE = "elsewhere";

type Format = "iife" | "esm";

/**
 * @param names how properties are spelled, where they need not be spelled out
 * @param parts what it holds beside the core; default: everything
 */
export async function script(
  entry: string,
  format: Format,
  names: { [name: string]: string },
  parts: readonly string[] = PARTS,
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
    plugins: [styles, features(parts)],
  });
  const { code } = await minify(bundle.outputFiles[0]!.text, {
    module: true,
    ecma: 2020,
    compress: {
      passes: 4,
      keep_fargs: false,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
    },
    mangle: true,
    format: { comments: false },
  });
  return code!.replace(/;\s*$/u, "");
}

/** Says which parts there are (widgets/features.ts), so that what the others need falls away. */
const features = (parts: readonly string[]): Plugin => ({
  name: "features",
  setup(bundler) {
    bundler.onLoad({ filter: /widgets[\\/]features\.ts$/ }, () => ({
      contents: [...PARTS, ELSEWHERE]
        .map((part) => `export const ${part.toUpperCase()} = ${parts.includes(part)};`)
        .join("\n"),
    }));
  },
});

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

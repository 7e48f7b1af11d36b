import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { parseSync } from "oxc-parser";
import { buildFolder, root } from "./paths.ts";

const source = `${root}/widgets/package`;

/** Types of the loader's own file that a page of a customer can name, and those that they name. */
const PUBLIC = new Set(["Attributes", "Answers", "Commands", "EventName", "Listener", "Verbatim"]);

/**
 * Builds @verbatim/web, ready to be packed: one module, its declarations, no dependencies.
 * @returns its folder
 */
export async function buildWebPackage({ outDir }: { outDir: string }): Promise<string> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const code = await readFile(`${source}/index.ts`, "utf8");
  const { code: script } = await transform(code, { loader: "ts", format: "esm", target: "es2022" });
  await writeFile(join(outDir, "index.js"), script);
  await writeFile(
    join(outDir, "index.d.ts"),
    (await declarations()).replaceAll("../loader/global.ts", "./global.js"),
  );
  const [global, answers] = await Promise.all([
    readFile(`${root}/widgets/loader/global.ts`, "utf8"),
    readFile(`${source}/answers.ts`, "utf8"),
  ]);
  await writeFile(join(outDir, "global.d.ts"), globalTypes(answers + global));
  for (const file of ["package.json", "README.md"])
    await cp(`${source}/${file}`, join(outDir, file));
  await cp(`${root}/LICENSE`, join(outDir, "LICENSE"));
  return outDir;
}

/** What the compiler declares of the wrapper. */
async function declarations(): Promise<string> {
  const folder = await mkdtemp(join(buildFolder, "declarations-"));
  try {
    const options =
      "--declaration --emitDeclarationOnly --allowImportingTsExtensions --skipLibCheck";
    const modern = "--target es2024 --module esnext --moduleResolution bundler --strict";
    const paths = ["--ignoreConfig", "--rootDir", root, "--outDir", folder];
    await promisify(execFile)(
      process.execPath,
      [
        `${root}/node_modules/typescript/bin/tsc`,
        ...`${options} ${modern}`.split(" "),
        ...paths,
        `${source}/index.ts`,
      ],
      { cwd: root },
    );
    return await readFile(join(folder, "widgets/package/index.d.ts"), "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The public types among those of a module, each with its comment, and the global. Everything that
 * they name stands in the text, or is the browser's.
 */
export function globalTypes(text: string): string {
  const { program, comments } = parseSync("global.ts", text);
  const parts: string[] = [];
  for (const node of program.body) {
    if (node.type === "ExportNamedDeclaration") {
      const { declaration } = node;
      if (declaration?.type !== "TSTypeAliasDeclaration") continue;
      if (!PUBLIC.has(declaration.id.name)) continue;
    } else if (node.type !== "TSModuleDeclaration") continue;
    // The comment right before it.
    const about = comments.findLast(
      ({ end }) => end <= node.start && text.slice(end, node.start).trim() === "",
    );
    parts.push(text.slice(about?.start ?? node.start, node.end));
  }
  return `${parts.join("\n\n")}\n`;
}

/** `npm run package`: leaves @verbatim/web in .build/package. */
export async function main(): Promise<void> {
  console.log(await buildWebPackage({ outDir: `${buildFolder}/package` }));
}

import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { dataFiles } from "./data.ts";
import { root } from "./paths.ts";

const gzipped = (bytes: Uint8Array | string): number => gzipSync(bytes, { level: 9 }).length;

/** Bytes after gzip of the theme engine: its code, minified, and the data that it reads. */
export async function engineSize(): Promise<{ code: number; tables: number }> {
  const { outputFiles } = await build({
    entryPoints: [`${root}/domain/themes/index.ts`],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  let tables = 0;
  for (const [path, content] of await dataFiles())
    if (/\/(?:languages|words|sentiment)\./u.test(path)) tables += gzipped(content);
  return { code: gzipped(outputFiles[0]?.contents ?? ""), tables };
}

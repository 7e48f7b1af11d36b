import { describe, expect, it } from "vitest";
import { importsOf, read, repositoryFiles, type Import } from "./source.ts";
import { TABLE, TOP_LEVEL, type Row } from "./table.ts";

const SOURCE = /\.(ts|tsx|mjs)$/;
const below = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

function rowOf(path: string): Row | undefined {
  return TABLE.filter(({ from }) => below(path, from)).sort(
    (a, b) => b.from.length - a.from.length,
  )[0];
}

function allowed(path: string, row: Row, { target, isPackage, typeOnly }: Import): boolean {
  if (isPackage) {
    const packages = row.packages ?? [];
    if (target.startsWith("node:")) return packages.includes("node:");
    return packages.includes("*") || packages.includes("one") || packages.includes(target);
  }
  // An adapter is one folder: its own files are its own business, its neighbours are not.
  if (row.from === "functions/adapters" && below(target, path.split("/").slice(0, 3).join("/")))
    return true;
  const typed = (row.types ?? []).some((folder) => below(target, folder));
  if (typed && !typeOnly) return false;
  if (typed) return true;
  return row.may.some((folder) =>
    folder === "*" ? !below(target, "tests") : below(target, folder),
  );
}

/** What is wrong with the imports of one file, in words. */
function violations(path: string, text: string): string[] {
  const row = rowOf(path);
  if (!row) return path.includes("/") ? [`${path} stands in no row of the table`] : [];
  return importsOf(path, text)
    .filter((one) => !allowed(path, row, one))
    .map(
      ({ target, typeOnly }) => `${path} may not import ${typeOnly ? "types of " : ""}${target}`,
    );
}

const files = repositoryFiles();

describe("who may import whom", () => {
  it("finds the source files", () => {
    expect(files.filter((path) => SOURCE.test(path)).length).toBeGreaterThan(30);
  });

  it("holds in every source file", () => {
    const found = files
      .filter((path) => SOURCE.test(path))
      .flatMap((path) => violations(path, read(path)));
    expect(found).toEqual([]);
  });

  it("allows each adapter at most one package", () => {
    const packages = new Map<string, Set<string>>();
    for (const path of files.filter((file) => /^functions\/adapters\/[^/]+\//.test(file))) {
      const adapter = path.split("/").slice(0, 3).join("/");
      const known = packages.get(adapter) ?? new Set();
      for (const { target, isPackage } of importsOf(path, read(path)))
        if (isPackage && !target.startsWith("node:")) known.add(target);
      packages.set(adapter, known);
    }
    expect([...packages].filter(([, known]) => known.size > 1)).toEqual([]);
  });

  it.each([
    ["domain/scores/nps.ts", 'import { z } from "zod"'],
    ["domain/scores/nps.ts", 'import { h } from "../../admin/x.ts"'],
    ["domain/survey/x.ts", 'import * as v from "valibot"'],
    ["functions/api/x.ts", 'import { db } from "../db/client.ts"'],
    ["functions/api/x.ts", 'import { x } from "../collect/index.ts"'],
    ["functions/services/x.ts", 'import { db } from "../db/client.ts"'],
    ["functions/services/x.ts", 'export { db } from "../db/client.ts"'],
    ["functions/services/x.ts", 'import { Hono } from "hono"'],
    ["functions/collect/x.ts", 'await import("../auth/index.ts")'],
    ["functions/adapters/mailer/x.ts", 'import { sign } from "../signer/index.ts"'],
    ["functions/http/x.ts", 'import { readFile } from "node:fs"'],
    ["widgets/runtime/x.ts", 'import { Schema } from "../../domain/wire/ingest.ts"'],
    ["widgets/runtime/x.ts", 'import { h } from "preact"'],
    ["admin/x.tsx", 'import { db } from "../functions/db/client.ts"'],
    ["scripts/x.ts", 'import { x } from "../tests/support/x.ts"'],
    ["elsewhere/x.ts", ""],
  ])("refuses %s: %s", (path, text) => {
    expect(violations(path, text)).toHaveLength(1);
  });

  it.each([
    ["domain/wire/x.ts", 'import * as v from "valibot"'],
    ["functions/services/x.ts", 'import type { Db } from "../db/client.ts"'],
    ["functions/db/x.ts", 'import { eq } from "drizzle-orm/sqlite-core"'],
    ["widgets/runtime/x.ts", 'import type { Ingest } from "../../domain/wire/ingest.ts"'],
  ])("allows %s: %s", (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });
});

it("keeps the top of the repository short", () => {
  const top = [...new Set(files.map((path) => path.split("/")[0] ?? ""))];
  expect(top.filter((name) => !TOP_LEVEL.includes(name))).toEqual([]);
});

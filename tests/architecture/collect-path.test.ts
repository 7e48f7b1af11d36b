import { expect, it } from "vitest";
import { importsOf, read } from "./source.ts";

/** Files and packages that are loaded before the entry can answer: what it imports, not by import(). */
function loadedWith(entry: string): Set<string> {
  const loaded = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (loaded.has(path)) continue;
    loaded.add(path);
    if (!path.endsWith(".ts")) continue;
    for (const { target, isPackage, typeOnly, later } of importsOf(path, read(path))) {
      if (typeOnly || later) continue;
      if (isPackage) loaded.add(target);
      else open.push(target);
    }
  }
  return loaded;
}

it("an isolate that only collects loads no router, no drizzle, no other surface and no themes", () => {
  const loaded = [...loadedWith("functions/index.ts")];
  expect(loaded).toContain("functions/collect/ingest.ts");
  expect(loaded).toContain("functions/services/responses/record.ts");
  expect(loaded.filter((name) => !name.includes("/") || name.startsWith("@")).sort()).toEqual([
    "@noble/hashes",
    "uuid",
    "valibot",
  ]);
  const others =
    /^(?:admin|domain\/(?:themes|demo)|functions\/(?:api|auth|console|hosted|links|scheduled|app|deps))\b/u;
  expect(loaded.filter((name) => others.test(name))).toEqual([]);
});

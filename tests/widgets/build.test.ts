import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyChoice } from "../../domain/targeting/parts.ts";
import {
  type WidgetManifest,
  type WidgetSizes,
  buildWidgets,
  gzipped,
} from "../../widgets/build.ts";

let outDir: string;
let sizes: WidgetSizes;
let manifest: WidgetManifest;
const file = (path: string) => readFile(join(outDir, path), "utf8");

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "widgets-"));
  sizes = await buildWidgets({ outDir });
  manifest = JSON.parse(await file("w/manifest.json")) as WidgetManifest;
}, 60_000);
afterAll(() => rm(outDir, { recursive: true, force: true }));

describe("build", () => {
  it("leaves loaders with one place for the configuration, and hashed files", async () => {
    expect(Object.keys(manifest.loaders)).toHaveLength(everyChoice("loader").length);
    expect(Object.keys(manifest.surveys)).toHaveLength(everyChoice("survey").length);
    for (const loader of Object.values(manifest.loaders))
      expect(loader.match(/__CONFIG__/gu)).toHaveLength(1);
    for (const [key, path] of Object.entries(manifest.surveys)) {
      expect(path).toMatch(new RegExp(`^/w/${key}\\.[0-9a-f]{10}\\.js$`, "u"));
      expect(await file(path)).toMatch(/export\s*\{\s*\w+ as open\s*\}/u);
    }
    expect(await file(manifest.page)).not.toContain("__CONFIG__");
    expect(await file(manifest.pageCss)).toContain(".landing");
    expect(await file("demo/shop.html")).toContain('src="/v1/{{SITE}}.js"');
  });

  it("names the pinned file by its content, which imports nothing", async () => {
    const pinned = await file(manifest.pinned);
    const digest = createHash("sha384").update(pinned).digest("base64");
    expect(manifest.integrity).toBe(`sha384-${digest}`);
    expect(pinned).not.toMatch(/\bimport\s*\(/u);
  });

  it("says how large it is", async () => {
    expect(sizes["loader core"]).toBe(gzipped(manifest.loaders["core"]!));
    expect(sizes["survey choices"]).toBe(gzipped(await file(manifest.surveys["choices"]!)));
  });

  it("uses nothing that a strict policy forbids", async () => {
    const files = [...Object.values(manifest.surveys), manifest.page, manifest.pinned];
    const codes = [...Object.values(manifest.loaders), ...(await Promise.all(files.map(file)))];
    for (const code of codes) {
      expect(code).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|\.src\s*=|"style"/u,
      );
    }
  });
});

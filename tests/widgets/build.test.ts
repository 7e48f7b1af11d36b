import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  it("leaves a loader with one place for the configuration, and hashed files", async () => {
    expect(manifest.loader.match(/__CONFIG__/gu)).toHaveLength(1);
    expect(manifest.survey).toMatch(/^\/w\/survey\.[0-9a-f]{10}\.js$/u);
    expect(await file(manifest.survey)).toMatch(/export\s*\{\s*\w+ as open\s*\}/u);
    expect(await file(manifest.page)).not.toContain("__CONFIG__");
    expect(await file(manifest.pageCss)).toContain(".landing");
    expect(await file("demo/shop.html")).toContain('src="/v1/{{SITE}}.js"');
  });

  it("says how large it is", async () => {
    expect(sizes.loader).toBe(gzipped(manifest.loader));
    expect(sizes.survey).toBe(gzipped(await file(manifest.survey)));
  });

  it("uses nothing that a strict policy forbids", async () => {
    for (const code of [manifest.loader, await file(manifest.survey), await file(manifest.page)]) {
      expect(code).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|\.src\s*=|"style"/u,
      );
    }
  });
});

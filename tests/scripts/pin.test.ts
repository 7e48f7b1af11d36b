import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pin, readReleases } from "../../scripts/pin.ts";
import { releasedFolder } from "../../scripts/paths.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "pin-"));
  await mkdir(join(home, "assets/w"), { recursive: true });
  await mkdir(join(home, "released"));
  const none = { pinned: [], modules: { release: "", files: [] } };
  await writeFile(join(home, "released/index.json"), JSON.stringify(none));
});
afterEach(() => rm(home, { recursive: true }));

/** A build whose files carry `mark` in their names. */
async function built(mark: string): Promise<void> {
  const files = { pinned: `/w/pinned.${mark}.js`, core: `/w/core.${mark}.js` };
  for (const file of Object.values(files)) await writeFile(join(home, "assets", file), file);
  await writeFile(
    join(home, "assets/w/manifest.json"),
    JSON.stringify({
      pinned: files.pinned,
      integrity: `sha384-${mark}`,
      surveys: { core: files.core },
    }),
  );
}
const keep = (release: string) =>
  pin({ assets: join(home, "assets"), folder: join(home, "released"), release });
const kept = async () => (await readdir(join(home, "released/w"))).toSorted();

describe("npm run pin", () => {
  it("keeps every pinned file, and the modules of the newest release", async () => {
    await built("aa");
    expect(await keep("0.2.0")).toBe(true);
    await built("bb");
    expect(await keep("0.3.0")).toBe(true);
    expect(await kept()).toEqual(["core.bb.js", "pinned.aa.js", "pinned.bb.js"]);
    expect(await readReleases(join(home, "released"))).toEqual({
      pinned: [
        { release: "0.2.0", file: "/w/pinned.aa.js", integrity: "sha384-aa" },
        { release: "0.3.0", file: "/w/pinned.bb.js", integrity: "sha384-bb" },
      ],
      modules: { release: "0.3.0", files: ["/w/core.bb.js"] },
    });
  });

  it("changes nothing when it is done again", async () => {
    await built("aa");
    await keep("0.2.0");
    const before = await readFile(join(home, "released/index.json"), "utf8");
    expect(await keep("0.2.0")).toBe(false);
    expect(await readFile(join(home, "released/index.json"), "utf8")).toBe(before);
    expect(await kept()).toEqual(["core.aa.js", "pinned.aa.js"]);
  });
});

describe("what is kept in the project", () => {
  it("is what the index says, byte for byte", async () => {
    const { pinned, modules } = await readReleases();
    const files = await readdir(`${releasedFolder}/w`).catch(() => [] as string[]);
    const listed = [...pinned.map(({ file }) => file), ...modules.files];
    expect(files.map((name) => `/w/${name}`).toSorted()).toEqual(listed.toSorted());
    for (const { file, integrity } of pinned) {
      const hash = createHash("sha384").update(await readFile(releasedFolder + file));
      expect(`sha384-${hash.digest("base64")}`).toBe(integrity);
    }
  });
});

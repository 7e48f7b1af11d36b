import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { command, Failure } from "./failure.ts";
import { buildFolder, root, workerFile } from "./paths.ts";

const modulesIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith(".js")).sort();

/**
 * `npm run verify`'s last step: what `wrangler deploy` would upload, without sending anything, and
 * whether it is all of the Worker. A module that is left out fails only when it is first imported.
 */
await command(async () => {
  const outdir = `${buildFolder}/deploy`;
  await rm(outdir, { recursive: true, force: true });
  const { status } = spawnSync("wrangler", ["deploy", "--dry-run", "--outdir", outdir], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Failure("wrangler would not deploy; its message stands above.");
  const uploaded = await modulesIn(outdir);
  const missing = (await modulesIn(dirname(workerFile))).filter((name) => !uploaded.includes(name));
  if (missing.length > 0)
    throw new Failure(`wrangler would leave out ${missing.join(", ")}: see wrangler.toml.`);
});

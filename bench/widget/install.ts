import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { Failure } from "../../scripts/failure.ts";
import { buildFolder } from "../../scripts/paths.ts";

/** The packages that peers ship, as they were when this was measured. Nothing of theirs is in the repository. */
export const PACKAGES = {
  "posthog-js": "1.449.2",
  "@formbricks/surveys": "1.99.0",
  "@sentry/browser": "11.12.0",
  "survey-core": "2.5.38",
  "survey-js-ui": "2.5.38",
  "@typeform/embed": "6.1.1",
} as const;
type Package = keyof typeof PACKAGES;

const FOLDER = `${buildFolder}/peers`;

/** Path of a file in a peer's package. */
export const packed = (name: Package, file: string): string =>
  `${FOLDER}/node_modules/${name}/${file}`;

/** A file of a peer's package. */
export const read = (name: Package, file: string): Promise<Buffer> => readFile(packed(name, file));

/** Installs the peers' packages into `.build/peers` where they are not there yet. */
export async function installPeers(log: (line: string) => void): Promise<void> {
  const wanted = Object.entries(PACKAGES) as [Package, string][];
  const there = await Promise.all(
    wanted.map(async ([name, version]) => {
      const text = await read(name, "package.json").catch(() => undefined);
      return text !== undefined && JSON.parse(String(text)).version === version;
    }),
  );
  if (!there.includes(false)) return;
  log("installing the peers' packages into .build/peers ...");
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${FOLDER}/package.json`, '{ "private": true }\n');
  const names = wanted.map(([name, version]) => `${name}@${version}`);
  const options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", FOLDER];
  await promisify(execFile)("npm", ["install", ...options, ...names], {
    cwd: FOLDER,
    timeout: 300_000,
    shell: process.platform === "win32",
  }).catch((error: Error) => {
    throw new Failure(`The peers' packages could not be installed: ${error.message}`);
  });
}

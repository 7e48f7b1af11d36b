import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser } from "playwright-core";
import { Failure } from "./failure.ts";

const run = promisify(execFile);

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) =>
    process.env[name]
      ? [join(process.env[name], "Google", "Chrome", "Application", "chrome.exe")]
      : [],
  ),
];

/** The first of these paths that names a program. */
export async function firstExecutable(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  return undefined;
}

/** The browser that is on this machine: CHROME_PATH, the usual places, or Playwright's own. */
export async function installedBrowser(): Promise<string | undefined> {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (await firstExecutable([given])) return given;
    throw new Failure(`CHROME_PATH names ${given}, which is not a program.`);
  }
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return firstExecutable([...onPath, ...PLACES, chromium.executablePath()]);
}

async function fetchFromPlaywright(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("playwright-core/package.json"));
  await run(process.execPath, [join(folder, "cli.js"), "install", "chromium"], {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" },
    timeout: 600_000,
  });
}

const fetchFromDebian = () => installFromDebian(["chromium"]);

/** Installs packages of Debian's; only root can. */
export async function installFromDebian(packages: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error("not root, so apt-get cannot install anything");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env, timeout: 120_000 });
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
    env,
    timeout: 600_000,
  });
}

/** Path of a Chrome or Chromium, fetched when there is none; says which. Fails, never skips. */
export async function ensureBrowser(log: (line: string) => void): Promise<string> {
  const installed = await installedBrowser();
  if (installed) {
    log(`Browser: ${installed}`);
    return installed;
  }
  const reasons: string[] = [];
  for (const [source, fetch] of [
    ["Playwright's download", fetchFromPlaywright],
    ["Debian's package", fetchFromDebian],
  ] as const) {
    log(`No Chrome or Chromium found; trying ${source} ...`);
    try {
      await fetch();
    } catch (error) {
      reasons.push(`${source}: ${(error as Error).message.split("\n")[0]}`);
    }
    const fetched = await installedBrowser();
    if (fetched) {
      log(`Browser: ${fetched} (${source})`);
      return fetched;
    }
  }
  throw new Failure(
    `No Chrome or Chromium, and none could be fetched (${reasons.join("; ")}). Install one, or name it in CHROME_PATH.`,
  );
}

/** Starts that browser, headless. @param more further switches of Chromium's */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await installedBrowser();
  if (!executablePath) throw new Failure("No Chrome or Chromium; the test command fetches one.");
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...args, ...more] });
}

import { delimiter, join } from "node:path";
import { firstExecutable, installFromDebian } from "./browser.ts";
import { Failure } from "./failure.ts";

/** Programs of the engines beside Chromium: their paths. */
export type Engines = { firefox: string; webkitDriver: string; xvfb: string };

/** By Debian's package, which of its programs is needed. */
const NEEDED: { [K in keyof Engines]: { names: string[]; debian: string; variable: string } } = {
  firefox: {
    names: ["firefox-esr", "firefox"],
    debian: "firefox-esr",
    variable: "FIREFOX_PATH",
  },
  webkitDriver: {
    names: ["WebKitWebDriver"],
    debian: "webkit2gtk-driver",
    variable: "WEBKIT_DRIVER_PATH",
  },
  xvfb: { names: ["Xvfb"], debian: "xvfb", variable: "XVFB_PATH" },
};

async function find(): Promise<Partial<Engines>> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found: Partial<Engines> = {};
  for (const [engine, { names, variable }] of Object.entries(NEEDED)) {
    const given = process.env[variable];
    const path = await firstExecutable(
      given ? [given] : folders.flatMap((folder) => names.map((name) => join(folder, name))),
    );
    if (path) found[engine as keyof Engines] = path;
  }
  return found;
}

const missing = (found: Partial<Engines>) =>
  Object.entries(NEEDED).filter(([engine]) => !found[engine as keyof Engines]);

/** Firefox and WebKitGTK as they are on this machine. Fails when one is missing. */
export async function installedEngines(): Promise<Engines> {
  const found = await find();
  const absent = missing(found);
  if (absent.length > 0) {
    const parts = absent.map(
      ([, { names, debian, variable }]) => `${names[0]} (Debian: ${debian}; or ${variable})`,
    );
    throw new Failure(`Not on this machine: ${parts.join(", ")}.`);
  }
  return found as Engines;
}

/** The same, with what is missing fetched from Debian where that may be done. Fails, never skips. */
export async function ensureEngines(log: (line: string) => void): Promise<void> {
  const packages = missing(await find()).map(([, { debian }]) => debian);
  if (packages.length > 0) {
    log(`Fetching ${packages.join(", ")} ...`);
    await installFromDebian(packages).catch((error: unknown) => log((error as Error).message));
  }
  for (const path of Object.values(await installedEngines())) log(`Engine: ${path}`);
}

import { readFile, writeFile } from "node:fs/promises";
import { command, Failure } from "./failure.ts";
import { root } from "./paths.ts";

export interface LockEntry {
  version?: string;
  resolved?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
  [key: string]: unknown;
}

export interface Lockfile {
  packages: Record<string, LockEntry>;
  [key: string]: unknown;
}

const SYSTEMS: Record<string, string> = { windows: "win32" };
const SYSTEM = /(darwin|win32|windows|linux|android|freebsd|netbsd|openbsd|openharmony|aix|sunos)/;
const PROCESSOR = /-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64|mips64el|64)(?:-|$)/;

/** Platform fields of a native package, read from its name; wasm and universal packages have none. */
function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> {
  const system = SYSTEM.exec(name)?.[1];
  if (!system) return {};
  const processor = PROCESSOR.exec(name)?.[1];
  const libc =
    system !== "linux"
      ? undefined
      : name.includes("musl")
        ? "musl"
        : name.includes("gnu")
          ? "glibc"
          : undefined;
  return {
    os: [SYSTEMS[system] ?? system],
    ...(processor ? { cpu: [processor === "64" ? "x64" : processor] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  };
}

/** Where Node would look for a package that `from` (a key of the lock file) depends on. */
function* places(from: string, name: string): Generator<string> {
  for (
    let base = from;
    base !== "";
    base = base.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, "")
  ) {
    yield `${base}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

/**
 * Entries that the lock file must hold and does not: npm writes only the platforms whose packages
 * its registry has, and then refuses its own file ("Missing: ... from lock file").
 */
export function missingEntries(lock: Lockfile): Record<string, LockEntry> {
  const missing: Record<string, LockEntry> = {};
  for (const [from, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      // Only exact versions name a package of their own; the others are ordinary dependencies.
      if (!/^\d+\.\d+\.\d+/.test(version)) continue;
      const found = [...places(from, name)].some(
        (place) => lock.packages[place]?.version === version,
      );
      if (found) continue;
      const hoisted = `node_modules/${name}`;
      const taken = lock.packages[hoisted] ?? missing[hoisted];
      const place = taken && taken.version !== version ? `${from}/node_modules/${name}` : hoisted;
      missing[place] = { version, ...platformOf(name), optional: true };
    }
  }
  return missing;
}

/** The lock file with those entries, in npm's order, and without download addresses. */
export function completed(lock: Lockfile): Lockfile {
  const packages = { ...lock.packages, ...missingEntries(lock) };
  const names = Object.keys(packages).sort((a, b) => a.localeCompare(b, "en"));
  return {
    ...lock,
    packages: Object.fromEntries(
      names.map((name) => {
        const { resolved: _, ...entry } = packages[name] as LockEntry;
        return [name, entry];
      }),
    ),
  };
}

/** `npm run lockfile`: completes package-lock.json; with `--check` it only says whether it is. */
export function main(): Promise<void> {
  return command(async () => {
    const file = `${root}/package-lock.json`;
    const text = await readFile(file, "utf8");
    const wanted = `${JSON.stringify(completed(JSON.parse(text) as Lockfile), null, 2)}\n`;
    if (text === wanted) return;
    if (process.argv.includes("--check")) {
      throw new Failure(
        'package-lock.json lacks platforms or carries download addresses. Run "npm run lockfile".',
      );
    }
    await writeFile(file, wanted);
    console.log("package-lock.json completed.");
  });
}

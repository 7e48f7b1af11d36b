import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { endProcess, listening, runWorkerd } from "../../scripts/workerd.ts";
import { readWorkerConfig } from "../../scripts/worker-config.ts";
import { messageOf } from "../support/child.ts";

/** A Worker that ours is held against. */
export interface Floor extends AsyncDisposable {
  url: string;
  pid: number;
}

const source = (name: string) => fileURLToPath(new URL(`../floors/${name}.ts`, import.meta.url));

/** Bundles one of bench/floors into a file. @returns its path */
export async function bundleFloor(name: string, folder: string, file: string): Promise<string> {
  const outfile = join(folder, file);
  await build({
    entryPoints: [source(name)],
    outfile,
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  return outfile;
}

/** Serves one of bench/floors on plain workerd, in the runtime version that ours runs on. */
export async function startFloor(name: string, env: Record<string, string> = {}): Promise<Floor> {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-floor-"));
  await bundleFloor(name, folder, "worker.js");
  const { compatibilityDate, compatibilityFlags } = await readWorkerConfig();
  const bindings = Object.keys(env).map((key) => `(name = "${key}", fromEnvironment = "${key}")`);
  await writeFile(
    `${folder}/config.capnp`,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "floor", worker = (
      compatibilityDate = "${compatibilityDate}",
      compatibilityFlags = ${JSON.stringify(compatibilityFlags)},
      modules = [(name = "worker", esModule = embed "worker.js")],
      bindings = [${bindings.join(", ")}],
      globalOutbound = "network")),
    (name = "network", network = (allow = ["private"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", service = "floor", http = ())]
);
`,
  );
  const child = runWorkerd(`${folder}/config.capnp`, env);
  const port = await listening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid as number,
    async [Symbol.asyncDispose]() {
      await endProcess(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server that answers every request with one constant reply, in a process of its own. */
export async function startConstant(): Promise<Floor> {
  const child = fork(source("constant"));
  const port = await messageOf<number>(child);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid as number,
    async [Symbol.asyncDispose]() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}

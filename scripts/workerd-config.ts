import { readdir } from "node:fs/promises";
import { basename, dirname, extname, relative } from "node:path";
import { edgeFolder, workerFile } from "./paths.ts";
import type { WorkerConfig } from "./worker-config.ts";

export interface WorkerdConfigOptions {
  /** Absolute folder that the text will stand in: workerd reads its files relative to it. */
  folder: string;
  worker: WorkerConfig;
  /** The Worker's main module; the modules beside it come along. */
  main?: string;
  /** Names of text bindings; their values are read from the environment, never from the text. */
  bindings: readonly string[];
  /** Loopback port; 0 takes a free one. */
  port: number;
  /** Path of the Unix socket on which the scheduled handler is called. */
  scheduledSocket: string;
  /** Certificates, PEM, that are trusted beside those that browsers trust: a mail server's own. */
  certificates?: readonly string[];
}

const MODULE_TYPES = { js: "esModule", wasm: "wasm", txt: "text", bin: "data" } as const;

/**
 * The Worker, its assets and its two sockets as workerd's configuration (workerd.capnp). The entry
 * runs in the Worker's own isolate: a post meets nothing else on its way.
 */
export async function workerdConfig(options: WorkerdConfigOptions): Promise<string> {
  const { folder, worker, main = workerFile, bindings, port, scheduledSocket } = options;
  const extra = options.certificates ?? [];
  const trusted =
    extra.length > 0 ? `, trustedCertificates = [${extra.map(quoted).join(", ")}]` : "";
  const embed = (path: string) => `embed ${quoted(relative(folder, path))}`;
  const module = (name: string, type: string, path: string) =>
    `(name = ${quoted(name)}, ${type} = ${embed(path)})`;
  const version = `compatibilityDate = ${quoted(worker.compatibilityDate)}, compatibilityFlags = [${worker.compatibilityFlags.map(quoted).join(", ")}]`;
  const modules = [
    module("entry", "esModule", `${edgeFolder}/entry.js`),
    module("worker", "esModule", main),
    ...(await beside(main)).map(({ name, type, path }) => module(name, type, path)),
  ];
  const texts = bindings.map(
    (name) => `(name = ${quoted(name)}, fromEnvironment = ${quoted(name)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "verbatim", worker = (
      ${version},
      modules = [${modules.join(", ")}],
      bindings = [
        (name = "ASSETS", service = "assets"),
        (name = "EGRESS", service = "internet"),
        (name = "WORKER_FIRST", json = ${quoted(JSON.stringify(worker.workerFirst))}),
        ${texts.join(", ")}
      ],
      globalOutbound = "network")),
    (name = "assets", worker = (
      ${version},
      modules = [${module("assets", "esModule", `${edgeFolder}/assets.js`)}],
      bindings = [(name = "FILES", service = "files"), (name = "MANIFEST", json = ${embed(`${edgeFolder}/assets.json`)})])),
    (name = "files", disk = (path = ${quoted(worker.assetsFolder)})),
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
    (name = "network", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true${trusted})))
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:${port}", service = "verbatim", http = ()),
    (name = "scheduled", address = ${quoted(`unix:${scheduledSocket}`)}, service = (name = "verbatim", entrypoint = "scheduled"), http = ())
  ]
);
`;
}

/** Modules that the bundler left beside the main one. */
async function beside(main: string) {
  const folder = dirname(main);
  const names = (await readdir(folder)).filter((name) => name !== basename(main));
  return names.flatMap((name) => {
    const type = MODULE_TYPES[extname(name).slice(1) as keyof typeof MODULE_TYPES];
    return type ? [{ name, type, path: `${folder}/${name}` }] : [];
  });
}

/** A Cap'n Proto text; its escapes are those of C, and JSON's agree with them for what occurs here. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

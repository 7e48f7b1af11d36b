import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { readWorkerConfig } from "./worker-config.ts";
import { workerdConfig } from "./workerd-config.ts";

export interface WorkerdOptions {
  /** Loopback port; 0 takes a free one. */
  port: number;
  bindings: Record<string, string>;
  /** Another Worker in place of ours, with all that stands around it. */
  main?: string;
  /** Told the id of the workerd process, again when a crashed one has been started anew. */
  onPids: (pids: number[]) => void;
}

export interface Workerd {
  url: string;
  crons: string[];
  /** Runs the Worker's scheduled handler once; rejects when it throws. */
  scheduled: (cron: string, time: Date) => Promise<void>;
  /** Requests in flight are answered first, within `DRAIN_MS`. */
  stop(): Promise<void>;
}

/**
 * The path of the binary. Required, not imported: what a default import of this CommonJS package is
 * depends on who loads it.
 */
const require = createRequire(import.meta.url);
const { default: binary } = require("workerd") as { default: string };

const DRAIN_MS = 5_000;
/** How long to wait before a crashed workerd is started again. */
const RESTART_MS = 200;

/** Starts the built Worker with its assets on plain workerd; one that crashes is started again. */
export async function startWorkerd({
  port,
  bindings,
  main,
  onPids,
}: WorkerdOptions): Promise<Workerd> {
  const worker = await readWorkerConfig();
  const folder = await mkdtemp(join(tmpdir(), "verbatim-workerd-"));
  const scheduledSocket = `${folder}/scheduled`;
  // Here the network itself connects to public addresses only, so nobody needs to be asked first.
  const values = { ...worker.vars, WEBHOOK_RESOLVER: "", COMMIT_TOGETHER: "1", ...bindings };
  let stopping = false;
  let taken = port;
  let child: ChildProcess;
  const start = async () => {
    const names = Object.keys(values);
    const certificates = await extraCertificates();
    const options = {
      folder,
      worker,
      bindings: names,
      scheduledSocket,
      certificates,
      ...(main && { main }),
    };
    await writeFile(`${folder}/config.capnp`, await workerdConfig({ ...options, port: taken }));
    await rm(scheduledSocket, { force: true });
    child = runWorkerd(`${folder}/config.capnp`, values);
    taken = await listening(child);
    onPids([child.pid as number]);
    child.once("exit", (code, signal) => restart(signal ?? `code ${code}`));
  };
  const restart = (why: string): void => {
    if (stopping) return;
    console.error(`The Worker's process ended (${why}) and is started again.`);
    setTimeout(() => {
      if (!stopping) start().catch((error: Error) => restart(error.message));
    }, RESTART_MS);
  };
  await start().catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url: `http://127.0.0.1:${taken}`,
    crons: worker.crons,
    async scheduled(cron, time) {
      const status = await callScheduled(scheduledSocket, { cron, scheduledTime: Number(time) });
      if (status !== 204) throw new Error(`the scheduled handler ended with ${status}`);
    },
    async stop() {
      stopping = true;
      await endProcess(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Values reach workerd in its environment alone: nothing secret is written to disk. It stands in a
 * process group of its own, because a terminal's Ctrl-C must not end it before its work is done.
 */
export function runWorkerd(config: string, values: Record<string, string>): ChildProcess {
  return spawn(binary, ["serve", "--control-fd=3", config], {
    env: values,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
}

/** The port of the first socket, once it listens; rejects when the process ends before. */
export async function listening(child: ChildProcess): Promise<number> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`workerd ended with code ${code} before it listened`);
  });
  ended.catch(() => undefined);
  const control = child.stdio[3] as Readable;
  let text = "";
  const heard = new Promise<number>((resolve) => {
    control.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const port = /"socket":"http","port":(\d+)/.exec(text)?.[1];
      if (port) resolve(Number(port));
    });
  });
  return Promise.race([heard, ended]);
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), DRAIN_MS);
  await exited;
  clearTimeout(timer);
}

function callScheduled(socketPath: string, event: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path: "/", method: "POST" }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    call.on("error", reject);
    call.end(JSON.stringify(event));
  });
}

/** What NODE_EXTRA_CA_CERTS names, as Node reads it: for a mail server with a certificate of its own. */
async function extraCertificates(): Promise<string[]> {
  const file = process.env["NODE_EXTRA_CA_CERTS"];
  if (!file) return [];
  const text = await readFile(file, "utf8");
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/gu) ?? [];
}

import { readdir, readFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { basename, dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { workerFile } from "./paths.ts";
import { readWorkerConfig } from "./worker-config.ts";

export interface WorkerdOptions {
  /** Loopback port; 0 takes a free one. */
  port: number;
  bindings: Record<string, string>;
  /** Told the ids of the workerd processes, again when Miniflare has restarted a crashed one. */
  onPids: (pids: number[]) => void;
}

export interface Workerd {
  url: string;
  crons: string[];
  /** Runs the Worker's scheduled handler once; rejects when it throws. */
  scheduled: (cron: string, time: Date) => Promise<void>;
  stop(): Promise<void>;
}

/** Starts the built Worker with its assets on real workerd, without wrangler's development layer. */
export async function startWorkerd({ port, bindings, onPids }: WorkerdOptions): Promise<Workerd> {
  const { convertV4MiniflareOptions, Log, LogLevel, Miniflare } = await import("miniflare");
  const config = await readWorkerConfig();
  const before = new Set(await childPids());
  const restoreSignals = keepSignals();
  const tellPids = async () => onPids((await childPids()).filter((pid) => !before.has(pid)));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port,
      // No placeholder of a visitor's place, and no request to fetch one.
      cf: {},
      log: new Log(LogLevel.WARN),
      logRequests: false,
      stripDisablePrettyError: false,
      unsafeLocalExplorer: false,
      unsafeHandleRuntimeRestart: tellPids,
      workers: [
        {
          name: "verbatim",
          rootPath: dirname(workerFile),
          modules: await bundledModules(),
          compatibilityDate: config.compatibilityDate,
          compatibilityFlags: config.compatibilityFlags,
          bindings: { ...config.vars, ...bindings },
          assets: config.assets,
        },
      ],
    }),
  );
  const url = String(await miniflare.ready).replace(/\/$/, "");
  restoreSignals();
  await tellPids();
  const worker = await miniflare.getWorker();
  return {
    url,
    crons: config.crons,
    async scheduled(cron, time) {
      const { outcome } = await worker.scheduled({ cron, scheduledTime: time });
      if (outcome !== "ok") throw new Error(`the scheduled handler ended with ${outcome}`);
    },
    stop: () => miniflare.dispose(),
  };
}

/** Miniflare ends the process at once on a signal; here requests in flight are answered first. */
function keepSignals(): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const own = signals.map((signal) => process.listeners(signal));
  return () => {
    signals.forEach((signal, i) => {
      for (const listener of process.listeners(signal)) {
        if (!own[i]?.includes(listener)) process.off(signal, listener);
      }
    });
  };
}

const MODULE_TYPES = { js: "ESModule", wasm: "CompiledWasm", txt: "Text", bin: "Data" } as const;

/** What wrangler wrote: the entry first, then modules that it left beside it. */
async function bundledModules() {
  const folder = dirname(workerFile);
  const names = (await readdir(folder)).filter((name) => name !== basename(workerFile));
  return [basename(workerFile), ...names].flatMap((name) => {
    const type = MODULE_TYPES[extname(name).slice(1) as keyof typeof MODULE_TYPES];
    return type ? [{ type, path: join(folder, name) }] : [];
  });
}

/** Ids of the workerd processes that this process started; the API does not tell. */
async function childPids(): Promise<number[]> {
  const table = process.platform === "linux" ? await procTable() : await psTable();
  return table
    .filter(({ parent, name }) => parent === process.pid && name.includes("workerd"))
    .map(({ pid }) => pid);
}

interface ProcessRow {
  pid: number;
  parent: number;
  name: string;
}

async function procTable(): Promise<ProcessRow[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")),
  );
  return stats.flatMap((stat) => {
    const [, pid, name = "", parent] = /^(\d+) \((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), name }] : [];
  });
}

async function psTable(): Promise<ProcessRow[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,comm="]);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, name = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), name }] : [];
  });
}

import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LibsqlOptions } from "./server.ts";

export interface LibsqlProcess {
  url: string;
  pid: number;
  /** Names processes that this one kills should the parent die without a word. */
  endWithParent(pids: number[]): void;
  /** Settles with the exit code when the process ends for whatever reason. */
  exited: Promise<number | null>;
  /** Rolls back what is open, folds the log into the file, ends. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts the database in a process of its own; rejects with the driver's code when it cannot. */
export async function startLibsqlProcess(
  options: Omit<LibsqlOptions, "transactionMs">,
): Promise<LibsqlProcess> {
  const child = fork(fileURLToPath(new URL("./main.ts", import.meta.url)), {
    env: {
      ...process.env,
      LIBSQL_FILE: options.file,
      LIBSQL_TOKEN: options.token,
      LIBSQL_PORT: String(options.port ?? 0),
      LIBSQL_SYNC: options.synchronous ?? "NORMAL",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const url = await firstMessage(child, exited);
  return {
    url,
    pid: child.pid as number,
    exited,
    endWithParent(pids) {
      if (child.connected) child.send({ endWithParent: pids });
    },
    async stop() {
      if (child.connected) {
        child.send({ endWithParent: [] });
        child.disconnect();
      }
      await exited;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function firstMessage(child: ChildProcess, exited: Promise<number | null>): Promise<string> {
  const message = await Promise.race([
    once(child, "message").then(([value]) => value as { url?: string; message?: string }),
    exited.then((code) => ({ message: `the database process ended with code ${code}` })),
  ]);
  if ("url" in message && message.url) return message.url;
  throw Object.assign(new Error(message.message), message);
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "../../scripts/paths.ts";

/** A command of ours as a process. What npm said to the tests is not said to it. */
function started(name: string, args: readonly string[], env: NodeJS.ProcessEnv, user?: number) {
  const { npm_lifecycle_event: _, ...own } = process.env;
  return spawn(process.execPath, ["scripts/run.mjs", name, ...args], {
    cwd: root,
    env: { ...own, ...env },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
}

export interface Ran {
  code: number | null;
  error: string;
  output: string;
}

/** Runs a command of ours to its end. */
export function runCommand(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  user?: number,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = started(name, args, env, user);
    let error = "";
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => (error += chunk.toString()));
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => resolve({ code, error, output }));
  });
}

/** `npm run serve` of a data folder. Rejects with what it said when it does not come up. */
export async function serve(data: string, port: number, env: NodeJS.ProcessEnv) {
  const url = `http://127.0.0.1:${port}`;
  const child = started("serve", [], {
    DATA: data,
    PORT: String(port),
    PUBLIC_ORIGIN: url,
    ...env,
  });
  let said = "";
  const up = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("answers on")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => reject(new Error(said)));
  });
  await up;
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return {
    url,
    /** All that it said so far, errors too. */
    said: () => said,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** The next message of a child process. @throws Error when it ends before it says anything */
export async function messageOf<T>(child: ChildProcess): Promise<T> {
  const stop = new AbortController();
  const { signal } = stop;
  try {
    const ended = once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`${child.spawnargs.join(" ")} ended with code ${code}`);
    });
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return message as T;
  } finally {
    stop.abort();
  }
}

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { messageOf } from "./child.ts";

/** What to send: one request text, with places that are filled in anew for each request. */
export interface Shot {
  url: string;
  /** JSON body; `{submission}` stands for a UUIDv7, `{n}` for a number of eight digits, `{score}` for 0 to 10. */
  body: string;
  headers?: Record<string, string>;
  connections: number;
  /** Sends for this long, in milliseconds. */
  ms: number;
  /** Keeps the submissions that were answered, for a later shot with `again`. */
  keep?: boolean;
  /** Takes the kept submissions instead of new ones, and ends when there is none left. */
  again?: boolean;
}

export interface Volley {
  answered: number;
  seconds: number;
  /** Answers whose status was not 200, or whose body lacks what was asked for. */
  failed: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export interface LoadProcess {
  shoot(shot: Shot): Promise<Volley>;
  stop(): void;
}

/** A load generator in a process of its own, so that its work is not counted. */
export function startLoad(): LoadProcess {
  const child = fork(fileURLToPath(new URL("./load-process.ts", import.meta.url)));
  return {
    async shoot(shot) {
      child.send(shot);
      return messageOf<Volley>(child);
    },
    stop: () => void child.kill(),
  };
}

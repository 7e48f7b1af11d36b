import { v7 as uuidv7 } from "uuid";
import type { Context } from "./context.ts";

/** What a test may replace: the clock. */
export type World = { now: () => number };

/** A context for one request or one cron. */
export function makeContext(now: number, waitUntil: (work: Promise<unknown>) => void): Context {
  const begun = Date.now();
  let id: string | undefined;
  return {
    now,
    elapsed: () => Math.max(0, Date.now() - begun),
    // Made when someone asks: an accepted answer tells it to nobody.
    get requestId() {
      return (id ??= crypto.randomUUID());
    },
    newId: () => uuidv7(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    // Deferred work never breaks a reply that was already given.
    defer: (work) => waitUntil(work.catch(() => undefined)),
  };
}

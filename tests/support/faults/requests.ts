import { AsyncLocalStorage } from "node:async_hooks";
import { vi } from "vitest";

/** Carries one request out. */
type Send = () => Promise<Response>;

/**
 * Runs `work` and hands each request that it sends, to the database or elsewhere, to `each`, with its
 * place from 1 on. What `each` sends itself is not counted. @returns how many there were
 */
export async function requestsOf(
  work: () => Promise<unknown>,
  each: (place: number, send: Send) => Promise<Response> = (_, send) => send(),
): Promise<number> {
  const real = globalThis.fetch;
  const handled = new AsyncLocalStorage<true>();
  let place = 0;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (handled.getStore()) return real(request);
    const mine = ++place;
    return handled.run(true, () => each(mine, () => real(request)));
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return place;
}

/**
 * Runs `work` as in a process that is killed at its request number `at`: before it was carried out,
 * or after that and before the reply. Nothing that it does later reaches anything.
 * @returns whether it was killed; false when it sends fewer requests
 */
export async function killedAt(
  at: number,
  when: "before" | "after",
  work: () => Promise<unknown>,
): Promise<boolean> {
  let dead = false;
  const alive = () =>
    work().catch((error: unknown) => {
      if (!dead) throw error;
    });
  await requestsOf(alive, async (place, send) => {
    if (!dead && place === at && when === "after") await send();
    dead ||= place >= at;
    if (dead) throw new TypeError("killed");
    return send();
  });
  return dead;
}

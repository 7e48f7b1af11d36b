import { cronMatches } from "../domain/time/cron.ts";

/**
 * Calls `fire` at the start of each minute for every expression that names it. An expression whose
 * last run has not ended is left out; missed minutes are not made up. Returns the stop function,
 * which settles when the runs in flight have ended.
 */
export function scheduleCrons(
  expressions: readonly string[],
  fire: (expression: string, time: Date) => Promise<unknown>,
): () => Promise<void> {
  const running = new Map<string, Promise<unknown>>();
  let timer: NodeJS.Timeout;
  const tick = (minute: number) => {
    const time = new Date(minute);
    for (const expression of expressions) {
      if (running.has(expression) || !cronMatches(expression, time)) continue;
      const run = fire(expression, time)
        .catch((error: unknown) => console.error(`cron ${expression} failed:`, error))
        .finally(() => running.delete(expression));
      running.set(expression, run);
    }
    wait();
  };
  const wait = () => {
    const next = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
    timer = setTimeout(() => tick(next), next - Date.now());
  };
  wait();
  return async () => {
    clearTimeout(timer);
    await Promise.all(running.values());
  };
}

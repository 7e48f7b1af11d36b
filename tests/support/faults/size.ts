import type { TestContext } from "vitest";

/** Whether this is `npm run faults`: the long loops run in full. */
export const FULL = process.env["FAULTS"] === "full";

/** A count for `npm test`, and the one for `npm run faults`. */
export const rounds = (short: number, full: number): number => (FULL ? full : short);

/** Tells `npm run faults` what a test measured; it prints the line beside the row. */
export function measured({ task }: Pick<TestContext, "task">, line: string): void {
  const meta = task.meta as { measured?: string[] };
  (meta.measured ??= []).push(line);
}

import type { TestApp } from "../../tests/support/app.ts";
import { readsOf, rowsRead } from "../../tests/support/reads.ts";
import { type Sent, isSelect, sentBy } from "../../tests/support/sent.ts";
import { writesOf } from "../../tests/support/writes.ts";

/** Table rows and index entries written, and rows read by SELECTs, of something that was done once. */
export type Counted = { rows: number; entries: number; read: number };

/** Counts what `work` writes and what its SELECTs read. They are run again when all is done. */
export async function counted(app: TestApp, work: () => Promise<unknown>): Promise<Counted> {
  let sent: Sent[] = [];
  const writes = await written(app, async () => (sent = await sentBy(() => settled(app, work))));
  const selects = sent.filter(isSelect);
  return { ...writes, read: selects.length === 0 ? 0 : rowsRead(await readsOf(app, selects)) };
}

/**
 * Counts the writes alone: of a job that looks for work and does it, since the same SELECT would find
 * nothing afterwards.
 */
export async function written(app: TestApp, work: () => Promise<unknown>): Promise<Counted> {
  const { rows, entries } = await writesOf(app, () => settled(app, work), { once: false });
  return { rows, entries, read: 0 };
}

async function settled(app: TestApp, work: () => Promise<unknown>): Promise<void> {
  await work();
  await app.settled();
}

/** The same for each of `n` that `work` did at once. */
export function each(n: number, { rows, entries, read }: Counted): Counted {
  return { rows: rows / n, entries: entries / n, read: read / n };
}

/** What `more` has on top of `less`. */
export function beyond(less: Counted, more: Counted): Counted {
  return {
    rows: more.rows - less.rows,
    entries: more.entries - less.entries,
    read: more.read - less.read,
  };
}

/**
 * CPU milliseconds of one `work`, after one that warms up. The database runs in this process too, so
 * it is more than the Worker's part.
 */
export async function cpuOf(work: (n: number) => Promise<unknown>, times: number): Promise<number> {
  await work(0);
  const before = process.cpuUsage();
  for (let n = 1; n <= times; n++) await work(n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

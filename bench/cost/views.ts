import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedMember, testApp } from "../../tests/support/app.ts";
import { readsBy, rowsRead } from "../../tests/support/reads.ts";
import { loadBench } from "../dashboards/load.ts";
import { NOW, WORKSPACE } from "../dashboards/shape.ts";
import { VIEWS, type View, views } from "../dashboards/views.ts";
import { cpuOf } from "./meter.ts";

/** `npm run bench:dashboards` shows that more responses change what a view reads little. */
const RESPONSES = 10_000;

/** Rows that each view of the console reads, and CPU of a view, of database and Worker together. */
export async function countViews(): Promise<{ views: Record<View, number>; cpuMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-cost-"));
  const file = join(folder, "views.db");
  await loadBench(file, RESPONSES);
  const app = await testApp({ file, now: () => NOW });
  try {
    const { headers } = await seedMember(app, WORKSPACE, "analyst");
    const ask = async (view: View) => {
      const reply = await app.request(VIEWS[view], { headers });
      if (!reply.ok) throw new Error(`${view}: ${reply.status}`);
      await reply.text();
      await app.settled();
    };
    const all = async () => {
      for (const view of views) await ask(view);
    };
    const cpuMs = (await cpuOf(all, 5)) / views.length;
    const read: [View, number][] = [];
    for (const view of views)
      read.push([view, rowsRead(await readsBy(app, () => ask(view), { compared: false }))]);
    return { views: Object.fromEntries(read) as Record<View, number>, cpuMs };
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
}

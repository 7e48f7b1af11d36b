import { randomUUID } from "node:crypto";
import { type TestApp, seedMember, testApp } from "../../tests/support/app.ts";
import { readsBy, rowsRead } from "../../tests/support/reads.ts";
import { median } from "../support/statistics.ts";
import { NOW, WORKSPACE } from "./shape.ts";
import { VIEWS, type View, views } from "./views.ts";

/** Requests of one measurement: a view takes a few milliseconds, and the clock ticks in them. */
const AT_ONCE = 6;

/** CPU in milliseconds of application and database together. */
export type Figures = { cold: number; warm: number; rows: number };
export type Measured = Record<View, Figures>;

/** A filled database with the application over it, and a member who is signed in. */
type Open = { app: TestApp; headers: Record<string, string> };

/**
 * What each view costs over each database. The application and the libSQL server run in this
 * process, so its CPU is theirs. Rounds go over all views of all databases before the next begins, so
 * that what else the machine does falls on each alike.
 */
export async function measureViews(
  files: readonly string[],
  rounds: { cold: number; warm: number },
  progress: (step: string) => void,
): Promise<Measured[]> {
  const headers = await Promise.all(files.map(addMember));
  const samples = files.map(() => new Map<string, number[]>());
  const keep = (i: number, view: View, kind: string, value: number) => {
    const key = `${kind} ${view}`;
    samples[i]!.set(key, [...(samples[i]!.get(key) ?? []), value]);
  };
  /** Another database comes first in each round. */
  const each = async (what: (i: number, view: View) => Promise<void>, round = 0) => {
    for (const view of views)
      for (const n of files.keys()) await what((n + round) % files.length, view);
  };
  for (let round = 0; round < rounds.cold; round++) {
    progress(`cold, round ${round + 1} of ${rounds.cold}`);
    await each(async (i, view) => {
      const app = await open(files[i]!);
      keep(i, view, "cold", await cpuOf(() => request({ app, headers: headers[i]! }, view)));
      await app.close();
    }, round);
  }
  const opened: Open[] = [];
  for (const [i, file] of files.entries())
    opened.push({ app: await open(file), headers: headers[i]! });
  await each((i, view) => request(opened[i]!, view));
  for (let round = 0; round < rounds.warm; round++) {
    progress(`warm, round ${round + 1} of ${rounds.warm}`);
    await each(async (i, view) => {
      const cpu = await cpuOf(async () => {
        for (let n = 0; n < AT_ONCE; n++) await request(opened[i]!, view);
      });
      keep(i, view, "warm", cpu / AT_ONCE);
    }, round);
  }
  progress("rows read");
  await each(async (i, view) => {
    const { app } = opened[i]!;
    keep(
      i,
      view,
      "rows",
      rowsRead(await readsBy(app, () => request(opened[i]!, view), { compared: false })),
    );
  });
  for (const { app } of opened) await app.close();
  return samples.map(
    (of) =>
      Object.fromEntries(
        views.map((view) => {
          const figure = (kind: string) => median(of.get(`${kind} ${view}`) ?? []);
          return [view, { cold: figure("cold"), warm: figure("warm"), rows: figure("rows") }];
        }),
      ) as Measured,
  );
}

const open = (file: string) => testApp({ file, now: () => NOW });

async function addMember(file: string): Promise<Record<string, string>> {
  const app = await open(file);
  const { headers } = await seedMember(app, WORKSPACE, "analyst", `${randomUUID()}@example.com`);
  await app.close();
  return headers;
}

async function request({ app, headers }: Open, view: View): Promise<void> {
  const reply = await app.request(VIEWS[view], { headers });
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(`${view}: ${reply.status} ${text}`);
  await app.settled();
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, URL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "../../scripts/build.ts";
import { command } from "../../scripts/failure.ts";
import { startFront } from "../../scripts/front.ts";
import { TestProduct } from "../../tests/support/product.ts";
import { publishedSurvey } from "../../tests/support/published.ts";
import { messageOf } from "../support/child.ts";
import { cpuMs } from "../support/cpu.ts";
import { type LoadProcess, type Shot, startLoad } from "../support/load.ts";
import { median } from "../support/statistics.ts";
import { type Case, HEADERS, bodies } from "./cases.ts";
import { startConstant, startFloor } from "./floors.ts";
import { ALONE, type Figures, costOf, printTable, summary } from "./report.ts";
import { rowsWritten } from "./rows.ts";
import { startCosts } from "./start.ts";

const CONNECTIONS = 32;
/** What docs/cost.md reckons with. */
const RESULTS = fileURLToPath(new URL("../results/collect.json", import.meta.url));

/** One contender: where to send, what, and whose CPU it uses. */
type Runner = {
  name: string;
  shot: Omit<Shot, "ms" | "connections">;
  worker: number;
  database?: number;
};

/**
 * `npm run bench:collect`: what an answer costs beside what it must cost, all in one run, one after
 * the other in each round, so that a busy moment of the machine meets all of them.
 */
export async function main(): Promise<void> {
  await command(async () => {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        save: { type: "boolean", default: false },
        rounds: { type: "string", default: "7" },
        seconds: { type: "string", default: "3" },
      },
    });
    const ms = Number(values.seconds) * 1000;
    await build();
    const figures = await measure(Number(values.rounds), ms);
    const starts = await startCosts(Number(values.rounds));
    const rows = await rowsWritten();
    printTable(figures, starts, rows);
    if (values.save) await writeFile(RESULTS, `${JSON.stringify(costOf(figures), null, 1)}\n`);
    if (values.json) console.log(JSON.stringify(summary(figures, rows)));
  });
}

async function measure(rounds: number, ms: number): Promise<Figures[]> {
  await using stack = new AsyncDisposableStack();
  const product = stack.use(
    await TestProduct.start({ synchronous: "FULL", bindings: { INGEST_LIMIT: "100000000" } }),
  );
  const survey = await publishedSurvey(product);
  const constant = stack.use(await startConstant());
  const bare = stack.use(await startFloor("bare"));
  const schema = stack.use(await startFloor("schema"));
  const nullFetch = stack.use(await startFloor("schema", { DATABASE_URL: constant.url }));
  const alone = await product.anotherWorker({ COMMIT_TOGETHER: "0" });
  stack.defer(() => alone.stop());
  const load = startLoad();
  stack.defer(() => load.stop());
  const front = await startFront({
    host: "127.0.0.1",
    port: 0,
    target: product.url,
    behindProxy: false,
  });
  stack.defer(() => front.stop());

  const texts = bodies(survey);
  const post = (url: string, body: string, more: Partial<Shot> = {}) => ({
    url: `${url}/v1/in`,
    body,
    headers: HEADERS,
    ...more,
  });
  const { worker, database } = product.pids;
  const ours = (name: Case, more: Partial<Shot> = {}): Runner => ({
    name,
    shot: post(product.url, texts[name], more),
    worker,
    database,
  });
  const runners: Runner[] = [
    { name: "bare workerd", shot: post(bare.url, texts.score), worker: bare.pid },
    { name: "hono + valibot", shot: post(schema.url, texts.score), worker: schema.pid },
    {
      name: "null fetch",
      shot: post(nullFetch.url, texts.score),
      worker: nullFetch.pid,
      database: constant.pid,
    },
    ours("score", { keep: true }),
    ours("amendment", { again: true }),
    ours("text"),
    {
      name: ALONE,
      shot: post(alone.url, texts.score),
      worker: alone.pid,
      database,
    },
    {
      name: "score, through the front",
      shot: post(`http://127.0.0.1:${front.port}`, texts.score),
      worker,
      database,
    },
  ];
  for (const runner of runners) await fire(load, runner, Math.min(ms, 1500));
  const raw = await startRaw(product);
  stack.use(raw);

  const seen = new Map<string, Figures[]>();
  const add = (one: Figures) => seen.set(one.name, [...(seen.get(one.name) ?? []), one]);
  for (let round = 0; round < rounds; round++) {
    for (const runner of runners) add(await fire(load, runner, ms));
    add(await raw.run(ms));
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  return [...seen.values()].map(medians);
}

async function fire(
  load: LoadProcess,
  { name, shot, worker, database }: Runner,
  ms: number,
): Promise<Figures> {
  const cpu = () => [cpuMs(worker), database === undefined ? 0 : cpuMs(database)] as const;
  const before = cpu();
  const volley = await load.shoot({ ...shot, ms, connections: CONNECTIONS });
  const after = cpu();
  if (volley.failed > 0) throw new Error(`${name}: ${volley.failed} of ${volley.answered} failed`);
  return {
    name,
    rate: volley.answered / volley.seconds,
    p50: volley.p50,
    p99: volley.p99,
    worker: (after[0] - before[0]) / volley.answered,
    database: (after[1] - before[1]) / volley.answered,
  };
}

type RawRound = { stored: number; seconds: number; cpu: number };

/** The raw insert loop, on a copy of the database that the product has just filled. */
async function startRaw(product: TestProduct) {
  const folder = await mkdtemp(join(tmpdir(), "verbatim-raw-"));
  const file = join(folder, "copy.db");
  await product.rows(`vacuum into '${file}'`);
  const child = fork(fileURLToPath(new URL("./raw.ts", import.meta.url)), [file, "FULL"]);
  await messageOf(child);
  return {
    async run(ms: number): Promise<Figures> {
      child.send(ms);
      const { stored, seconds, cpu } = await messageOf<RawRound>(child);
      return {
        name: "raw insert loop",
        rate: stored / seconds,
        p50: (1000 * seconds) / stored,
        p99: Number.NaN,
        worker: 0,
        database: cpu / stored,
      };
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function medians(rounds: readonly Figures[]): Figures {
  const of = (key: Exclude<keyof Figures, "name">) => median(rounds.map((one) => one[key]));
  return {
    name: rounds[0]?.name ?? "",
    rate: of("rate"),
    p50: of("p50"),
    p99: of("p99"),
    worker: of("worker"),
    database: of("database"),
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkerd } from "../../scripts/workerd.ts";
import { TestProduct } from "../../tests/support/product.ts";
import { publishedSurvey } from "../../tests/support/published.ts";
import { cpuMs } from "../support/cpu.ts";
import { median } from "../support/statistics.ts";
import { HEADERS, bodies } from "./cases.ts";
import { bundleFloor, startFloor } from "./floors.ts";

/**
 * CPU milliseconds of workerd's process from nothing to the first answer. `bareMs`: a bare Worker in
 * the place of ours, with the sockets, assets and certificates that stand around it. `aloneMs`: a bare
 * Worker with nothing around it.
 */
export type StartCosts = { aloneMs: number; bareMs: number; oursMs: number };

/** Starts each in turn, every time with one post, and takes the medians. */
export async function startCosts(rounds: number): Promise<StartCosts> {
  await using product = await TestProduct.start();
  const body = bodies(await publishedSurvey(product)).score;
  const folder = await mkdtemp(join(tmpdir(), "verbatim-bare-"));
  const main = await bundleFloor("bare", folder, "index.js");
  const taken: Record<keyof StartCosts, number[]> = { aloneMs: [], bareMs: [], oursMs: [] };
  for (let round = 0; round < rounds; round++) {
    await using floor = await startFloor("bare");
    taken.aloneMs.push(await firstAnswer(floor.url, floor.pid, body));
    let pid = 0;
    const bare = await startWorkerd({
      port: 0,
      bindings: {},
      main,
      onPids: ([first = 0]) => (pid = first),
    });
    taken.bareMs.push(await firstAnswer(bare.url, pid, body));
    await bare.stop();
    await product.killWorker();
    await product.startWorker();
    taken.oursMs.push(await firstAnswer(product.url, product.pids.worker, body));
  }
  await rm(folder, { recursive: true });
  return {
    aloneMs: median(taken.aloneMs),
    bareMs: median(taken.bareMs),
    oursMs: median(taken.oursMs),
  };
}

async function firstAnswer(url: string, pid: number, body: string): Promise<number> {
  const submission = crypto.randomUUID();
  const filled = body.replace("{submission}", submission).replace("{score}", "9");
  const reply = await fetch(`${url}/v1/in`, { method: "POST", body: filled, headers: HEADERS });
  if (!reply.ok) throw new Error(`the first answer was ${reply.status}`);
  await reply.arrayBuffer();
  return cpuMs(pid);
}

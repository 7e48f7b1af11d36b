import { TestProduct } from "../../tests/support/product.ts";
import { publishedSurvey } from "../../tests/support/published.ts";
import { cpuMs } from "../support/cpu.ts";
import { median } from "../support/statistics.ts";
import { HEADERS, bodies } from "./cases.ts";
import { startFloor } from "./floors.ts";

/** CPU milliseconds from nothing to the first answer, of the Worker's process alone. */
export type StartCosts = { bareMs: number; oursMs: number };

/** Starts a bare Worker and ours in turn, each with one post, and takes the medians. */
export async function startCosts(rounds: number): Promise<StartCosts> {
  await using product = await TestProduct.start();
  const body = bodies(await publishedSurvey(product)).score;
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await using floor = await startFloor("bare");
    bare.push(await firstAnswer(floor.url, floor.pid, body));
    await product.killWorker();
    await product.startWorker();
    ours.push(await firstAnswer(product.url, product.pids.worker, body));
  }
  return { bareMs: median(bare), oursMs: median(ours) };
}

async function firstAnswer(url: string, pid: number, body: string): Promise<number> {
  const submission = crypto.randomUUID();
  const filled = body.replace("{submission}", submission).replace("{score}", "9");
  const reply = await fetch(`${url}/v1/in`, { method: "POST", body: filled, headers: HEADERS });
  if (!reply.ok) throw new Error(`the first answer was ${reply.status}`);
  await reply.arrayBuffer();
  return cpuMs(pid);
}

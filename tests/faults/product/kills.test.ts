import { v7 } from "uuid";
import { expect, it } from "vitest";
import { TestProduct } from "../support/product.ts";
import { publishedSurvey } from "../support/published.ts";
import { rollupDrift } from "../support/rollups.ts";

const KILLS = 10;

it(
  "fault 53: ten kills with -9 under load lose no acknowledged response and leave rollup = raw",
  { timeout: 180_000 },
  async () => {
    await using product = await TestProduct.start({ synchronous: "FULL" });
    const survey = await publishedSurvey(product);
    const acknowledged = new Set<string>();
    const waiting = new Set<string>();
    const stop = new AbortController();

    // Each client keeps an answer until it is acknowledged, as the widget's outbox does.
    const client = async () => {
      while (!stop.signal.aborted) {
        const submission = v7();
        waiting.add(submission);
        for (let tries = 0; tries < 400 && !stop.signal.aborted; tries++) {
          const ok = await fetch(`${product.url}/v1/in`, {
            method: "POST",
            body: JSON.stringify({
              wire: 1,
              site: survey.site,
              survey: survey.id,
              submission,
              answers: { q1: submission.charCodeAt(35) % 11, q2: `said ${submission}` },
              complete: true,
            }),
          })
            // A body that breaks off was not acknowledged either.
            .then(async (r) => (await r.arrayBuffer(), r.ok))
            .catch(() => false);
          if (ok) {
            acknowledged.add(submission);
            waiting.delete(submission);
            break;
          }
          await pause(25);
        }
      }
    };
    const clients = Array.from({ length: 8 }, client);

    for (let kill = 0; kill < KILLS; kill++) {
      const before = acknowledged.size;
      await until(() => acknowledged.size >= before + 40);
      if (kill % 2 === 0) {
        await product.killDatabase();
        await product.startDatabase();
      } else {
        await product.killWorker();
        await product.startWorker();
      }
    }
    const last = acknowledged.size;
    await until(() => acknowledged.size >= last + 40);
    stop.abort();
    await Promise.all(clients);

    const stored = new Set<unknown>(
      (await product.rows("select submission from responses")).map((r) => r["submission"]),
    );
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
    const known = new Set<unknown>([...acknowledged, ...waiting]);
    expect([...stored].filter((id) => !known.has(id))).toEqual([]);
    expect(await rollupDrift({ run: async (sql) => product.rows(sql) as never })).toEqual([]);
    const orphans = await product.rows(
      "select v.row from verbatims v left join responses r on r.row = v.row where r.row is null",
    );
    expect(orphans).toEqual([]);
    expect((await product.rows("pragma integrity_check"))[0]?.["integrity_check"]).toBe("ok");
    expect(acknowledged.size).toBeGreaterThan(KILLS * 40);
  },
);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 2000; i++) {
    if (done()) return;
    await pause(20);
  }
  throw new Error("nothing was acknowledged for 40 s");
}

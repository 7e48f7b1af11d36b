import { expect, it } from "vitest";
import { pause, underLoad, wrongs } from "../../support/faults/clients.ts";
import { measured, rounds } from "../../support/faults/size.ts";
import { TestProduct } from "../../support/product.ts";
import { publishedSurvey } from "../../support/published.ts";

const KILLS = rounds(9, 200);
const VICTIMS = ["database", "Worker", "both"] as const;

it(
  "fault 53: kills with -9 under load lose no acknowledged response and leave rollup = raw",
  { timeout: KILLS * 20_000 },
  async (context) => {
    await using product = await TestProduct.start({ synchronous: "FULL" });
    const load = underLoad(product.url, await publishedSurvey(product), 8);
    for (let kill = 0; kill < KILLS; kill++) {
      await load.more(20);
      // Anywhere between two answers, and in the middle of one.
      await pause((kill * 7) % 40);
      const victim = VICTIMS[kill % VICTIMS.length];
      await Promise.all([
        victim !== "Worker" && product.killDatabase(),
        victim !== "database" && product.killWorker(),
      ]);
      if (victim !== "Worker") await product.startDatabase();
      if (victim !== "database") await product.startWorker();
    }
    await load.more(20);
    await load.stop();
    const wrong = await wrongs(product, load);
    const lost = wrong.filter((line) => line.startsWith("lost")).length;
    measured(
      context,
      `${KILLS} kill -9 of database, Worker and both, synchronous FULL: ${lost} of ${load.acknowledged.size} acknowledged responses lost`,
    );
    expect(wrong).toEqual([]);
    expect(load.acknowledged.size).toBeGreaterThan(KILLS * 20);
  },
);

import { describe, expect, it } from "vitest";
import { answer, deliver, post, underLoad, wrongs } from "../../support/faults/clients.ts";
import { DISK_FAULTS } from "../../support/faults/disk.ts";
import { measured, rounds } from "../../support/faults/size.ts";
import { TestProduct } from "../../support/product.ts";
import { publishedSurvey } from "../../support/published.ts";

const ROUNDS = rounds(2, 5);
const faults = await Promise.all(
  DISK_FAULTS.map(async (fault) => ({ fault, possible: await fault.possible() })),
);
const here = faults.flatMap(({ fault, possible }) =>
  possible ? [[fault.name, fault] as const] : [],
);

describe("fault 52: a disk that fails", () => {
  it.for(here)(
    "%s: 503 under load, nothing acknowledged is lost, and writing goes on when it is over",
    { timeout: 60_000 + ROUNDS * 30_000 },
    async ([name, fault], context) => {
      await using disk = await fault.folder?.();
      await using product = await TestProduct.start({
        synchronous: "FULL",
        ...(disk && { folder: disk.folder }),
      });
      const survey = await publishedSurvey(product);
      const load = underLoad(product.url, survey, 8);
      let refused = 0;
      for (let round = 0; round < ROUNDS; round++) {
        await load.more(20);
        const end = await fault.begin(product, disk);
        const kept: object[] = [];
        // A few may still fit into what is there; then nothing does.
        for (const before = refused; refused - before < 20;) {
          const one = answer(survey, { answers: { q1: round % 11, q2: "x".repeat(3000) } });
          load.waiting.add(one.submission);
          kept.push(one);
          const { status, headers } = await post(product.url, one);
          if (status === 200) load.acknowledged.add(one.submission);
          else {
            expect([status, headers.get("retry-after")]).toEqual([503, "2"]);
            refused++;
          }
        }
        expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
        await end();
        for (const one of kept) expect(await deliver(product.url, one)).toBeGreaterThan(0);
        await load.more(20);
      }
      // The log cannot be folded into the file now; the next start finds everything in both.
      const end = await fault.begin(product, disk);
      await product.stopDatabase();
      await end();
      await product.startDatabase();
      await load.more(20);
      await load.stop();
      expect(await wrongs(product, load)).toEqual([]);
      measured(
        context,
        `${name}: ${ROUNDS} rounds, ${refused} x 503, 0 of ${load.acknowledged.size} acknowledged lost`,
      );
    },
  );

  it("stands in for what this machine does not allow", (context) => {
    const missing = faults.filter(({ possible }) => !possible).map(({ fault }) => fault.name);
    for (const name of missing) measured(context, `not possible here: ${name}`);
    expect(here.length).toBeGreaterThan(0);
    expect(here.length + missing.length).toBe(DISK_FAULTS.length);
  });
});

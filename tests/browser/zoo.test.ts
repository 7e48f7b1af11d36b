import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figuresOf, historyOf } from "../zoo/figures.ts";
import { bitFlips } from "../zoo/flips.ts";
import { PEOPLE } from "../zoo/people.ts";
import { type Case, type Result, isRight, play, playAgain } from "../zoo/run.ts";
import { SCANNERS } from "../zoo/scanners.ts";
import { World } from "../zoo/world.ts";

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world?.close());

/** Each in the browser once, and sent again from another and from one shared address. */
async function all(cases: readonly Case[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of cases.filter(({ brief }) => brief)) {
    const { result, recording } = await play(world, one, 1);
    results.push(result, await playAgain(world, one, recording, 2));
  }
  return results;
}

describe("the zoo in short", { timeout: 300_000 }, () => {
  it("counts no scanner", async () => {
    const results = await all(SCANNERS);
    expect(results.filter((one) => !isRight(one)).map(historyOf)).toEqual([]);
    expect(results.some((one) => one.outcome.state === "suspect")).toBe(true);
    expect(figuresOf(results).scannersCounted).toBe(0);
  });

  it("counts every person as they meant", async () => {
    const results = await all(PEOPLE);
    expect(results.filter((one) => !isRight(one)).map(historyOf)).toEqual([]);
    expect(figuresOf(results)).toMatchObject({ peopleLost: 0, peopleSuspected: 0 });
  });

  it("takes no link of which a bit was flipped", async () => {
    const { sent, accepted } = await bitFlips(world);
    expect(sent).toBe(840);
    expect(accepted).toBe(0);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Operations } from "../../../domain/wire/operations.ts";
import { runCron } from "../../../functions/scheduled/index.ts";
import { sealSpans } from "../../../functions/services/scores/seal.ts";
import {
  SELF_CHECK,
  continueSelfCheck,
  goOn,
  newCheck,
  selfCheck,
} from "../../../functions/services/upkeep/self-check.ts";
import { type TestApp, seedMember, testApp } from "../../support/app.ts";
import { type Counted, checkAll, countedSurvey, figuresOf } from "../../support/counted.ts";
import { NO_DRIFT, counters, drift } from "../../support/counters.ts";
import { requestsOf } from "../../support/faults/requests.ts";
import { seedResponses } from "../../support/responses.ts";
import { NOW, system } from "../../support/texts.ts";

vi.setConfig({ testTimeout: 120_000 });
const TODAY = Math.floor(NOW / DAY_MS);
let app: TestApp;
let home: Counted;
let said: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
  home = await countedSurvey(app);
  await checkAll(app, home.workspace);
});
afterAll(() => app.close());
beforeEach(() => {
  said = vi.spyOn(console, "error").mockImplementation(() => undefined);
});

const at = (now = NOW) => system(app, home.workspace, now);
/** A whole night: the nightly job, and minute jobs until it is through. */
async function night(now = NOW) {
  const { ctx, deps } = at(now);
  await selfCheck(ctx, deps);
  while ((await deps.jobs.cursor(SELF_CHECK)) !== null) await continueSelfCheck(ctx, deps);
  return figuresOf(deps);
}
const seal = async () => {
  const { ctx, deps } = at();
  while ((await sealSpans(ctx, deps)) > 0);
};

describe("the self-check", () => {
  it("leaves what is right as it is, and looks at less the second time", async () => {
    expect(await drift(app)).toEqual(NO_DRIFT);
    const before = await counters(app);
    expect(before.spans.length).toBeGreaterThan(100);
    const all = await checkAll(app, home.workspace);
    expect(all).toEqual({ surveys: 1, days: 80 });
    expect(await counters(app)).toEqual(before);
    expect((await night())["days"]).toBeLessThan(10);
    expect(said).not.toHaveBeenCalled();
  });

  const someDay = `day = ${TODAY - 40}`;
  it.each<[string, string[], Record<string, number>]>([
    ["a counter", [`update rollups set v9 = v9 + 3 where ${someDay}`], { drifted: 1 }],
    [
      "a counter that is gone",
      [`delete from rollups where ${someDay} and dimension = 'plan'`],
      { drifted: 1 },
    ],
    [
      "a counter of something that nobody said",
      [
        `insert into rollups select workspace_id, survey_id, question, dimension, 'nobody', day, 1,0,0,0,0,0,0,0,0,0,0,1,0,0,null,null,1 from rollups
         where ${someDay} and dimension = 'channel' and question = 'q1' limit 1`,
      ],
      { drifted: 1 },
    ],
    ["a day that is lost", [`delete from rollups where ${someDay}`], { drifted: 1 }],
    [
      "the first and the last day",
      [`delete from rollups where day in (${TODAY}, ${TODAY - 79})`],
      { drifted: 2 },
    ],
    ["every day", ["delete from rollups"], { drifted: 80 }],
    [
      "a kind of counter as a whole",
      ["delete from rollups where dimension = 'option'"],
      { drifted: 20 },
    ],
    [
      "counters of a release that noted no rows",
      ["update rollups set first_row = null, last_row = null, v0 = v0 + 1"],
      { drifted: 80 },
    ],
    [
      "a sum of a month",
      [`update rollup_spans set v9 = v9 + 1 where grain = 'month'`],
      { spans: 1 },
    ],
    [
      "a sum that is gone",
      [`delete from rollup_spans where grain = 'week' and dimension = 'total'`],
      { spans: 1 },
    ],
    [
      "a sum of nothing",
      [
        `insert into rollup_spans select workspace_id, survey_id, question, 'nothing', grain, start, value, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, starts, completions, comments
         from rollup_spans where dimension = 'total' and question = 'q1'`,
      ],
      { spans: 1 },
    ],
    [
      "sums of impressions",
      [`update rollup_spans set v0 = v0 + 1 where dimension = 'seen'`],
      { spans: 1 },
    ],
    [
      "sums of what is set aside",
      [`delete from rollup_spans where dimension = 'aside'`],
      { spans: 1 },
    ],
    [
      "mentions",
      [`update theme_days set positive = positive + 1 where theme_id = 't1'`],
      { themeDays: 1 },
    ],
    [
      "mentions of a theme that are gone",
      [`delete from theme_days where theme_id = 't2'`],
      { themeDays: 1 },
    ],
    ["sums of mentions", [`update theme_spans set n = n + 1`], { spans: 1 }],
    ["what is set aside", [`update asides set n = n + 1 where state = 'late'`], { asides: 1 }],
    ["what is set aside and was forgotten", ["delete from asides"], { asides: 1 }],
    [
      "the answers that a quota looks at",
      [`update surveys set answered = answered + 5`],
      { answered: 1 },
    ],
    [
      "everything at once",
      [
        `update rollups set starts = starts + 1, v3 = v3 + 2`,
        "delete from asides",
        "update surveys set answered = 0",
        "update theme_days set n = n + 1, v2 = v2 + 1",
        "delete from rollup_spans where grain = 'year'",
        "update rollup_spans set v1 = v1 + 1",
      ],
      { drifted: 80, answered: 1, asides: 1, themeDays: 1 },
    ],
  ])("finds and repairs %s", async (_, planted, least) => {
    for (const sql of planted) await app.run(sql);
    expect(await drift(app)).not.toEqual(NO_DRIFT);
    const figures = await checkAll(app, home.workspace);
    for (const [what, n] of Object.entries(least))
      expect([what, figures[what]]).toEqual([
        what,
        n === 1 && what !== "drifted" ? expect.any(Number) : n,
      ]);
    expect(figures["repaired"] ?? 0).toBe(figures["drifted"] ?? 0);
    // Sums that do not hold are gone as a whole until the minute job has made them anew.
    expect(await drift(app)).toEqual(NO_DRIFT);
    await seal();
    expect(await drift(app)).toEqual(NO_DRIFT);
    expect(await app.run("select until from rollup_seals")).toEqual([{ until: TODAY }]);
    expect(said.mock.calls.flat().join()).toContain('"alert":"counters differed from responses"');
    expect(await checkAll(app, home.workspace)).toEqual({ surveys: 1, days: 80 });
  });

  it("finds in one night what moved, and within thirty what did not", async () => {
    await app.run(`update rollups set v9 = v9 + 1 where day = ${TODAY - 31}`);
    await app.run("delete from asides");
    await seedResponses(app, home.workspace, home.id, [{ answers: { q1: 5 } }]);
    await app.run(`update rollups set v5 = v5 + 1 where day = ${TODAY} and dimension = 'channel'`);
    expect(await night()).toMatchObject({ drifted: 1, repaired: 1 });
    const found: Record<string, number> = {};
    for (let i = 1; i <= 30; i++) {
      for (const [what, n] of Object.entries(await night(NOW + i * DAY_MS)))
        found[what] = (found[what] ?? 0) + n;
    }
    expect(found).toMatchObject({ drifted: 1, repaired: 1, surveys: 30 });
    expect(found["asides"]).toBeGreaterThan(1);
    expect(await drift(app)).toEqual(NO_DRIFT);
    await seal();
  });

  it("tells the operator's page when it ended, how, and what it found", async () => {
    const { headers } = await seedMember(app, home.workspace, "admin");
    const read = async () =>
      (await (await app.request("/api/v1/operations", { headers })).json()) as Operations;
    await night(NOW - DAY_MS);
    expect((await read()).selfCheck).toMatchObject({ outcome: "ok", figures: { drifted: 0 } });
    await app.run("update surveys set answered = answered + 1");
    const { ctx, deps } = at();
    await runCron("17 2 * * *", ctx, deps);
    const { selfCheck: told, jobs } = await read();
    expect(told).toMatchObject({ outcome: "drift", figures: { answered: 1, surveys: 1 } });
    expect((told?.at ?? 0) - NOW).toBeLessThan(60_000);
    expect(jobs.find(({ name }) => name === "self-check")).toMatchObject({ outcome: "ok" });
    // Minutes in which there is nothing to go on with leave that as it is.
    await runCron("* * * * *", { ...ctx, now: NOW + 60_000 }, deps);
    expect((await read()).selfCheck).toEqual(told);
  });

  it("goes on minute by minute where it was cut short, and is told as ended only then", async () => {
    await app.run("update rollups set v9 = v9 + 1");
    const { ctx, deps } = at();
    const [before] = await app.run(
      "select finished_at, outcome, detail from jobs where name = 'self-check'",
    );
    await goOn(ctx, deps, newCheck(ctx.newId(), { every: true }), 1);
    let shares = 1;
    for (; (await deps.jobs.cursor(SELF_CHECK)) !== null; shares++) {
      expect(
        await app.run("select finished_at, outcome, detail from jobs where name = 'self-check'"),
      ).toEqual([before]);
      await goOn({ ...ctx, now: NOW + shares * 60_000 }, deps, null, 1);
    }
    expect(shares).toBeGreaterThan(2);
    expect(await figuresOf(deps)).toMatchObject({ days: 80, drifted: 80, repaired: 80 });
    expect(await drift(app)).toEqual(NO_DRIFT);
    await seal();
  });

  it.each([[false], [true]])(
    "beside live answers neither is fooled nor undoes them (drift planted: %s)",
    async (planted) => {
      const other = await testApp({ now: () => NOW });
      const place = await countedSurvey(other, 120);
      if (planted) await other.run("update rollups set v9 = v9 + 2, checked = 1 where day % 2 = 0");
      const { ctx, deps } = system(other, place.workspace);
      const acts = [
        (n: number) =>
          seedResponses(other, place.workspace, place.id, [
            {
              answers: { q1: n % 11 },
              occurredAt: NOW - (n % 80) * DAY_MS,
              attributes: { plan: "pro" },
            },
          ]),
        (n: number) =>
          other.run(
            `update responses set score = ?1, facts = json_array(json_array('q1', 'channel', channel, ?1)) where row % 31 = ?2`,
            [n % 11, n % 31],
          ),
        (n: number) =>
          other.run(
            "update responses set state = iif(state = 'counted', 'quarantined', 'counted') where row % 37 = ?",
            [n % 37],
          ),
        (n: number) => other.run("update responses set day = day - 1 where row % 41 = ?", [n % 41]),
        (n: number) => other.run("delete from responses where row % 113 = ?", [n % 113]),
      ];
      const requests = await requestsOf(
        () => goOn(ctx, deps, newCheck(ctx.newId(), { every: true }), Infinity),
        async (n, send) => {
          await acts[n % acts.length]!(n);
          return send();
        },
      );
      expect(requests).toBeGreaterThan(15);
      if (!planted) expect(await drift(other)).toEqual(NO_DRIFT);
      // What moved is looked at again.
      const again = await checkAll(other, place.workspace);
      expect(again["moving"] ?? 0).toBe(0);
      expect(await drift(other)).toEqual(NO_DRIFT);
      await other.close();
    },
  );
});

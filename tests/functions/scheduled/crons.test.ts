import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import { CRONS, runCron } from "../../../functions/scheduled/index.ts";
import { indexTexts } from "../../../functions/services/search/index-texts.ts";
import { leased } from "../../../functions/services/jobs/lease.ts";
import { seedSurvey, seedWorkspace, type TestApp, testApp } from "../../support/app.ts";
import { comments, NOW, seedTexts, system } from "../../support/texts.ts";

const MINUTELY = "* * * * *";
const QUARTERLY = "*/15 * * * *";
const NIGHTLY = "17 2 * * *";
vi.setConfig({ testTimeout: 30_000 });
let app: TestApp;
let survey: { workspace: string; id: string };

beforeEach(async () => {
  app = await testApp({ now: () => NOW });
  const site = await seedWorkspace(app);
  survey = { workspace: site.workspace, id: (await seedSurvey(app, site)).id };
});
afterEach(() => app.close());

const cron = (expression: string, now = NOW) => {
  const { ctx, deps } = system(app, survey.workspace, now);
  return runCron(expression, { ...ctx, newId: () => crypto.randomUUID() }, deps);
};
const one = async (sql: string) => Object.values((await app.run(sql))[0] ?? {})[0];

it("has a job list for each expression of wrangler.toml and no other", () => {
  const toml = readFileSync(new URL("../../../wrangler.toml", import.meta.url), "utf8");
  const crons = JSON.parse(/^crons = (\[.*\])$/mu.exec(toml)?.[1] ?? "[]") as string[];
  expect(Object.keys(CRONS)).toEqual(crons);
  const names = Object.values(CRONS).flatMap((jobs) => jobs.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

describe("every minute", () => {
  it("makes texts searchable once, and an amended one by its new words only", async () => {
    await seedTexts(app, survey, [
      { text: "Crème brûlée was delightful", score: 9, at: NOW },
      { text: "Parcel lost", score: 1, at: NOW },
    ]);
    const hits = (word: string) =>
      one(`select count(*) from verbatim_search where verbatim_search match '${word}'`);
    expect(await hits("brulee")).toBe(0);
    await cron(MINUTELY);
    expect([await hits("brulee"), await hits("parcel")]).toEqual([1, 1]);
    await app.run(
      `update responses set texts = '{"q2":"Package lost"}', rev = 1 where texts like '%Parcel%'`,
    );
    expect(await hits("lost")).toBe(0);
    await cron(MINUTELY);
    await cron(MINUTELY);
    expect([await hits("parcel"), await hits("package"), await hits("lost")]).toEqual([0, 1, 1]);
    expect(await one("select count(*) from verbatims where stage = 2")).toBe(2);
  });

  it("indexes more than a slice, and all texts of a response", async () => {
    await seedTexts(app, survey, comments(1201));
    await app.run(
      `update responses set texts = json_set(texts, '$.q3', 'zanzibar') where row % 2 = 0`,
    );
    await cron(MINUTELY);
    expect(await one("select count(*) from verbatim_search")).toBe(1201);
    expect(
      await one("select count(*) from verbatim_search where verbatim_search match 'zanzibar'"),
    ).toBe(600);
    expect(await one("select count(*) from verbatims where stage <> 2")).toBe(0);
  });

  it("goes on with a theme run that the quarter-hour started", async () => {
    await seedTexts(app, survey, comments(60));
    await cron(MINUTELY);
    await cron(QUARTERLY);
    await cron(QUARTERLY, NOW + 15 * 60_000);
    expect(await one("select group_concat(state) from theme_runs")).toBe("queued");
    await cron(MINUTELY, NOW + 16 * 60_000);
    expect(await one("select group_concat(state || ' ' || done) from theme_runs")).toBe("done 60");
    await cron(QUARTERLY, NOW + 30 * 60_000);
    expect(await one("select count(*) from theme_runs")).toBe(1);
  });
});

describe("every night", () => {
  it("removes what is over, to the millisecond, and leaves the rest", async () => {
    await seedTexts(app, survey, comments(3));
    const { workspace } = survey;
    const rows = (await app.run("select row from responses order by row")).map(({ row }) =>
      Number(row),
    );
    await app.run("update responses set state = 'deleted', updated_at = ? where row = ?", [
      NOW - 30 * DAY_MS - 1,
      rows[0]!,
    ]);
    await app.run("update responses set state = 'deleted', updated_at = ? where row = ?", [
      NOW - 30 * DAY_MS,
      rows[1]!,
    ]);
    for (const minute of [NOW - 90 * DAY_MS - 60_000, NOW - 90 * DAY_MS]) {
      await app.run(
        "insert into link_evidence (workspace_id, invitation_id, slot, minute, method, address, agent) values (?, 'i', 1, ?, 'GET', 'a', 'b')",
        [workspace, Math.floor(minute / 60_000)],
      );
    }
    for (const at of [NOW - 7 * DAY_MS - 1, NOW - 7 * DAY_MS]) {
      await app.run(
        `insert into mails (id, "to", subject, text, state, created_at) values (?, 'a@example.com', 's', 't', 'outbox', ?)`,
        [crypto.randomUUID(), at],
      );
    }
    for (const [hash, at] of [
      ["a", NOW],
      ["b", NOW + 1],
    ] as const) {
      await app.run(
        "insert into erased_submissions (workspace_id, hash, expires_at) values (?, cast(? as blob), ?)",
        [workspace, hash, at],
      );
    }
    await cron(NIGHTLY);
    expect((await app.run("select row from responses order by row")).map(({ row }) => row)).toEqual(
      rows.slice(1),
    );
    expect(await one("select count(*) from link_evidence")).toBe(1);
    expect(await one("select min(created_at) from mails")).toBe(NOW - 7 * DAY_MS);
    const hashes = await app.run("select expires_at as at from erased_submissions order by 1");
    expect(hashes.map(({ at }) => at)).toEqual([NOW + 1, NOW + 90 * DAY_MS]);
    expect(await one("select sum(comments) from rollups")).toBe(1);
    expect(await one("select count(*) from verbatims")).toBe(2);
  });

  it("refuses a replay of a response that the bin has dropped", async () => {
    await seedTexts(app, survey, comments(1));
    const [row] = await app.run("select submission from responses");
    await app.run("update responses set state = 'deleted', updated_at = 0");
    await cron(NIGHTLY);
    const site = await one(`select site_id from surveys where id = '${survey.id}'`);
    const body = {
      wire: 1,
      site,
      survey: survey.id,
      submission: row?.["submission"],
      answers: { q1: 9 },
      complete: true,
    };
    const response = await app.post("/v1/in", body, { "content-type": "text/plain" });
    expect(response.status).toBe(200);
    expect(await one("select count(*) from responses")).toBe(0);
  });
});

describe("a job", () => {
  it("is left out while another holds it, and taken over when its lease is over", async () => {
    const { ctx, deps } = system(app, survey.workspace);
    const runs: string[] = [];
    const work = (name: string, inner?: () => Promise<unknown>) => async () => {
      runs.push(name);
      await inner?.();
    };
    const at = (now: number, name: string, inner?: () => Promise<unknown>) =>
      leased({ ...ctx, now }, deps, "job", 1000, work(name, inner));
    await at(NOW, "first", async () => {
      await at(NOW + 1000, "too early");
      await at(NOW + 1001, "takes over", () => at(NOW + 1500, "too early as well"));
    });
    expect(runs).toEqual(["first", "takes over"]);
    await at(NOW + 1600, "free again");
    expect(runs.at(-1)).toBe("free again");
  });

  it("that fails is noted by its class alone and does not stop the next", async () => {
    await seedTexts(app, survey, comments(40));
    await indexTexts(system(app, survey.workspace).deps);
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { ctx, deps } = system(app, survey.workspace);
    const settle = () => Promise.reject(new TypeError("select what a person wrote"));
    const broken = new Proxy(deps, {
      get: (of, key) => (key === "links" ? { settle } : Reflect.get(of, key)),
    });
    await cron(QUARTERLY);
    await runCron(MINUTELY, ctx, broken);
    const outcomes = await app.run(
      "select name, outcome, lease_until from jobs where name like 'cron:%' order by name",
    );
    const ran = [MINUTELY, QUARTERLY].flatMap((cron) => CRONS[cron]!.map(({ name }) => name));
    expect(outcomes).toMatchObject(
      ran.toSorted().map((name) => ({
        name: `cron:${name}`,
        outcome: name === "votes" ? "TypeError" : "ok",
        lease_until: null,
      })),
    );
    expect(said.mock.calls.join()).toContain('"failed":"TypeError"');
    expect(said.mock.calls.join()).not.toContain("select");
    expect(await one("select state from theme_runs")).toBe("done");
  });
});

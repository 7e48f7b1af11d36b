import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { DemoProgress } from "../../domain/wire/demo.ts";
import { DemoOffer } from "../../domain/wire/setup.ts";
import { loadDemo } from "../../functions/services/demo/load.ts";
import { runThemes } from "../../functions/services/themes/run.ts";
import {
  type TestApp,
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../support/app.ts";
import { rollupDrift } from "../support/rollups.ts";
import { system } from "../support/texts.ts";

/** Every table that names a survey or belongs to one. */
const TABLES = [
  "responses",
  "rollups",
  "impressions",
  "verbatims",
  "mentions",
  "theme_days",
  "theme_runs",
  "invitations",
  "survey_versions",
];

let app: TestApp;
let workspace: string;
let site: string;
let headers: Record<string, string>;
beforeEach(async () => {
  app = await testApp({ now: () => Date.UTC(2026, 10, 22, 14, 20) });
  ({ workspace, site } = await seedWorkspace(app));
  ({ headers } = await seedMember(app, workspace, "admin"));
});
afterEach(() => app.close());

/** Loads slice after slice as the console does. @returns every reply */
async function load(from?: string): Promise<DemoProgress[]> {
  const replies: DemoProgress[] = [];
  for (let cursor = from; replies.length < 50; cursor = replies.at(-1)?.cursor) {
    const reply = await app.post("/api/v1/demo", cursor === undefined ? {} : { cursor }, headers);
    expect(reply.status).toBe(200);
    replies.push(v.parse(DemoProgress, await reply.json()));
    if (replies.at(-1)?.done) return replies;
  }
  throw new Error("loading does not end");
}

async function remove(): Promise<number> {
  for (let calls = 1; calls < 50; calls++) {
    const reply = await app.request("/api/v1/demo", { method: "DELETE", headers });
    expect(reply.status).toBe(200);
    if (((await reply.json()) as { done: boolean }).done) return calls;
  }
  throw new Error("removing does not end");
}

const count = async (sql: string, ...args: string[]) =>
  Number((await app.run(sql, args))[0]?.["n"]);
const snapshot = async () => ({
  responses: await app.run(
    "select submission, state, reason, grade, day, score, texts from responses order by row",
  ),
  impressions: await app.run("select * from impressions order by survey_id, day, channel"),
  sites: await app.run("select id from sites order by id"),
  surveys: await app.run("select id, slug from surveys order by no"),
});

describe("loading sample data", () => {
  it("fills a workspace in slices, with figures that add up", { timeout: 120_000 }, async () => {
    const replies = await load();
    const progress = replies.map((reply) => reply.progress);
    expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
    expect(progress.at(-1)).toBe(1);
    expect(await count("select count(*) n from responses")).toBe(4503);
    expect(await rollupDrift(app)).toEqual([]);
    expect(
      await count("select count(*) n from responses where state <> 'counted'"),
    ).toBeGreaterThan(40);
    expect(
      await count("select count(*) n from responses where grade = 'confirmed'"),
    ).toBeGreaterThan(800);
    expect(await count("select count(*) n from theme_runs")).toBe(4);
    const me = await (await app.request("/api/v1/me", { headers })).json();
    expect(me).toMatchObject({ workspace: { demo: true, attributes: ["plan", "country"] } });

    const { items } = (await (await app.request("/api/v1/surveys", { headers })).json()) as {
      items: { id: string; name: string; state: string; demo: boolean }[];
    };
    expect(items.map(({ name, state, demo }) => [name, state, demo])).toEqual([
      ["Size finder", "live", true],
      ["Checkout effort", "live", true],
      ["After delivery", "live", true],
      ["Store NPS", "live", true],
    ]);
    const scores = async (id: string | undefined) =>
      (
        await app.request(
          `/api/v1/surveys/${id}/scores?from=2026-08-25&to=2026-11-22&by=attr:country`,
          { headers },
        )
      ).json();
    expect(await scores(items[0]?.id)).toMatchObject({ n: 3, score: null, verdict: "few" });
    expect(await scores(items[1]?.id)).toMatchObject({ verdict: "same" });
    expect(await scores(items[2]?.id)).toMatchObject({ verdict: "down" });
    const nps = (await scores(items[3]?.id)) as {
      verdict: string;
      funnel: { shown: number; started: number; counted: number };
      rows: { key: string; verdict: string }[];
    };
    expect(nps.verdict).toBe("down");
    expect(nps.rows.find(({ key }) => key === "DE")?.verdict).toBe("down");
    expect(nps.funnel.shown).toBeGreaterThan(nps.funnel.started);
    expect(nps.funnel.started).toBeGreaterThanOrEqual(nps.funnel.counted);
  });

  it(
    "stores nothing twice, and goes on where it was broken off",
    { timeout: 120_000 },
    async () => {
      await app.post("/api/v1/demo", {}, headers);
      await app.post("/api/v1/demo", {}, headers);
      expect(await count("select count(*) n from responses")).toBe(500);
      await load("nps.500");
      const once = await snapshot();
      await load();
      expect(await snapshot()).toEqual(once);
    },
  );

  it("refuses cursors that are not its own, viewers and keys without the scope", async () => {
    for (const cursor of ["other.0", "nps", "nps.-1", "nps.1e3"]) {
      const reply = await app.post("/api/v1/demo", { cursor }, headers);
      expect(reply.status).toBe(422);
    }
    const analyst = await seedMember(app, workspace, "analyst");
    const key = await seedKey(app, workspace, ["surveys:write", "responses:write"]);
    for (const stranger of [analyst.headers, key.headers]) {
      expect((await app.post("/api/v1/demo", {}, stranger)).status).toBe(403);
      const removal = await app.request("/api/v1/demo", { method: "DELETE", headers: stranger });
      expect(removal.status).toBe(403);
    }
  });

  it(
    "hands whoever set the installation up a key and eleven links",
    { timeout: 120_000 },
    async () => {
      const { ctx, deps } = system(app, workspace, app.now());
      let reply = await loadDemo(ctx, deps);
      while (!reply.done) reply = await loadDemo(ctx, deps, reply.cursor);
      const offer = v.parse(DemoOffer, reply.demo);
      expect(offer.oneClick.length).toBe(11);
      expect(new Set(offer.oneClick).size).toBe(11);
      const { id, score, text } = offer.surveys.nps;
      const posted = await app.post(
        "/api/v1/responses",
        {
          wire: 1,
          survey: id,
          submission: "019b0000-0000-7000-8000-000000000001",
          answers: { [score]: 3, [text]: "late" },
          complete: true,
        },
        { authorization: `Bearer ${offer.apiKey}` },
      );
      expect(posted.status).toBe(200);
      expect((await app.request(`/v1/${offer.siteKey}.js`)).status).toBe(200);
    },
  );
});

describe("removing sample data", () => {
  it("leaves no row of it and every row of others", { timeout: 120_000 }, async () => {
    await load();
    await app.settled();
    const own = await seedSurvey(app, { workspace, site });
    const posted = await app.post("/v1/in", {
      wire: 1,
      site,
      survey: own.id,
      submission: "019b0000-0000-7000-8000-000000000001",
      answers: { q1: 1, q2: "The late delivery spoiled our holiday" },
      complete: true,
    });
    expect(posted.status).toBe(200);
    await app.settled();
    const { ctx, deps } = system(app, workspace, app.now());
    for (const { id } of await app.run("select id from surveys order by no")) {
      await runThemes(ctx, deps, String(id));
    }
    const ofOwn = () =>
      Promise.all(
        TABLES.map((table) => app.run(`select * from ${table} where survey_id = ?`, [own.id])),
      );
    const before = await ofOwn();
    const named = await count(
      "select count(distinct theme_id) n from mentions where survey_id = ?",
      own.id,
    );
    expect(named).toBeGreaterThan(0);
    expect(await count("select count(*) n from themes")).toBeGreaterThan(named + 10);

    expect(await remove()).toBeGreaterThan(2);
    expect(await remove()).toBe(1);
    expect(await ofOwn()).toEqual(before);
    for (const table of TABLES) {
      const others = await count(`select count(*) n from ${table} where survey_id <> ?`, own.id);
      expect([table, others]).toEqual([table, 0]);
    }
    expect((await snapshot()).sites).toEqual([{ id: site }]);
    expect((await snapshot()).surveys).toEqual([own]);
    // A theme that the workspace's own answers name stays; the others went with their texts.
    expect(await count("select count(*) n from themes")).toBe(named);
    expect(await count("select count(*) n from verbatim_search")).toBe(1);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("makes room for a new set", { timeout: 120_000 }, async () => {
    await app.post("/api/v1/demo", {}, headers);
    await remove();
    await app.post("/api/v1/demo", {}, headers);
    expect(await count("select count(*) n from responses")).toBe(500);
    expect(await count("select count(*) n from sites where demo = 1")).toBe(1);
  });
});

import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DemoProgress } from "../../domain/wire/demo.ts";
import type { People, SegmentPreview, Segments } from "../../domain/wire/people.ts";
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

/** Every table whose rows name a survey. */
const TABLES = [
  "responses",
  "rollups",
  "impressions",
  "verbatims",
  "mentions",
  "theme_days",
  "theme_runs",
  "invitations",
  "sends",
  "survey_versions",
];
/** Loading is a few seconds of work; a busy machine takes longer. */
const LONG = { timeout: 120_000 };

let app: TestApp;
let workspace: string;
let site: string;
let headers: Record<string, string>;
beforeEach(async () => {
  app = await testApp({ now: () => Date.UTC(2026, 10, 22, 14, 20) });
  ({ workspace, site } = await seedWorkspace(app));
  ({ headers } = await seedMember(app, workspace, "admin"));
});
afterEach(async () => {
  await app.settled();
  await app.close();
}, 60_000);

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

/** @returns how many calls it took */
async function remove(): Promise<number> {
  for (let calls = 1; calls < 50; calls++) {
    const reply = await app.request("/api/v1/demo", { method: "DELETE", headers });
    expect(reply.status).toBe(200);
    if (((await reply.json()) as { done: boolean }).done) return calls;
  }
  throw new Error("removing does not end");
}

const count = async (what: string, ...args: string[]) =>
  Number((await app.run(`select count(*) n from ${what}`, args))[0]?.["n"]);
const read = async <T>(path: string) => (await (await app.request(path, { headers })).json()) as T;
const snapshot = async () => ({
  responses: await app.run(
    "select row, submission, state, reason, grade, day, score, texts from responses order by row",
  ),
  impressions: await app.run("select * from impressions order by survey_id, day, channel"),
  people: await app.run("select * from people order by person"),
  segments: await app.run("select * from segments order by id"),
  sites: await app.run("select id from sites order by id"),
  surveys: await app.run("select id, slug from surveys order by no"),
});

type Scores = {
  n: number;
  score: number | null;
  verdict: string;
  funnel: { shown: number; started: number; counted: number };
  rows: { key: string; verdict: string }[];
};

describe("loading sample data", () => {
  it("fills a workspace in slices, once, with figures that add up", LONG, async () => {
    // Broken off after the first slice, and begun again.
    expect((await app.post("/api/v1/demo", {}, headers)).status).toBe(200);
    const replies = await load();
    const progress = replies.map((reply) => reply.progress);
    expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
    expect(progress.at(-1)).toBe(1);
    expect(await count("responses")).toBe(4503);
    expect(await rollupDrift(app)).toEqual([]);
    expect(await count("responses where state <> 'counted'")).toBeGreaterThan(40);
    expect(await count("responses where grade = 'confirmed'")).toBeGreaterThan(800);
    expect(await count("theme_runs")).toBe(4);
    expect(await app.run("select attributes from workspaces")).toEqual([
      { attributes: '["plan","country"]' },
    ]);

    const { items } = await read<{ items: Record<string, unknown>[] }>("/api/v1/surveys");
    expect(items.map(({ name, state, demo }) => [name, state, demo])).toEqual([
      ["Size finder", "live", true],
      ["Checkout effort", "live", true],
      ["After delivery", "live", true],
      ["Store NPS", "live", true],
    ]);
    const [size, ces, csat, nps] = await Promise.all(
      items.map(({ id }) =>
        read<Scores>(
          `/api/v1/surveys/${String(id)}/scores?from=2026-08-25&to=2026-11-22&by=attr:country`,
        ),
      ),
    );
    expect(size).toMatchObject({ n: 3, score: null, verdict: "few" });
    expect([ces, csat, nps].map((scores) => scores?.verdict)).toEqual(["same", "down", "down"]);
    expect(nps?.rows.find(({ key }) => key === "DE")?.verdict).toBe("down");
    const { shown = 0, started = 0, counted = 0 } = nps?.funnel ?? {};
    expect(shown).toBeGreaterThan(started);
    expect(started).toBeGreaterThanOrEqual(counted);

    const people = await read<People>("/api/v1/people?limit=200");
    expect(await count("people")).toBe(612);
    for (const { person, email, attributes } of people.items) {
      expect(person).toMatch(/^HO-\d{5}$/u);
      expect(email).toMatch(/^[a-z]+\.[a-z]+\d+@[a-z]+\.example\.(com|net|org)$/u);
      expect(Object.keys(attributes)).toHaveLength(5);
    }
    expect(await count("responses where channel = 'email' and person is null")).toBe(0);
    expect(
      await count(
        "responses where channel = 'email' and person not in (select person from people)",
      ),
    ).toBe(0);
    expect(await count("responses where channel <> 'email' and person is not null")).toBe(0);
    const filters = await read<Segments>("/api/v1/segments");
    expect(filters.items).toHaveLength(3);
    for (const { rules } of filters.items) {
      const seen = await app.post("/api/v1/segments/preview", { rules }, headers);
      const { n, complete } = (await seen.json()) as SegmentPreview;
      expect([n > 10, n < 600, complete]).toEqual([true, true, true]);
    }

    const once = await snapshot();
    await load();
    expect(await snapshot()).toEqual(once);
  });

  it("refuses cursors that are not its own, and who may not", LONG, async () => {
    for (const cursor of ["other.0", "nps", "nps.-1", "nps.1e3"]) {
      expect((await app.post("/api/v1/demo", { cursor }, headers)).status).toBe(422);
    }
    const analyst = await seedMember(app, workspace, "analyst");
    const key = await seedKey(app, workspace, ["surveys:write", "responses:write"]);
    for (const stranger of [analyst.headers, key.headers]) {
      expect((await app.post("/api/v1/demo", {}, stranger)).status).toBe(403);
      const removal = await app.request("/api/v1/demo", { method: "DELETE", headers: stranger });
      expect(removal.status).toBe(403);
    }
  });

  it("hands whoever set the installation up a key and eleven links", LONG, async () => {
    const { ctx, deps, settled } = system(app, workspace, app.now());
    const reply = await loadDemo(ctx, deps, "size.0");
    await settled();
    expect(reply.done).toBe(true);
    const offer = v.parse(DemoOffer, reply.demo);
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
  });
});

describe("removing sample data", () => {
  it("leaves no row of it and every row of others", LONG, async () => {
    expect((await app.post("/api/v1/demo", {}, headers)).status).toBe(200);
    await load("ces.0");
    await app.settled();
    const mine = [{ person: "mine", email: "mine@example.com", attributes: { plan: "pro" } }];
    expect((await app.post("/api/v1/people", { items: mine }, headers)).status).toBe(200);
    const filter = { name: "Mine", rules: { reachable: true } };
    expect((await app.post("/api/v1/segments", filter, headers)).status).toBe(201);
    const [segment] = await app.run("select id from segments where name = 'Detractors'");
    await app.run(
      `insert into sends (workspace_id, id, survey_id, name, state, audience, letter, plan, created_at, updated_at)
       select workspace_id, 'send', id, 'Ask', 'live', ?, '{}', '{}', 0, 0 from surveys where demo = 1 limit 1`,
      [JSON.stringify({ of: "segment", segment: segment?.["id"] })],
    );
    const own = await seedSurvey(app, { workspace, site });
    const posted = await app.post("/v1/in", {
      wire: 1,
      site,
      survey: own.id,
      submission: "019b0000-0000-7000-8000-000000000001",
      answers: { q1: 1, q2: "The app crashes at the payment step and the website is slow" },
      complete: true,
    });
    expect(posted.status).toBe(200);
    await app.settled();
    const { ctx, deps } = system(app, workspace, app.now());
    await runThemes(ctx, deps, own.id);
    const ofOwn = () =>
      Promise.all(
        TABLES.map((table) => app.run(`select * from ${table} where survey_id = ?`, [own.id])),
      );
    const before = await ofOwn();
    const named = await count(
      "(select distinct theme_id from mentions where survey_id = ?)",
      own.id,
    );
    expect(named).toBeGreaterThan(0);
    expect(await count("themes")).toBeGreaterThan(named + 10);

    expect(await remove()).toBe(3);
    expect(await remove()).toBe(1);
    expect(await ofOwn()).toEqual(before);
    for (const table of TABLES) {
      expect([table, await count(`${table} where survey_id <> ?`, own.id)]).toEqual([table, 0]);
    }
    expect(await snapshot()).toMatchObject({
      people: [{ person: "mine" }],
      segments: [{ name: "Mine" }],
      sites: [{ id: site }],
      surveys: [own],
    });
    // A theme that the workspace's own answers name stays; the others went with their texts.
    expect(await count("themes")).toBe(named);
    expect(await count("verbatim_search")).toBe(1);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("makes room for a new set", LONG, async () => {
    await app.post("/api/v1/demo", { cursor: "size.0" }, headers);
    await app.settled();
    await remove();
    await app.post("/api/v1/demo", { cursor: "size.0" }, headers);
    expect(await count("responses")).toBe(3);
    expect(await count("sites where demo = 1")).toBe(1);
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import type { SiteHealth } from "../../../domain/wire/site-health.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";

const START = Date.UTC(2026, 5, 1, 12);
let now = START;
let app: TestApp;
let home: { workspace: string; site: string };
let admin: Record<string, string>;
let viewer: Record<string, string>;

beforeAll(async () => {
  app = await testApp({ now: () => now });
  home = await seedWorkspace(app);
  admin = (await seedMember(app, home.workspace, "admin")).headers;
  viewer = (await seedMember(app, home.workspace, "viewer")).headers;
});
afterAll(() => app.close());

const path = () => `/api/v1/sites/${home.site}`;
async function health(): Promise<SiteHealth> {
  const reply = await app.request(path(), { headers: viewer });
  expect(reply.status).toBe(200);
  return (await reply.json()) as SiteHealth;
}

it("a new site has nothing to tell, and says what time it is", async () => {
  expect(await health()).toMatchObject({
    site: { id: home.site, seenAt: null, lost: 0 },
    now: START,
    changed: null,
    surveys: [],
  });
});

it("knows the page that loaded the tag, and what its devices had to report", async () => {
  const referer = "https://shop.example/cart?secret=1";
  expect((await app.request(`/v1/${home.site}.js`, { headers: { referer } })).status).toBe(200);
  const seen = { wire: 1, site: home.site, events: [], lost: 3 };
  expect((await app.post("/v1/seen", seen)).status).toBe(204);
  await app.settled();
  expect((await health()).site).toMatchObject({
    seenPage: "https://shop.example/cart",
    seenAt: START,
    lost: 3,
  });
});

it("lists surveys as pages go through them, and the newest change of what they are told", async () => {
  const first = await seedSurvey(app, home, { stateAt: START - 5000 });
  const second = await seedSurvey(app, home, { stateAt: START - 4000 });
  const draft = await seedSurvey(app, home, { stateAt: START - 1000, state: "draft" });
  await app.run("update survey_versions set published_at = ? where survey_id in (?, ?)", [
    START - 3000,
    first.id,
    draft.id,
  ]);
  await app.run("update survey_versions set published_at = ? where survey_id = ?", [
    START - 4000,
    second.id,
  ]);
  await app.run("update surveys set priority = 5 where id = ?", [first.id]);
  const before = await health();
  expect(before.surveys.map(({ id, state }) => [id, state])).toEqual([
    [first.id, "live"],
    [second.id, "live"],
    [draft.id, "draft"],
  ]);
  // A draft is told to no page, whatever else happened to it.
  expect(before.changed).toMatchObject({
    at: START - 3000,
    survey: { id: first.id },
    what: "published",
  });

  now = START + 60_000;
  const move = await app.post(`/api/v1/surveys/${second.id}/move`, { to: "paused" }, admin);
  expect(move.status).toBe(200);
  const after = await health();
  expect(after.changed).toMatchObject({ at: now, survey: { id: second.id }, what: "paused" });
  expect(after.surveys.find(({ id }) => id === second.id)).toMatchObject({
    state: "paused",
    since: now,
  });

  // What was put away is no part of a site's pages.
  await app.post(`/api/v1/surveys/${draft.id}/archive`, { archived: true }, admin);
  expect((await health()).surveys).toHaveLength(2);
});

it("what devices reported is taken off once it is mended, put back, and never below zero", async () => {
  await app.run("update sites set lost = 3, failed = 37, blocked = 12 where id = ?", [home.site]);
  const change = async (by: object, headers = admin) =>
    (await app.post(`${path()}/counts`, by, headers)).status;
  // Two more are blocked between reading and taking off: they stay.
  await app.run("update sites set blocked = blocked + 2 where id = ?", [home.site]);
  expect(await change({ lost: -3, failed: -37, blocked: -12 })).toBe(200);
  expect((await health()).site).toMatchObject({ lost: 0, failed: 0, blocked: 2 });
  expect(await change({ lost: 3, failed: 37, blocked: 12 })).toBe(200);
  expect((await health()).site).toMatchObject({ lost: 3, failed: 37, blocked: 14 });
  expect(await change({ lost: -99, failed: 0, blocked: 0 })).toBe(200);
  expect((await health()).site).toMatchObject({ lost: 0, failed: 37, blocked: 14 });
  const entries = await app.run(
    "select detail from audit_entries where action = 'site.counts' order by id",
  );
  expect(entries.map(({ detail }) => JSON.parse(String(detail)))).toEqual([
    { lost: -3, failed: -37, blocked: -12 },
    { lost: 3, failed: 37, blocked: 12 },
    { lost: -99, failed: 0, blocked: 0 },
  ]);

  expect(await change({ lost: -1, failed: 0, blocked: 0 }, viewer)).toBe(403);
  for (const bad of [
    {},
    { lost: 0.5, failed: 0, blocked: 0 },
    { lost: 0, failed: 0, blocked: 0, x: 1 },
  ])
    expect(await change(bad)).toBe(422);
});

it("is nothing to strangers, and an unknown site is nothing to anybody", async () => {
  const elsewhere = await seedWorkspace(app);
  const stranger = (await seedMember(app, elsewhere.workspace, "owner")).headers;
  expect((await app.request(path(), { headers: stranger })).status).toBe(404);
  expect((await app.request(path())).status).toBe(401);
  expect((await app.request("/api/v1/sites/st_aaaaaaaaaa", { headers: viewer })).status).toBe(404);
});

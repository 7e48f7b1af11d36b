import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskLeave, Leave, Seen } from "../../../domain/wire/ingest.ts";
import type { Look, Targeting } from "../../../domain/wire/survey.ts";
import {
  type TestApp,
  npsDefinition,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { proofOf, seedProofKey } from "../../support/proof.ts";

const DAY = 86_400_000;
let app: TestApp;
let now = Date.UTC(2026, 5, 1, 12);
let home: { workspace: string; site: string };
let survey: { id: string };

beforeAll(async () => {
  app = await testApp({ now: () => now });
});
afterAll(() => app.close());
beforeEach(async () => {
  home = await seedWorkspace(app);
  await seedProofKey(app, home.site);
  survey = await live();
});

const live = (targeting: Partial<Targeting> = {}, look: Partial<Look> = {}) =>
  seedSurvey(app, home, {
    definition: {
      ...npsDefinition,
      look: { ...npsDefinition.look, ...look },
      targeting: { ...npsDefinition.targeting, ...targeting },
    },
  });
const proof = (sub = "eve", claims: object = {}) => proofOf(home.site, sub, now, claims);
const body = (more: object = {}): AskLeave => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  visit: v7(),
  person: { proof: proof() },
  ...more,
});
const ask = (more?: object) => app.post("/v1/ok", body(more));
async function leave(more?: object): Promise<Leave> {
  const reply = await ask(more);
  expect(reply.status).toBe(200);
  return (await reply.json()) as Leave;
}
const asks = () => app.run("select * from asks where workspace_id = ?", [home.workspace]);
const seen = (events: Seen["events"], more: object = {}) =>
  app.post("/v1/seen", { wire: 1, site: home.site, events, ...more });
const answer = (id: string, person: object) =>
  app.post("/v1/in", {
    wire: 1,
    site: home.site,
    survey: id,
    submission: v7(),
    answers: { q1: 9 },
    complete: true,
    person,
  });

describe("POST /v1/ok for a person whom nobody has asked", () => {
  it("says yes, and remembers the show for all their devices", async () => {
    const { visit, ...rest } = body();
    const reply = await app.post("/v1/ok", JSON.stringify({ ...rest, visit }), {
      "content-type": "text/plain;charset=UTF-8",
      origin: "https://shop.example",
      cookie: "verbatim=someone",
    });
    expect(reply.status).toBe(200);
    expect(reply.headers.get("access-control-allow-origin")).toBe("*");
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(await reply.json()).toEqual({ ok: true, rests: {} });
    expect(await asks()).toEqual([
      {
        workspace_id: home.workspace,
        person: "eve",
        survey_id: survey.id,
        shown_at: now,
        dismissed_at: null,
        visit,
      },
    ]);
  });

  it("gives a repeat the same reply and writes nothing", async () => {
    const visit = v7();
    expect(await leave({ visit })).toEqual({ ok: true, rests: {} });
    const before = await asks();
    now += 5000;
    expect(await leave({ visit })).toEqual({ ok: true, rests: {} });
    expect(await asks()).toEqual(before);
  });

  it("grants one of many devices that ask at once", async () => {
    const other = await live();
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, i) => leave({ survey: i % 2 ? survey.id : other.id })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    for (const { ok, rests } of replies) if (!ok) expect(rests).toEqual({ t: now + 30 * DAY });
    expect(await asks()).toHaveLength(1);
  });

  it("spends nobody else's rest", async () => {
    await leave();
    expect((await leave({ person: { proof: proof("adam") } })).ok).toBe(true);
    const neighbour = await seedWorkspace(app);
    await seedProofKey(app, neighbour.site);
    const theirs = await seedSurvey(app, neighbour);
    const more = { site: neighbour.site, survey: theirs.id };
    const signed = { person: { proof: proofOf(neighbour.site, "eve", now) } };
    expect((await leave({ ...more, ...signed })).ok).toBe(true);
  });
});

describe("POST /v1/ok says no, and until when", () => {
  it("after any show over the page, 30 days", async () => {
    await leave();
    const other = await live();
    expect(await leave({ survey: other.id })).toEqual({ ok: false, rests: { t: now + 30 * DAY } });
    now += 30 * DAY;
    expect((await leave({ survey: other.id })).ok).toBe(true);
  });

  it("after a dismissal, 30 days for that survey", async () => {
    await leave();
    now += 1000;
    const event = { survey: survey.id, channel: "widget", what: "dismissed" } as const;
    expect((await seen([event], { person: { proof: proof() } })).status).toBe(204);
    const told = await leave();
    expect(told).toEqual({
      ok: false,
      rests: { t: now - 1000 + 30 * DAY, [survey.id]: now + 30 * DAY },
    });
  });

  it("after an answer on another device, 180 days for the survey and 90 for the metric", async () => {
    expect((await answer(survey.id, { proof: proof() })).status).toBe(200);
    const at = now;
    now += DAY;
    expect(await leave()).toEqual({
      ok: false,
      rests: { [survey.id]: at + 180 * DAY, nps: at + 90 * DAY },
    });
    const other = await live();
    expect((await leave({ survey: other.id })).rests).toEqual({ nps: at + 90 * DAY });
    now = at + 91 * DAY;
    expect((await leave({ survey: other.id })).ok).toBe(true);
  });

  it("after an invitation was sent, which counts as a show", async () => {
    const sent = now - 3 * DAY;
    for (const [person, at] of [
      ["eve", sent],
      ["eve", sent - DAY],
      ["eve", null],
    ] as const)
      await app.run(
        "insert into invitations (workspace_id, id, survey_id, version, person, sent_at, expires_at, created_at) values (?, ?, ?, 1, ?, ?, 0, 0)",
        [home.workspace, v7(), survey.id, person, at],
      );
    expect(await leave()).toEqual({ ok: false, rests: { t: sent + 30 * DAY } });
    expect((await leave({ person: { proof: proof("adam") } })).ok).toBe(true);
  });

  it("by the workspace's own days", async () => {
    await app.run(`update workspaces set cooldown = '{"shown":7,"metric":0}' where id = ?`, [
      home.workspace,
    ]);
    await leave();
    expect(await leave()).toEqual({ ok: false, rests: { t: now + 7 * DAY } });
    await answer(survey.id, { proof: proof() });
    const other = await live();
    now += 7 * DAY;
    expect((await leave({ survey: other.id })).ok).toBe(true);
  });

  it("by the survey's own days, for ever once it was answered", async () => {
    const until = await live({ again: { answered: null, dismissed: 1 } });
    await answer(until.id, { proof: proof() });
    now += 3650 * DAY;
    const { ok, rests } = await leave({ survey: until.id });
    expect([ok, rests[until.id]]).toEqual([false, 8.64e15]);
  });

  it("out of its time, and when it has as many answers as it asked for", async () => {
    const over = await live({ until: now - 1 });
    expect(await leave({ survey: over.id })).toEqual({ ok: false, rests: {} });
    await app.run("update surveys set quota = 1 where id = ?", [survey.id]);
    await answer(survey.id, { id: "anybody" });
    expect(await leave()).toEqual({ ok: false, rests: {} });
  });

  it("at once when it is paused, whatever this isolate still knows, and for a granted visit too", async () => {
    const visit = v7();
    expect((await leave({ visit })).ok).toBe(true);
    await app.run("update surveys set state = 'paused' where id = ?", [survey.id]);
    expect((await leave({ visit })).ok).toBe(false);
    expect(await leave({ person: { proof: proof("adam") } })).toEqual({ ok: false, rests: {} });
  });

  it("to those who are not in the sample, the same on every device", async () => {
    const half = await live({ sample: 0.5 });
    const of = async (sub: string) => {
      const person = { proof: proof(sub) };
      return (await leave({ survey: half.id, person, visit: v7() })).rests[half.id];
    };
    const people = Array.from({ length: 24 }, (_, i) => `p${i}`);
    const first = await Promise.all(people.map(of));
    expect(new Set(first)).toEqual(new Set([undefined, now + 3_600_000]));
    expect(await Promise.all(people.map(of))).toEqual(first);
  });

  it("to those whose attributes are others, and believes only the proof where a rule wants it", async () => {
    const signed = await live({
      attributes: [
        { name: "plan", is: "one_of", values: ["pro"], signed: true },
        { name: "seats", is: "more", values: ["3"] },
      ],
    });
    const of = async (attributes: object, attrs: object) => {
      const person = { proof: proof(v7(), { attrs }) };
      return (await leave({ survey: signed.id, attributes, person })).ok;
    };
    expect(await of({ plan: "pro", seats: 4 }, {})).toBe(false);
    expect(await of({ seats: 4, Odd: {} }, { plan: "pro" })).toBe(true);
    expect(await of({ plan: "pro", seats: 4 }, { plan: "free" })).toBe(false);
    expect(await of({ seats: 4 }, { plan: "pro", seats: 2 })).toBe(false);
  });
});

describe("a survey that interrupts nobody", () => {
  it("in a container of the page does not rest for shows, nor spend one", async () => {
    const inline = await live({}, { mode: "inline" });
    expect((await leave({ survey: inline.id })).ok).toBe(true);
    expect(await asks()).toEqual([]);
    await leave();
    expect((await leave({ survey: inline.id })).ok).toBe(true);
    await answer(inline.id, { proof: proof() });
    expect((await leave({ survey: inline.id })).ok).toBe(false);
  });

  it("behind a tab rests for nobody", async () => {
    const tab = await live({}, { mode: "tab" });
    await leave();
    await answer(tab.id, { proof: proof() });
    expect((await leave({ survey: tab.id })).ok).toBe(true);
  });
});

describe("who claims to be a person", () => {
  it("gets no leave, and neither does a proof that does not hold", async () => {
    const claimed = await ask({ person: { id: "eve" } });
    expect(claimed.status).toBe(422);
    const other = await seedWorkspace(app);
    const forged = proofOf(home.site, "eve", now, {}, { kid: "k1", secret: "a guess" });
    for (const bad of [
      forged,
      proofOf(other.site, "eve", now),
      proofOf(home.site, "eve", now - 2 * 3_600_000),
      proofOf(home.site, "\u0000", now),
    ]) {
      const reply = await ask({ person: { proof: bad } });
      expect(reply.status).toBe(422);
      const { error } = (await reply.json()) as { error: { fields: object } };
      expect(Object.keys(error.fields)).toEqual(["person.proof"]);
    }
    expect(await asks()).toEqual([]);
  });

  it("spends nothing of hers by an answer or a dismissal", async () => {
    await answer(survey.id, { id: "eve" });
    const event = { survey: survey.id, channel: "widget", what: "dismissed" } as const;
    expect((await seen([event], { person: { id: "eve" } })).status).toBe(422);
    const forged = proofOf(home.site, "eve", now, {}, { kid: "k1", secret: "a guess" });
    expect((await seen([event], { person: { proof: forged } })).status).toBe(204);
    expect(await asks()).toEqual([]);
    expect((await leave()).ok).toBe(true);
  });

  it("cannot hide what she said behind many claims", async () => {
    await answer(survey.id, { proof: proof() });
    for (let i = 0; i < 20; i++) await answer(survey.id, { id: "eve" });
    expect((await leave()).ok).toBe(false);
  });
});

describe("POST /v1/ok refuses", () => {
  it("surveys of other sites and other tenants, and what does not exist, alike", async () => {
    const neighbour = await seedWorkspace(app);
    const theirs = await seedSurvey(app, neighbour);
    await seedProofKey(app, neighbour.site);
    const statuses = await Promise.all(
      [
        { survey: theirs.id },
        { site: neighbour.site },
        { survey: "sv_aaaaaaaaaa" },
        { site: neighbour.site, survey: theirs.id },
      ].map(async (more) => (await ask(more)).status),
    );
    // The last: her proof is for this site and holds for no other.
    expect(statuses).toEqual([404, 404, 404, 422]);
    const draft = await seedSurvey(app, home, { state: "draft" });
    await app.run("update surveys set version = 0 where id = ?", [draft.id]);
    expect((await ask({ survey: draft.id })).status).toBe(404);
  });

  it("bad bodies and foreign origins", async () => {
    expect((await app.post("/v1/ok", "no json")).status).toBe(400);
    expect((await ask({ extra: 1 })).status).toBe(422);
    expect((await ask({ visit: "1" })).status).toBe(422);
    expect((await ask({ attributes: "pro" })).status).toBe(422);
    expect((await app.request("/v1/ok")).status).toBe(404);
    await app.run(`update sites set origins = '["https://shop.example"]' where id = ?`, [
      home.site,
    ]);
    const fresh = await live();
    const from = async (origin: string) =>
      (await app.post("/v1/ok", body({ survey: fresh.id }), { origin })).status;
    expect([await from("https://evil.example"), await from("https://shop.example")]).toEqual([
      403, 200,
    ]);
  });

  it("who asks too often", async () => {
    const strict = await testApp({ now: () => now, env: { INGEST_LIMIT: "2" } });
    try {
      const status = async () =>
        (await strict.post("/v1/ok", body(), { "cf-connecting-ip": "192.0.2.7" })).status;
      const statuses = [];
      for (let i = 0; i < 6; i++) statuses.push(await status());
      expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
    } finally {
      await strict.close();
    }
  });

  it("to wait for a database that is away", async () => {
    const dead = await testApp({ now: () => now, env: { DATABASE_URL: "http://127.0.0.1:9" } });
    try {
      const fresh = await live();
      const reply = await dead.post("/v1/ok", body({ survey: fresh.id }));
      expect(reply.status).toBe(503);
      expect(reply.headers.get("retry-after")).toBe("2");
    } finally {
      await dead.close();
    }
  });
});

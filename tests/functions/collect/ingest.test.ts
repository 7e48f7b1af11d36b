import { v4, v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { rollupDrift } from "../../support/rollups.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string; slug: string };
let now = Date.UTC(2026, 5, 1, 12);

beforeAll(async () => {
  app = await testApp({ now: () => now });
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
});
afterAll(() => app.close());

const body = (more: object = {}) => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  v: 1,
  submission: v7(),
  answers: { q1: 9 },
  complete: false,
  ...more,
});
const stored = (submission: string) =>
  app.run("select * from responses where submission = ?", [submission]).then((rows) => rows[0]);
const counted = async () =>
  (await app.run("select sum(starts) as n from rollups where survey_id = ?", [survey.id]))[0]?.[
    "n"
  ] ?? 0;

describe("POST /v1/in stores a response", () => {
  it.each([[42], [{ id: 42 }]])("keeps an answer of whom a page knows as %j", async (person) => {
    const sent = body({ person });
    const reply = await app.request("/v1/in", { method: "POST", body: JSON.stringify(sent) });
    expect(reply.status).toBe(200);
    expect(await stored(sent.submission)).toMatchObject({ person: "42", person_proven: 0 });
  });

  it("answers 200 stored, and the row and its rollup are there", async () => {
    const before = Number(await counted());
    const sent = body({
      answers: { q1: 9, q2: "  Fast \u0000delivery " },
      complete: true,
      lang: "de-AT",
    });
    const reply = await app.post("/v1/in", sent);
    expect(reply.status).toBe(200);
    expect(await reply.json()).toEqual({ status: "stored", submission: sent.submission, rev: 0 });
    expect(await stored(sent.submission)).toMatchObject({
      score: 9,
      texts: '{"q2":"Fast delivery"}',
      state: "counted",
      language: "de",
      channel: "widget",
    });
    expect(await counted()).toBe(before + 1);
  });

  it("leaves out what cannot be an attribute rather than refuse the answer", async () => {
    const attributes = { plan: "pro", seats: 4, Bad: 1, nested: {}, note: "x".repeat(201) };
    const page = `https://shop.example/${"a".repeat(3000)}`;
    const sent = body({ attributes, page });
    const reply = await app.post("/v1/in", sent);
    expect(reply.status).toBe(200);
    const row = await stored(sent.submission);
    expect(JSON.parse(String(row?.["attributes"]))).toEqual({ plan: "pro", seats: 4 });
  });

  it("lower-cases ids and takes any RFC 9562 UUID", async () => {
    const id = v4().toUpperCase();
    expect((await app.post("/v1/in", body({ submission: id }))).status).toBe(200);
    expect(await stored(id.toLowerCase())).toBeDefined();
  });

  it("answers posts of foreign origins with * and never with credentials", async () => {
    const reply = await app.post("/v1/in", body(), { origin: "https://shop.example" });
    expect(reply.headers.get("access-control-allow-origin")).toBe("*");
    expect(reply.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

describe("fault 1: the same submission sent again", () => {
  it("is one row and one rollup step, 50 times in parallel", async () => {
    const before = Number(await counted());
    const sent = body();
    const replies = await Promise.all(Array.from({ length: 50 }, () => app.post("/v1/in", sent)));
    expect(new Set(replies.map((r) => r.status))).toEqual(new Set([200]));
    const kinds = await Promise.all(
      replies.map(async (r) => ((await r.json()) as { status: string }).status),
    );
    expect(kinds.filter((k) => k === "stored")).toHaveLength(1);
    expect(kinds.filter((k) => k === "duplicate")).toHaveLength(49);
    expect(await counted()).toBe(before + 1);
  });

  it("in another order of keys is still the same", async () => {
    const sent = body({ answers: { q1: 3, q3: ["o2", "o1"] } });
    await app.post("/v1/in", sent);
    const again = await app.post("/v1/in", { ...sent, answers: { q3: ["o1", "o2"], q1: 3 } });
    expect(await again.json()).toMatchObject({ status: "duplicate" });
  });
});

describe("fault 2: revisions", () => {
  it("same revision with other content is 409 and changes nothing", async () => {
    const sent = body();
    await app.post("/v1/in", sent);
    const other = await app.post("/v1/in", { ...sent, answers: { q1: 2 } });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ error: { code: "conflict" } });
    expect(await stored(sent.submission)).toMatchObject({ score: 9 });
  });

  it("a higher revision replaces and the rollup moves by the difference; a lower one is superseded", async () => {
    const sent = body({ rev: 1 });
    await app.post("/v1/in", sent);
    const amended = { ...sent, rev: 2, answers: { q1: 4, q2: "Late" }, complete: true };
    expect(await (await app.post("/v1/in", amended)).json()).toMatchObject({
      status: "stored",
      rev: 2,
    });
    expect(await (await app.post("/v1/in", sent)).json()).toMatchObject({
      status: "superseded",
      rev: 2,
    });
    expect(await stored(sent.submission)).toMatchObject({ score: 4, complete: 1 });
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("complete never goes back, and the window closes 30 minutes after it", async () => {
    const sent = body({ complete: true });
    await app.post("/v1/in", sent);
    await app.post("/v1/in", { ...sent, rev: 1, complete: false });
    expect(await stored(sent.submission)).toMatchObject({ rev: 1, complete: 1 });
    now += 30 * 60_000;
    const late = await app.post("/v1/in", { ...sent, rev: 2, answers: { q1: 0 } });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ error: { code: "closed" } });
    expect(await stored(sent.submission)).toMatchObject({ rev: 1, score: 9 });
  });

  it("an unfinished one closes after 24 hours", async () => {
    const sent = body();
    await app.post("/v1/in", sent);
    now += 86_400_000 - 1;
    expect((await app.post("/v1/in", { ...sent, rev: 1 })).status).toBe(200);
    now += 1;
    expect((await app.post("/v1/in", { ...sent, rev: 2 })).status).toBe(409);
  });
});

describe("bad input", () => {
  it.each([
    ["a missing id", { submission: undefined }],
    ["an empty id", { submission: "" }],
    ["an over-long id", { submission: "a".repeat(500) }],
    ["an unknown key", { is_test: true }],
    ["a server-owned channel", { channel: "email" }],
    ["a score as text", { answers: { q1: "9" } }],
    ["a fraction", { answers: { q1: 9.5 } }],
    ["a score below", { answers: { q1: -1 } }],
    ["a score above", { answers: { q1: 11 } }],
    ["a boolean score", { answers: { q1: true } }],
    ["a list as score", { answers: { q1: [9] } }],
    ["a huge number", { answers: { q1: 2 ** 53 + 2 } }],
    ["an object as text", { answers: { q2: { toString: "x" } } }],
    ["text over the limit", { answers: { q2: "x".repeat(4001) } }],
    ["an unknown option", { answers: { q3: ["o9"] } }],
    ["an unknown question", { answers: { q99: 1 } }],
    ["a negative revision", { rev: -1 }],
  ])("%s is 422 and stores nothing", async (_, more) => {
    const sent = body(more);
    const reply = await app.post("/v1/in", sent);
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ error: { code: "invalid" } });
    if (typeof sent.submission === "string") expect(await stored(sent.submission)).toBeUndefined();
  });

  it("fault 12: __proto__ and friends are refused or inert", async () => {
    for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const text = JSON.stringify(body()).replace('"answers":{', `"answers":{"${key}":1,`);
      expect((await app.post("/v1/in", text)).status).toBeOneOf([200, 422]);
    }
    expect(({} as Record<string, unknown>)["q1"]).toBeUndefined();
  });

  it("fault 7: malformed JSON is 400 without a stack", async () => {
    for (const text of ["{", "", "null,", '{"a":}', "\u0000"]) {
      const reply = await app.post("/v1/in", text);
      expect(reply.status).toBe(400);
      expect(await reply.text()).not.toMatch(/at |SyntaxError/u);
    }
  });

  it("fault 6: an oversize body is 413, whatever its length header says", async () => {
    const big = JSON.stringify(body({ answers: { q2: "x".repeat(40_000) } }));
    expect((await app.post("/v1/in", big, { "content-length": "10" })).status).toBe(413);
  });

  it("an unknown wire or version is 422 unknown_version, which the outbox keeps", async () => {
    for (const more of [{ wire: 2 }, { v: 99 }]) {
      const reply = await app.post("/v1/in", body(more));
      expect(await reply.json()).toMatchObject({ error: { code: "unknown_version" } });
    }
  });
});

describe("fault 21: surveys that do not take answers", () => {
  it("paused or closed: late for 7 days, then 410; the rest 404", async () => {
    for (const state of ["paused", "closed"] as const) {
      const stopped = await seedSurvey(app, home, { state, stateAt: now - 86_400_000 });
      const sent = body({ survey: stopped.id });
      expect((await app.post("/v1/in", sent)).status).toBe(200);
      expect(await stored(sent.submission)).toMatchObject({ state: "late" });
      const long = await seedSurvey(app, home, { state, stateAt: now - 8 * 86_400_000 });
      expect((await app.post("/v1/in", body({ survey: long.id }))).status).toBe(410);
    }
    const elsewhere = await seedSurvey(app, await seedWorkspace(app));
    expect((await app.post("/v1/in", body({ survey: elsewhere.id }))).status).toBe(404);
    expect((await app.post("/v1/in", body({ survey: "sv_aaaaaaaaaa" }))).status).toBe(404);
  });

  it("a survey paused since it was cached stores late, not counted", async () => {
    const fresh = await seedSurvey(app, home);
    await app.post("/v1/in", body({ survey: fresh.id }));
    await app.run("update surveys set state = 'paused', state_at = ? where id = ?", [
      now,
      fresh.id,
    ]);
    const sent = body({ survey: fresh.id });
    await app.post("/v1/in", sent);
    expect(await stored(sent.submission)).toMatchObject({ state: "late" });
  });

  it("an erased submission stores nothing and answers 200", async () => {
    const { erasureHash } = await import("../../../functions/db/repositories/record-statements.ts");
    const sent = body();
    const hash = Buffer.from(erasureHash(survey.id, sent.submission)).toString("hex");
    await app.run(
      `insert into erased_submissions (workspace_id, hash, expires_at) values (?, x'${hash}', ?)`,
      [home.workspace, now + 1000],
    );
    expect(await (await app.post("/v1/in", sent)).json()).toMatchObject({ status: "duplicate" });
    expect(await stored(sent.submission)).toBeUndefined();
  });
});

describe("who may post", () => {
  it("a filled honeypot answers stored and sets the row aside", async () => {
    const sent = body({ hp: "http://spam" });
    expect(await (await app.post("/v1/in", sent)).json()).toMatchObject({ status: "stored" });
    expect(await stored(sent.submission)).toMatchObject({ state: "quarantined" });
  });

  it("fault 15: a listed site refuses foreign origins, takes null when allowed, marks it", async () => {
    const listed = await seedWorkspace(app);
    await app.run(`update sites set origins = '["https://shop.example"]' where id = ?`, [
      listed.site,
    ]);
    const mine = await seedSurvey(app, listed);
    const send = (headers: Record<string, string>) => {
      const sent = body({ site: listed.site, survey: mine.id });
      return app
        .post("/v1/in", sent, headers)
        .then((r) => ({ status: r.status, id: sent.submission }));
    };
    expect((await send({ origin: "https://evil.example" })).status).toBe(403);
    expect((await send({ origin: "https://shop.example" })).status).toBe(200);
    const opaque = await send({ origin: "null" });
    expect(opaque.status).toBe(200);
    expect(await stored(opaque.id)).toMatchObject({ opaque_origin: 1 });
  });

  it("fault 17: the limit answers 429 with Retry-After, by address and site", async () => {
    const tight = await testApp({ env: { INGEST_LIMIT: "2" }, now: () => now });
    const there = await seedWorkspace(tight);
    const mine = await seedSurvey(tight, there);
    const send = (ip: string) =>
      tight.post("/v1/in", body({ site: there.site, survey: mine.id }), {
        "cf-connecting-ip": ip,
        "x-forwarded-for": crypto.randomUUID(),
      });
    for (let i = 0; i < 5; i++) expect((await send("198.51.100.1")).status).toBe(200);
    const refused = await send("198.51.100.1");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    // A page may read how long to wait.
    expect(refused.headers.get("access-control-expose-headers")).toBe("Retry-After");
    expect((await send("198.51.100.2")).status).toBe(200);
    await tight.close();
  });
});

describe("rollups", () => {
  it("equal a recomputation from raw rows after everything above", async () => {
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("and the check sees a single wrong counter", async () => {
    await app.run("update rollups set v9 = v9 + 1 where v9 > 0 and survey_id = ?", [survey.id]);
    expect(await rollupDrift(app)).not.toEqual([]);
    await app.run("update rollups set v9 = v9 - 1 where v9 > 1 and survey_id = ?", [survey.id]);
  });

  it("writes 5 rows for a score with language and device, 3 without either", async () => {
    // Table row, unique index entry, channel counter; +1 for each attribute that it carries.
    const writes = async (more: object, agent: string) => {
      const before = Number(
        (await app.run("select count(*) as n from rollups where survey_id = ?", [survey.id]))[0]?.[
          "n"
        ],
      );
      await app.post("/v1/in", body(more), { "user-agent": agent });
      return (
        Number(
          (
            await app.run("select count(*) as n from rollups where survey_id = ?", [survey.id])
          )[0]?.["n"],
        ) - before
      );
    };
    now += 86_400_000;
    expect(await writes({ attributes: {} }, "")).toBe(1);
    now += 86_400_000;
    expect(await writes({ lang: "en" }, "Mozilla/5.0 (X11; Linux)")).toBe(3);
  });
});

import { v7 } from "uuid";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import { networkOf } from "../../../functions/http/sender.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { rollupDrift } from "../../support/rollups.ts";

let now = Date.UTC(2026, 5, 1, 12);
const app = await testApp({ now: () => now });
afterAll(() => app.close());
let home: { workspace: string; site: string };
let survey: { id: string; slug: string };
let caller = 0;
/** An address that no test before has used. */
let address: string;

beforeEach(async () => {
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
  address = `198.51.100.${++caller}`;
});

const TEXT = "The parcel came late";
const body = (more: object = {}) => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  submission: v7(),
  answers: { q1: 9, q2: TEXT } as object,
  complete: true,
  ...more,
});
const send = async (more: object = {}, headers: Record<string, string> = {}, to = app) => {
  const sent = body(more);
  const reply = await to.post("/v1/in", sent, { "cf-connecting-ip": address, ...headers });
  return { ...sent, status: reply.status, reply: (await reply.json()) as { status?: string } };
};
const row = async (submission: string) =>
  (await app.run("select state, reason from responses where submission = ?", [submission]))[0];
const REPEAT = { state: "quarantined", reason: "the same text again from one address" };
const FINE = { state: "counted", reason: null };

describe("fault 18: the same text again", () => {
  it("from one address within 10 minutes is set aside, and the sender is told stored", async () => {
    const first = await send();
    now += 10 * 60_000 - 1;
    const again = await send({ answers: { q1: 2, q2: `  ${TEXT} ` } });
    expect(again.reply).toEqual({ status: "stored", submission: again.submission, rev: 0 });
    expect([await row(first.submission), await row(again.submission)]).toEqual([FINE, REPEAT]);
    now += 10 * 60_000;
    expect(await row((await send()).submission)).toEqual(FINE);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("is no repeat from another address, to another site, or when it is short", async () => {
    await send();
    const elsewhere = await send({}, { "cf-connecting-ip": `203.0.113.${caller}` });
    expect(await row(elsewhere.submission)).toEqual(FINE);
    const site = await seedWorkspace(app);
    const other = await seedSurvey(app, site);
    const there = await send({ site: site.site, survey: other.id });
    expect(await row(there.submission)).toEqual(FINE);
    for (const text of ["No comments", "😀".repeat(11)]) {
      const answers = { q1: 9, q2: text };
      await send({ answers });
      expect(await row((await send({ answers })).submission)).toEqual(FINE);
    }
  });

  it("equal scores, choices and addresses never are one", async () => {
    for (let i = 0; i < 5; i++) {
      const sent = await send({ answers: { q1: 10, q3: ["o1", "o2"] } });
      expect(await row(sent.submission)).toEqual(FINE);
    }
  });

  it("a retry and an amendment never are, whoever said it in between", async () => {
    const first = await send({ complete: false });
    const other = await send();
    expect(await row(other.submission)).toEqual(REPEAT);
    expect((await app.post("/v1/in", retried(first))).status).toBe(200);
    await send({ ...retried(first), rev: 1, answers: { q1: 3, q2: TEXT } });
    expect(await row(first.submission)).toEqual(FINE);
    now += 11 * 60_000;
    const later = await send();
    expect(await row(later.submission)).toEqual(FINE);
    await send({ ...retried(first), rev: 2, answers: { q1: 4, q2: TEXT } });
    expect(await row(first.submission)).toEqual(FINE);
    expect(
      (await app.run("select count(*) as n from responses where survey_id = ?", [survey.id]))[0],
    ).toEqual({ n: 3 });
  });

  it("an amendment that brings the text is set aside, and its score leaves the figures", async () => {
    await send();
    const second = await send({ answers: { q1: 1 }, complete: false });
    expect(await row(second.submission)).toEqual(FINE);
    await send({ ...retried(second), rev: 1, answers: { q1: 1, q2: TEXT } });
    expect(await row(second.submission)).toEqual(REPEAT);
    expect(await rollupDrift(app)).toEqual([]);
  });

  it("is found on the hosted page too, and not where no address is known", async () => {
    await send();
    const form = new URLSearchParams({ submission: v7(), q1: "4", q2: TEXT });
    const post = (headers: Record<string, string>) =>
      app.request(`/s/${survey.slug}`, { method: "POST", body: form, headers });
    expect((await post({ "cf-connecting-ip": address })).status).toBe(200);
    expect(await row(form.get("submission")!)).toEqual(REPEAT);
    const bare = await testApp({ env: { TRUST_CONNECTING_IP: "" }, now: () => now });
    const place = await seedWorkspace(bare);
    const theirs = await seedSurvey(bare, place);
    for (let i = 0; i < 3; i++) await send({ site: place.site, survey: theirs.id }, {}, bare);
    expect(await bare.run("select distinct state from responses")).toEqual([{ state: "counted" }]);
    await bare.close();
  });

  it("is forgotten at midnight UTC with the key of the day", async () => {
    now = Date.UTC(2026, 6, 1, 23, 59);
    await send();
    now += 60_000;
    expect(await row((await send()).submission)).toEqual(FINE);
  });

  function retried(one: Awaited<ReturnType<typeof send>>) {
    const { status: _, reply: __, ...sent } = one;
    return sent;
  }
});

describe("fault 18: bots", () => {
  it.each([
    ["a filled honeypot", { hp: "x" }, {}, "filled a field that people cannot see"],
    ["299 ms", { ms: 299 }, {}, "answered faster than a person can"],
    [
      "a robot",
      {},
      { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" },
      "calls itself a robot",
    ],
  ])("%s: told stored, kept aside, not counted", async (_, more, headers, reason) => {
    const sent = await send({ answers: { q1: 1 }, ...more }, headers);
    expect([sent.status, sent.reply.status]).toEqual([200, "stored"]);
    expect(await row(sent.submission)).toEqual({ state: "quarantined", reason });
    expect(await app.run("select * from rollups where survey_id = ?", [survey.id])).toEqual([]);
  });

  it.each([
    ["an empty honeypot", { hp: "" }, {}],
    ["300 ms", { ms: 300 }, {}],
    ["a clock that went back", { ms: -5 }, {}],
    ["a phone called Cubot", {}, { "user-agent": "Mozilla/5.0 (Linux; Android 13; CUBOT X30)" }],
  ])("%s is a person", async (_, more, headers) => {
    expect(await row((await send({ answers: { q1: 1 }, ...more }, headers)).submission)).toEqual(
      FINE,
    );
  });
});

describe("fault 17: who is limited", () => {
  it("one address, whatever it claims of others", async () => {
    const tight = await testApp({ env: { INGEST_LIMIT: "2" }, now: () => now });
    const place = await seedWorkspace(tight);
    const { id } = await seedSurvey(tight, place);
    const to = (headers: Record<string, string>) =>
      send({ site: place.site, survey: id, answers: { q1: 1 } }, headers, tight);
    const claims = ["x-forwarded-for", "x-real-ip", "true-client-ip", "forwarded"];
    for (let i = 0; i < 5; i++) {
      const claim = Object.fromEntries(claims.map((name) => [name, `10.0.0.${i}`]));
      expect((await to(claim)).status).toBe(200);
    }
    for (const name of claims) expect((await to({ [name]: "10.9.9.9" })).status).toBe(429);
    expect((await to({ "cf-connecting-ip": "203.0.113.200" })).status).toBe(200);
    now += 30_000;
    expect([(await to({})).status, (await to({})).status]).toEqual([200, 429]);
    await tight.close();
  });

  it("where nobody trustworthy names the address: the site as a whole, tenfold", async () => {
    const bare = await testApp({
      env: { INGEST_LIMIT: "2", TRUST_CONNECTING_IP: "" },
      now: () => now,
    });
    const place = await seedWorkspace(bare);
    const { id } = await seedSurvey(bare, place);
    const statuses: number[] = [];
    for (let i = 0; i < 51; i++) {
      const forged = { "cf-connecting-ip": `10.1.0.${i}` };
      const sent = await send({ site: place.site, survey: id, answers: { q1: 1 } }, forged, bare);
      statuses.push(sent.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 50 }, () => 200), 429]);
    await bare.close();
  });

  it("an IPv6 caller by the 64 bits it was given", () => {
    const same = ["2001:db8:0:7::1", "2001:db8::7:ffff:1:2:3", "2001:0db8:0000:0007:1::"];
    expect(new Set(same.map(networkOf))).toEqual(new Set(["2001:db8:0:7"]));
    expect(networkOf("2001:db8:0:8::1")).toBe("2001:db8:0:8");
    expect(networkOf("::1")).toBe("0:0:0:0");
    expect(networkOf("::ffff:198.51.100.7")).toBe("198.51.100.7");
    expect(networkOf("198.51.100.7")).toBe("198.51.100.7");
  });

  it("and the day's key leaves no address anywhere", async () => {
    now += DAY_MS;
    await send();
    const tables = await app.run("select name from sqlite_master where type = 'table'");
    for (const { name } of tables) {
      const rows = await app.run(`select * from "${String(name)}"`).catch(() => []);
      expect(JSON.stringify(rows)).not.toContain(address);
    }
  });
});

import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Definition, Targeting } from "../../../domain/wire/survey.ts";
import { Why } from "../../../domain/wire/why.ts";
import {
  type TestApp,
  npsDefinition,
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { rowsRead, readsBy } from "../../support/reads.ts";

const NOW = Date.UTC(2026, 5, 1, 12);
const PAGE = "https://shop.example/pricing/team?from=mail#top";
let app: TestApp;
let home: { workspace: string; site: string };
let analyst: Record<string, string>;
let viewer: Record<string, string>;

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
});
afterAll(() => app.close());
beforeEach(async () => {
  home = await seedWorkspace(app);
  analyst = (await seedMember(app, home.workspace, "analyst")).headers;
  viewer = (await seedMember(app, home.workspace, "viewer")).headers;
});

type More = Partial<Targeting> & {
  state?: "draft" | "live" | "paused" | "closed";
  mode?: Definition["look"]["mode"];
  priority?: number;
};
/** A survey with rules; later ones go first unless a priority says otherwise. */
async function survey({ state = "live", mode = "popover", priority = 0, ...rules }: More = {}) {
  const definition: Definition = {
    ...npsDefinition,
    look: { ...npsDefinition.look, mode },
    targeting: { ...npsDefinition.targeting, ...rules },
  };
  const { id } = await seedSurvey(app, home, { definition, state });
  await app.run("update surveys set priority = ? where id = ?", [priority, id]);
  return id;
}
const ask = (question: object, headers = analyst, site = home.site) =>
  app.post(`/api/v1/sites/${site}/why`, { page: PAGE, ...question }, headers);
async function why(question: object = {}): Promise<Why> {
  const reply = await ask(question);
  expect(reply.status).toBe(200);
  return v.parse(Why, await reply.json());
}
const verdicts = (said: Why) => Object.fromEntries(said.surveys.map((s) => [s.id, s.verdict]));
const checkOf = (said: Why, id: string, rule: string) =>
  said.surveys.find((s) => s.id === id)?.checks.filter((check) => check.rule === rule);
/** An answer with a proof, `ago` days before now. */
const answered = (id: string, person: string, ago: number) =>
  app.run(
    `insert into responses (row, workspace_id, survey_id, submission, rev, content, channel, state, score, answers, texts, complete, day, facts, person, person_proven, created_at, updated_at)
     select s.no * 4294967296 + 1 + (select count(*) from responses), s.workspace_id, s.id, ?, 0, '', 'widget', 'test', 9, '{}', null, 1, 0, '[]', ?, 1, ?4, ?4 from surveys s where s.id = ?3`,
    [randomUUID(), person, id, NOW - ago * DAY_MS],
  );
const shown = (id: string, person: string, ago: number) =>
  app.run("insert into asks (workspace_id, person, survey_id, shown_at) values (?, ?, ?, ?)", [
    home.workspace,
    person,
    id,
    NOW - ago * DAY_MS,
  ]);

describe("rules of one survey", () => {
  it("names what was compared, pass or fail", async () => {
    const id = await survey({
      urls: ["/pricing*"],
      devices: ["desktop"],
      languages: ["de"],
      attributes: [
        { name: "plan", is: "one_of", values: ["pro"], signed: true },
        { name: "orders", is: "more", values: ["3"] },
      ],
    });
    const said = await why({
      person: "ada",
      device: "mobile",
      language: "de-AT",
      attributes: { plan: "pro", orders: 12 },
      signed: { plan: "free" },
    });
    expect(said.surveys[0]).toMatchObject({ id, verdict: "no", behind: null });
    const results = said.surveys[0]?.checks.map(({ rule, result }) => [rule, result]);
    expect(results).toEqual([
      ["state", "pass"],
      ["address", "pass"],
      ["device", "fail"],
      ["language", "pass"],
      ["attribute", "fail"],
      ["attribute", "pass"],
      ["rest", "pass"],
      ["rest", "pass"],
      ["rest", "pass"],
    ]);
    // What the page claims does not count where a signature is asked for, nor does an anchor.
    expect(checkOf(said, id, "attribute")?.[0]).toMatchObject({ value: "free" });
    expect(checkOf(said, id, "address")?.[0]).toMatchObject({ address: PAGE.replace("#top", "") });
  });

  it("what a page claims signs nothing, whoever the person is", async () => {
    const id = await survey({
      attributes: [{ name: "plan", is: "one_of", values: ["pro"], signed: true }],
    });
    const claimed = { person: "ada", attributes: { plan: "pro" } };
    const said = await why(claimed);
    expect(checkOf(said, id, "attribute")?.[0]).toMatchObject({ result: "fail", value: null });
    expect(verdicts(await why({ ...claimed, signed: { plan: "pro" } }))).toEqual({ [id]: "asks" });
  });

  it("what happens on the page waits, and an event that happened does not", async () => {
    const id = await survey({ event: "order_placed", delay: 5000, scroll: 40, exit: true });
    expect(verdicts(await why())).toEqual({ [id]: "waits" });
    const said = await why({ events: ["order_placed"] });
    expect(checkOf(said, id, "event")?.[0]).toMatchObject({ result: "pass" });
    expect(said.surveys[0]?.checks.map(({ result }) => result)).toContain("waits");
  });

  it("a time of its own judges the schedule", async () => {
    const id = await survey({ from: NOW + DAY_MS, until: NOW + 2 * DAY_MS });
    expect(verdicts(await why())).toEqual({ [id]: "no" });
    expect(verdicts(await why({ at: NOW + DAY_MS + 1 }))).toEqual({ [id]: "asks" });
    expect((await why({ at: NOW + DAY_MS + 1 })).at).toBe(NOW + DAY_MS + 1);
  });

  it("a sample is drawn for a person, and by the device for everybody else", async () => {
    const id = await survey({ sample: 0.5 });
    expect(verdicts(await why())).toEqual({ [id]: "chance" });
    const people = Array.from({ length: 20 }, (_, i) => `person ${i}`);
    const drawn = await Promise.all(
      people.map(async (person) => verdicts(await why({ person }))[id]),
    );
    expect(new Set(drawn)).toEqual(new Set(["asks", "no"]));
    expect(verdicts(await why({ person: "person 3" }))[id]).toBe(drawn[3]);
  });

  it.each(["draft", "paused", "closed"] as const)("a %s survey says so", async (state) => {
    const id = await survey({ state });
    const said = await why();
    expect(said.surveys[0]).toMatchObject({ id, state, verdict: "no" });
    expect(checkOf(said, id, "state")?.[0]).toMatchObject({ result: "fail", state });
  });

  it("one with all the answers it asked for says so", async () => {
    const id = await survey();
    await app.run("update surveys set quota = 5 where id = ?", [id]);
    await app.run("update surveys set answered = 5 where id = ?", [id]);
    expect(checkOf(await why(), id, "state")?.[0]).toMatchObject({ result: "fail", full: true });
  });
});

describe("whose turn it is", () => {
  it("one survey asks over a page: the first in order, unless it waits", async () => {
    const low = await survey({ priority: 1 });
    const high = await survey({ priority: 9 });
    const waits = await survey({ priority: 20, delay: 1000 });
    const inline = await survey({ priority: 0, mode: "inline" });
    const said = await why();
    expect(said.surveys.map(({ id }) => id)).toEqual([waits, high, low, inline]);
    expect(verdicts(said)).toEqual({
      [waits]: "behind",
      [high]: "asks",
      [low]: "behind",
      [inline]: "asks",
    });
    expect(said.surveys.find(({ id }) => id === low)?.behind).toBe(high);
    expect(Object.keys(said.names)).toEqual(expect.arrayContaining([low, high]));
  });
});

describe("a person", () => {
  it("rests after an answer, by the metric and by the survey, with its dates", async () => {
    const [mine, other] = [await survey(), await survey()];
    await answered(mine, "ada", 10);
    const said = await why({ person: "ada" });
    expect(verdicts(said)).toEqual({ [mine]: "no", [other]: "no" });
    const at = NOW - 10 * DAY_MS;
    expect(checkOf(said, mine, "rest")?.find((c) => "of" in c && c.of === "survey")).toMatchObject({
      result: "fail",
      rest: { until: at + 180 * DAY_MS, because: { survey: mine, what: "answered", at } },
    });
    expect(checkOf(said, other, "rest")?.find((c) => "of" in c && c.of === "metric")).toMatchObject(
      { result: "fail", rest: { until: at + 90 * DAY_MS } },
    );
    expect(said.history).toMatchObject([{ survey: mine, what: "answered", at }]);
    expect((await why({ person: " a\u0000da\n" })).history).toHaveLength(1);
    // Another person, and nobody in particular, rest from nothing.
    expect((await why({ person: "bob" })).history).toEqual([]);
    expect((await why()).history).toBeNull();
  });

  it("rests from all surveys after a show, for as long as the workspace says", async () => {
    const id = await survey();
    await shown(id, "ada", 20);
    expect(verdicts(await why({ person: "ada" }))).toEqual({ [id]: "no" });
    await app.run(`update workspaces set cooldown = '{"shown":14,"metric":7}' where id = ?`, [
      home.workspace,
    ]);
    const said = await why({ person: "ada" });
    expect(verdicts(said)).toEqual({ [id]: "asks" });
    expect(said.cooldown).toEqual({ shown: 14, metric: 7 });
  });

  it("at a time before, what came later is not known yet", async () => {
    const id = await survey();
    await shown(id, "ada", 3);
    const said = await why({ person: "ada", at: NOW - 5 * DAY_MS });
    expect(verdicts(said)).toEqual({ [id]: "asks" });
    expect(said.history).toEqual([]);
  });

  it("of another workspace with the same id is somebody else", async () => {
    const id = await survey();
    const elsewhere = await seedWorkspace(app);
    await app.run(
      "insert into asks (workspace_id, person, survey_id, shown_at) values (?, 'ada', ?, ?)",
      [elsewhere.workspace, id, NOW],
    );
    const said = await why({ person: "ada" });
    expect(said.history).toEqual([]);
    expect(verdicts(said)).toEqual({ [id]: "asks" });
  });
});

describe("the route", () => {
  it("is for analysts, and for keys that may read results", async () => {
    expect((await ask({}, viewer)).status).toBe(403);
    expect((await ask({}, {})).status).toBe(401);
    const key = await seedKey(app, home.workspace, ["results:read"]);
    expect((await ask({}, key.headers)).status).toBe(200);
  });

  it("is nothing to another tenant, whose surveys it never tells", async () => {
    const elsewhere = await seedWorkspace(app);
    const stranger = (await seedMember(app, elsewhere.workspace, "owner")).headers;
    expect((await ask({}, stranger)).status).toBe(404);
    await seedSurvey(app, elsewhere);
    expect((await why()).surveys).toEqual([]);
  });

  it.each([
    ["no page", { page: "" }, "page"],
    ["a path alone", { page: "/pricing" }, "page"],
    ["a script", { page: "javascript:alert(1)" }, "page"],
    ["a device that is none", { device: "watch" }, "device"],
    ["a language that is none", { language: "Deutsch bitte" }, "language"],
    ["a name that no attribute has", { attributes: { Plan: "pro" } }, "attributes.Plan"],
    ["signed attributes of nobody", { signed: { plan: "pro" } }, "signed"],
    ["a time that is none", { at: -1 }, "at"],
    ["a key that it does not know", { persn: "ada" }, "persn"],
  ])("refuses %s, and names it", async (_, question, field) => {
    const reply = await ask(question);
    expect(reply.status).toBe(422);
    const { error } = (await reply.json()) as { error: { fields: Record<string, string> } };
    expect(Object.keys(error.fields)).toEqual([field]);
  });

  it("writes nothing, and reads what is one person's alone", async () => {
    const id = await survey();
    for (let i = 0; i < 10; i++) await answered(id, "ada", i);
    for (let i = 0; i < 200; i++) await answered(id, `person ${i}`, i);
    const tables = async () =>
      JSON.stringify(
        await Promise.all(
          ["asks", "audit_entries", "impressions", "responses", "sites", "surveys"].map((table) =>
            app.run(`select * from ${table} order by 1, 2, 3`),
          ),
        ),
      );
    const before = await tables();
    const work = async () => void (await (await ask({ person: "ada" })).text());
    expect(rowsRead(await readsBy(app, work))).toBeLessThan(100);
    expect(await tables()).toBe(before);
  });
});

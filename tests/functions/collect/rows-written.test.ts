import { v7 } from "uuid";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/time/days.ts";
import { makeContext } from "../../../functions/world.ts";
import { makeDeps } from "../../../functions/deps.ts";
import { settingsOf } from "../../../functions/env.ts";
import { makeInvitation } from "../../../functions/services/sends/make-links.ts";
import { seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { readPage } from "../../support/page.ts";
import { type Writes, assignments, writesOf } from "../../support/writes.ts";

/** CONTRACTS, "Rollups and reads": table rows and index entries that one response may write. */
const BUDGET = { score: 3, attribute: 1, text: 2, person: 2, outbox: 1, amendment: 4 };
const ATTRIBUTES = ["plan", "country", "stage", "touchpoint", "tier", "segment"];
const AGENT = { "user-agent": "Mozilla/5.0 (X11; Linux)" };

let now = Date.UTC(2026, 5, 1, 12);
const app = await testApp({ now: () => now });
afterAll(() => app.close());
let home: { workspace: string; site: string };
let survey: { id: string };

beforeEach(async () => {
  now += 2 * DAY_MS;
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
  await app.run("update workspaces set attributes = ? where id = ?", [
    JSON.stringify(ATTRIBUTES),
    home.workspace,
  ]);
});

const body = (more: object = {}) => ({
  wire: 1,
  site: home.site,
  survey: survey.id,
  submission: v7(),
  answers: { q1: 9 } as object,
  complete: false,
  ...more,
});
const post = async (sent: object, headers: Record<string, string> = {}) =>
  expect((await app.post("/v1/in", sent, headers)).status).toBe(200);

/** The writes of the first response of a day and of a later one; they must be equal. */
async function both(more: object, headers: Record<string, string> = {}): Promise<Writes> {
  // What only the very first response of a survey writes: values seen for the first time.
  await post(body(more), headers);
  now += DAY_MS;
  const first = await writesOf(app, () => post(body(more), headers));
  const later = await writesOf(app, () => post(body(more), headers));
  expect(later).toEqual(first);
  return first;
}
const withAttributes = (n: number) => ({
  ...(n > 1 && { lang: "en" }),
  attributes: Object.fromEntries(
    ATTRIBUTES.slice(0, Math.max(n - 2, 0)).map((name) => [name, "one"]),
  ),
});
const text = { answers: { q1: 9, q2: "Came late" } };

describe("rows and index entries that a response writes", () => {
  it.each([
    [0, {}],
    [3, AGENT],
    [8, AGENT],
  ])("with %i attributes", async (n, agent: Record<string, string>) => {
    const more = withAttributes(n);
    const bare = await both(more, agent);
    expect(bare.by).toEqual({ responses: 1, responses_submission: 1, rollups: 1 + n });
    expect(bare.total).toBe(BUDGET.score + n * BUDGET.attribute);
    const said = await both({ ...more, ...text }, agent);
    expect(said.by).toEqual({ ...bare.by, verbatims: 1, verbatims_todo: 1 });
    expect(said.total).toBe(bare.total + BUDGET.text);
    const known = await both({ ...more, person: { id: "cust-1" } }, agent);
    expect(known.by).toEqual({ ...bare.by, responses_person: 1 });
    expect(known.total).toBeLessThanOrEqual(bare.total + BUDGET.person);
    const all = await both({ ...more, ...text, person: { id: "cust-1" } }, agent);
    expect(all.total).toBe(bare.total + BUDGET.text + 1);
  });

  it("finished in one post: the same", async () => {
    expect((await both({ complete: true })).total).toBe(BUDGET.score);
  });

  it("a value seen for the first time is remembered once", async () => {
    await post(body());
    const first = await writesOf(app, () => post(body({ lang: "fr" })));
    expect(first.by).toMatchObject({ attribute_values: 1 });
    const later = await writesOf(app, () => post(body({ lang: "fr" })));
    expect(later.by).not.toHaveProperty("attribute_values");
  });

  it("one more for each webhook", async () => {
    await hook("a");
    expect((await both({})).total).toBe(BUDGET.score + BUDGET.outbox);
    await hook("b");
    expect((await both({})).by).toMatchObject({ outbox: 2 });
  });

  it("one more while there is a quota", async () => {
    await app.run("update surveys set quota = 100 where id = ?", [survey.id]);
    expect((await both({})).by).toEqual({
      responses: 1,
      responses_submission: 1,
      rollups: 1,
      surveys: 1,
    });
  });

  it("an amendment that adds text: at most 4, whatever it carries", async () => {
    for (const n of [0, 3, 8]) {
      const sent = body(withAttributes(n));
      const agent: Record<string, string> = n > 0 ? AGENT : {};
      await post(sent, agent);
      const amended = { ...sent, rev: 1, ...text, complete: true };
      const writes = await writesOf(app, () => post(amended, agent));
      expect(writes.by).toEqual({ responses: 1, rollups: 1, verbatims: 1, verbatims_todo: 1 });
      expect(writes.total).toBe(BUDGET.amendment);
      expect((await writesOf(app, () => post(amended, agent))).total).toBe(0);
    }
  });

  it("an amendment that changes the score alone: the row and each of its counters", async () => {
    const sent = body(withAttributes(3));
    await post(sent, AGENT);
    const writes = await writesOf(app, () => post({ ...sent, rev: 1, answers: { q1: 2 } }, AGENT));
    expect(writes.by).toEqual({ responses: 1, rollups: 4 });
  });

  it("set aside: no rollup, one entry of the tray and its count", async () => {
    const writes = await both({ ...withAttributes(3), hp: "x" }, AGENT);
    const aside = { responses: 1, responses_submission: 1, responses_aside: 1, asides: 1 };
    expect(writes.by).toEqual(aside);
    await hook("a");
    await app.run("update surveys set state = 'paused', state_at = ? where id = ?", [
      now,
      survey.id,
    ]);
    expect((await both({})).by).toEqual(aside);
  });

  it("a vote by invitation: its history on top", async () => {
    const cast = async () => {
      const { link, visit } = await invited();
      return writesOf(app, () => vote(link, visit, { q1: 9 }));
    };
    await cast();
    now += DAY_MS;
    const writes = await cast();
    expect(writes.by).toEqual({
      responses: 1,
      responses_submission: 1,
      responses_person: 1,
      rollups: 3,
      votes: 1,
    });
    expect(await cast()).toEqual(writes);
    const { link, visit } = await invited();
    await vote(link, visit, { q1: 9 });
    const amended = await writesOf(app, () => vote(link, visit, { q1: 9, q2: "Fast" }, 1));
    expect(amended.by).toMatchObject({ responses: 1, rollups: 1, verbatims: 1, verbatims_todo: 1 });
  });

  it("a replay and a refused revision: nothing", async () => {
    const sent = body({ rev: 3 });
    await post(sent);
    for (const again of [sent, { ...sent, rev: 2 }])
      expect((await writesOf(app, () => post(again))).total).toBe(0);
  });
});

describe("the counter itself", () => {
  it("sees an index that was added", async () => {
    const bare = await both({});
    await app.run("create index extra on responses (channel)");
    const more = await both({});
    await app.run("drop index extra");
    expect(more.total).toBe(bare.total + 1);
    expect(more.by).toEqual({ ...bare.by, extra: 1 });
  });

  it("knows what a statement assigns", () => {
    const sql = `insert into a (x, y) values (1, 2) on conflict (x) do update set y = max(y, excluded.y), "z" = case when q = 1 then 2 end where r > 1;
      update \`b\` set \`c\` = coalesce(d, 1) where e = 1`;
    const found = [...assignments([sql])].map(([table, columns]) => [table, [...columns]]);
    expect(found).toEqual([
      ["a", ["y", "z"]],
      ["b", ["c"]],
    ]);
  });
});

async function hook(id: string): Promise<void> {
  await app.run(
    "insert into webhooks (workspace_id, id, url, created_at) values (?, ?, 'https://hooks.example', 0)",
    [home.workspace, id],
  );
}

async function invited(): Promise<{ link: string; visit: string }> {
  const ctx = {
    ...makeContext(now, () => undefined),
    workspace: home.workspace,
    actor: { kind: "system" as const, id: "test" },
  };
  const deps = makeDeps(settingsOf(app.env), app.env);
  const made = await makeInvitation(ctx, deps, survey.id, {
    person: "cust-1",
    language: "en",
  });
  const link = new URL(made.links[9] ?? "").pathname;
  const page = readPage<{ visit: string }>(await (await app.request(link)).text());
  await app.settled();
  return { link, visit: page.data.visit ?? "" };
}

async function vote(link: string, visit: string, answers: object, rev = 0): Promise<void> {
  const evidence = { touched: true, dwell: 900, webdriver: false };
  const reply = await app.post(link, { visit, rev, answers, complete: false, evidence });
  expect(reply.status).toBe(200);
}

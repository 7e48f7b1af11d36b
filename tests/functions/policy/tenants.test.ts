import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ThemeModel } from "../../../functions/db/repositories/themes.ts";
import { POLICY, type RouteKey } from "../../../functions/http/policy.ts";
import {
  type TestApp,
  seedKey,
  seedMember,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";
import { startReceiver } from "../../support/receiver.ts";

type Ids = Record<
  | "survey"
  | "response"
  | "theme"
  | "run"
  | "refit"
  | "site"
  | "key"
  | "member"
  | "invite"
  | "webhook"
  | "person"
  | "segment"
  | "send"
  | "invitation",
  string
>;
type Tenant = { workspace: string; ids: Ids; headers: Record<string, string> };

/** A call of each tenant that moved its response into quarantine. */
const CALL = v7();

/** A send that asks everybody once, but for its survey. */
const SEND = {
  name: "Ask",
  audience: { of: "everyone" },
  letter: { subject: { en: "A question" }, intro: { en: "One click" } },
  plan: { kind: "once", at: null },
  reminders: [],
};

/** Whose id a path takes, and a body that works with it. */
const WITH_ID: Partial<Record<RouteKey, [keyof Ids, object?]>> = {
  "GET /api/v1/surveys/:id": ["survey"],
  "PATCH /api/v1/surveys/:id": ["survey", { revision: 1, name: "Changed" }],
  "POST /api/v1/surveys/:id/publish": ["survey", {}],
  "POST /api/v1/surveys/:id/move": ["survey", { to: "paused" }],
  "POST /api/v1/surveys/:id/duplicate": ["survey", {}],
  "POST /api/v1/surveys/:id/archive": ["survey", { archived: true }],
  "GET /api/v1/surveys/:id/scores": ["survey"],
  "GET /api/v1/surveys/:id/responses": ["survey"],
  "GET /api/v1/surveys/:id/responses.csv": ["survey"],
  "GET /api/v1/surveys/:id/recipients": ["survey"],
  "GET /api/v1/surveys/:id/tray": ["survey"],
  "POST /api/v1/surveys/:id/responses/move": [
    "survey",
    { call: v7(), to: "deleted", match: { state: "tray" } },
  ],
  "POST /api/v1/surveys/:id/responses/undo": ["survey", { call: CALL }],
  "GET /api/v1/surveys/:id/themes": ["survey"],
  "GET /api/v1/surveys/:id/themes/changes": ["survey"],
  "GET /api/v1/surveys/:id/unthemed": ["survey"],
  "GET /api/v1/surveys/:id/meaning": ["survey"],
  "POST /api/v1/surveys/:id/refits": ["survey", {}],
  "GET /api/v1/theme-refits/:id": ["refit"],
  "POST /api/v1/theme-refits/:id": ["refit", { accept: false }],
  "POST /api/v1/surveys/:id/mail/preview": [
    "survey",
    { letter: { subject: "One question", intro: "Hello" } },
  ],
  "GET /api/v1/surveys/:id/mail/block": ["survey"],
  "GET /api/v1/surveys/:id/links": ["survey"],
  "POST /api/v1/surveys/:id/links": ["survey", { name: "Counter" }],
  "PATCH /api/v1/surveys/:id/links/:code": ["survey", { name: "Changed" }],
  "DELETE /api/v1/surveys/:id/links/:code": ["survey"],
  "POST /api/v1/surveys/:id/single-links": ["survey", { n: 1 }],
  "GET /api/v1/responses/:id": ["response"],
  "GET /api/v1/responses/:id/votes": ["response"],
  "POST /api/v1/responses/:id/move": ["response", { to: "test" }],
  "GET /api/v1/themes/:id": ["theme"],
  "POST /api/v1/themes/:id/edits": ["theme", { kind: "mute", muted: true }],
  "POST /api/v1/themes/:id/preview": ["theme", { kind: "mute", muted: true }],
  "GET /api/v1/themes/:id/quotes": ["theme"],
  "GET /api/v1/themes/:id/breakdown": ["theme"],
  "GET /api/v1/theme-runs/:id": ["run"],
  "GET /api/v1/sites/:id": ["site"],
  "POST /api/v1/sites/:id/why": ["site", { page: "https://shop.example/" }],
  "POST /api/v1/sites/:id/counts": ["site", { lost: -1, failed: 0, blocked: 0 }],
  "PATCH /api/v1/sites/:id": ["site", { name: "Changed" }],
  "POST /api/v1/sites/:id/proof-keys": ["site", {}],
  "POST /api/v1/sites/:id/proof-keys/remove": ["site", { kid: "k1" }],
  "DELETE /api/v1/keys/:id": ["key"],
  "PATCH /api/v1/members/:id": ["member", { role: "viewer" }],
  "DELETE /api/v1/members/:id": ["member"],
  "DELETE /api/v1/invites/:id": ["invite"],
  "GET /api/v1/people/:id": ["person"],
  "PATCH /api/v1/people/:id": ["person", { language: "fr", subscription: "unsubscribed" }],
  "PATCH /api/v1/segments/:id": ["segment", { name: "Changed", rules: {} }],
  "DELETE /api/v1/segments/:id": ["segment"],
  "PATCH /api/v1/webhooks/:id": ["webhook", { state: "disabled" }],
  "DELETE /api/v1/webhooks/:id": ["webhook"],
  "POST /api/v1/webhooks/:id/rotate": ["webhook"],
  "POST /api/v1/webhooks/:id/test": ["webhook"],
  "GET /api/v1/webhooks/:id/deliveries": ["webhook"],
  "POST /api/v1/webhooks/:id/replay": ["webhook", {}],
  "GET /api/v1/sends/:id": ["send"],
  "PATCH /api/v1/sends/:id": ["send", { ...SEND, name: "Changed" }],
  "POST /api/v1/sends/:id/move": ["send", { to: "cancelled" }],
  "POST /api/v1/sends/:id/test": ["send", { to: "me@example.com" }],
  "GET /api/v1/sends/:id/outlook": ["send"],
  "GET /api/v1/sends/:id/invitations": ["send"],
  "POST /api/v1/sends/:id/settle": ["send", { ids: [v7()], as: "again" }],
};

/** What a route cannot do without in its query. */
const QUERY: Partial<Record<RouteKey, string>> = { "GET /api/v1/surveys/:id/meaning": "?q=fast" };

/** The code of a link of each survey. */
const codes = new Map<string, string>();

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let app: TestApp;
let mine: Tenant;
let other: Tenant;

beforeAll(async () => {
  receiver = await startReceiver();
  app = await testApp({ env: { WEBHOOK_ALLOW: receiver.origin, LOCAL: "1" } });
  mine = await tenant();
  other = await tenant();
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

/** A workspace with one of each thing that has an id, made as far as possible through the API. */
async function tenant(): Promise<Tenant> {
  const home = await seedWorkspace(app);
  const { headers } = await seedMember(app, home.workspace, "owner");
  const member = await seedMember(app, home.workspace, "admin");
  const survey = await seedSurvey(app, home);
  const answer = {
    wire: 1,
    site: home.site,
    survey: survey.id,
    submission: v7(),
    answers: { q1: 9, q2: "Fast" },
    complete: true,
  };
  expect((await app.post("/v1/in", answer)).status).toBe(200);
  const list = await app.request(`/api/v1/surveys/${survey.id}/responses`, { headers });
  const response = ((await list.json()) as { items: { id: string }[] }).items[0]?.id ?? "";
  const order = { call: CALL, to: "quarantined", ids: [response] };
  const moved = await app.post(`/api/v1/surveys/${survey.id}/responses/move`, order, headers);
  expect(moved.status).toBe(200);
  const linked = await app.post(`/api/v1/surveys/${survey.id}/links`, { name: "Till" }, headers);
  codes.set(survey.id, ((await linked.json()) as { code: string }).code);
  await app.run("update workspaces set mail = ? where id = ?", [
    JSON.stringify({
      fromName: "Acme",
      from: "hello@acme.example",
      address: "1 Road, Vienna",
      dailyCap: 9,
    }),
    home.workspace,
  ]);
  const sent = await app.post("/api/v1/sends", { survey: survey.id, ...SEND }, headers);
  const send = ((await sent.json()) as { id: string }).id;
  const invitation = v7();
  await app.run(
    `insert into invitations (workspace_id, id, survey_id, version, email, person, send_id, state, step, sent_at, expires_at, created_at)
     values (?, ?, ?, 1, 'ada@example.com', 'invited', ?, 'unknown', 1, 1, 9e12, 1)`,
    [home.workspace, invitation, survey.id, send],
  );
  const theme = v7();
  await app.run(
    "insert into themes (workspace_id, id, label, status, space, model, created_at, updated_at) values (?, ?, 'Delivery', 'active', 'x', ?, 0, 0)",
    [home.workspace, theme, JSON.stringify(modelIn(survey.id))],
  );
  const run = v7();
  await app.run(
    `insert into theme_runs (workspace_id, id, survey_id, state, engine, upper_row, diff, started_at)
     values (?, ?, ?, 'done', 'x', 0, '{"created":[],"proposed":[],"grew":[],"faded":[],"merged":[],"split":[]}', 0)`,
    [home.workspace, run, survey.id],
  );
  const refit = v7();
  await app.run(
    `insert into theme_refits (workspace_id, id, survey_id, state, plan, diff, started_at)
     values (?, ?, ?, 'ready', 'null', 'null', 0)`,
    [home.workspace, refit, survey.id],
  );
  const key = (await seedKey(app, home.workspace, ["results:read"])).id;
  const invited = await app.post(
    "/api/v1/members",
    { email: `${v7()}@example.com`, role: "viewer" },
    headers,
  );
  const invite = ((await invited.json()) as { id: string }).id;
  const hooked = await app.post("/api/v1/webhooks", { url: `${receiver.origin}/hook` }, headers);
  const webhook = ((await hooked.json()) as { id: string }).id;
  const person = `person-${v7()}`;
  const people = {
    items: [{ person, email: `${person}@example.com`, attributes: { plan: "pro" } }],
  };
  expect((await app.post("/api/v1/people", people, headers)).status).toBe(200);
  const filter = { name: `Segment ${person}`, rules: { reachable: true } };
  const made = await app.post("/api/v1/segments", filter, headers);
  const segment = ((await made.json()) as { id: string }).id;
  await app.settled();
  return {
    workspace: home.workspace,
    headers,
    ids: {
      survey: survey.id,
      response,
      theme,
      run,
      refit,
      site: home.site,
      key,
      member: member.id,
      invite,
      webhook,
      send,
      invitation,
      person,
      segment,
    },
  };
}

function modelIn(surveyId: string): ThemeModel {
  const facet = {
    generation: 0,
    surveyId,
    since: 0,
    centroid: "",
    threshold: 1,
    terms: [],
    others: {},
  };
  return {
    label: "Delivery",
    status: "active",
    parentId: null,
    facets: [facet],
    exemplars: [],
    createdRun: "",
    until: null,
  };
}

function call(
  key: RouteKey,
  id: string,
  body: object | undefined,
  headers: Record<string, string>,
): Promise<Response> {
  const [method = "", path = ""] = key.split(" ");
  const address = path.replace(":id", id).replace(":code", codes.get(id) ?? "");
  return app.request(address + (QUERY[key] ?? ""), {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Every row of a workspace, in all tables that name one. */
async function everythingOf({ workspace }: Tenant): Promise<string> {
  const tables = await app.run(
    "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'workspace_id' where m.type = 'table'",
  );
  expect(tables.length).toBeGreaterThan(10);
  const rows = tables.map(async ({ name }) => {
    const all = await app.run(`select * from "${String(name)}" where workspace_id = ?`, [
      workspace,
    ]);
    return [name, all.map((row) => JSON.stringify(row)).sort()];
  });
  return JSON.stringify([
    await Promise.all(rows),
    await app.run("select * from workspaces where id = ?", [workspace]),
  ]);
}

describe("fault 37: ids of another tenant", () => {
  it("has a case for every route that takes an id", () => {
    const taking = Object.keys(POLICY).filter((key) => key.includes(":id"));
    expect(Object.keys(WITH_ID).toSorted()).toEqual(taking.toSorted());
  });

  it.each(Object.entries(WITH_ID) as [RouteKey, [keyof Ids, object?]][])(
    "%s: 404, and nothing happens",
    async (key, [what, body]) => {
      const before = await everythingOf(other);
      const reply = await call(key, other.ids[what], body, mine.headers);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ error: { code: "not_found" } });
      const named = await call(key, other.ids[what], body, {
        ...mine.headers,
        "x-verbatim-workspace": other.workspace,
      });
      expect([401, 403, 404]).toContain(named.status);
      await app.settled();
      expect(await everythingOf(other)).toBe(before);
    },
  );

  it.each([
    ["POST /api/v1/surveys", (ids: Ids) => ({ name: "Mine", template: "nps", site: ids.site })],
    ["POST /api/v1/theme-runs", (ids: Ids) => ({ survey: ids.survey })],
    ["POST /api/v1/sends", (ids: Ids) => ({ survey: ids.survey, ...SEND })],
    [
      "POST /api/v1/sends",
      (ids: Ids) => ({
        survey: mine.ids.survey,
        ...SEND,
        audience: { of: "segment", segment: ids.segment },
      }),
    ],
    ["POST /api/v1/invitations", (ids: Ids) => ({ survey: ids.survey, items: [{ key: "a" }] })],
    [
      "POST /api/v1/responses",
      (ids: Ids) => ({
        wire: 1,
        survey: ids.survey,
        submission: v7(),
        answers: { q1: 1 },
        complete: true,
      }),
    ],
  ] as const)("%s naming one in its body: refused, and nothing happens", async (key, body) => {
    const before = await everythingOf(other);
    const reply = await call(key, "", body(other.ids), mine.headers);
    expect([404, 422]).toContain(reply.status);
    expect(await everythingOf(other)).toBe(before);
    const own = await call(key, "", body(mine.ids), mine.headers);
    expect(own.ok).toBe(true);
  });

  it("a theme is not merged into another tenant's", async () => {
    const before = await everythingOf(other);
    const reply = await call(
      "POST /api/v1/themes/:id/edits",
      mine.ids.theme,
      { kind: "merge", into: other.ids.theme },
      mine.headers,
    );
    expect([404, 422]).toContain(reply.status);
    expect(await everythingOf(other)).toBe(before);
  });

  it("people of a segment are not told by another tenant's segment, and an address of theirs is nobody's", async () => {
    const reply = await app.request(`/api/v1/people?segment=${other.ids.segment}`, {
      headers: mine.headers,
    });
    expect(reply.status).toBe(404);
    const email = `${other.ids.person}@example.com`;
    const before = await everythingOf(other);
    await app.post("/api/v1/suppressions", { emails: [email] }, mine.headers);
    const items = [{ person: other.ids.person, email, attributes: { plan: "free" } }];
    expect((await app.post("/api/v1/people", { items }, mine.headers)).status).toBe(200);
    const lift = await app.request(`/api/v1/suppressions?email=${email}`, {
      method: "DELETE",
      headers: mine.headers,
    });
    expect(lift.status).toBe(200);
    expect(await everythingOf(other)).toBe(before);
    const theirs = await app.request(`/api/v1/suppressions?email=${email}`, {
      headers: other.headers,
    });
    expect(await theirs.json()).toMatchObject({ found: null });
    await app.run("delete from people where workspace_id = ? and person = ?", [
      mine.workspace,
      other.ids.person,
    ]);
  });

  it("a link is not reached by its code through a survey of one's own", async () => {
    const before = await everythingOf(other);
    const code = codes.get(other.ids.survey) ?? "";
    const path = `/api/v1/surveys/${mine.ids.survey}/links`;
    for (const [method, body] of [
      ["PATCH", { name: "Changed" }],
      ["DELETE", undefined],
    ] as const) {
      const reply = await app.request(`${path}/${code}`, {
        method,
        headers: mine.headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      expect(reply.status).toBe(404);
    }
    const taken = await app.post(path, { name: "Mine", code }, mine.headers);
    expect(taken.status).toBe(422);
    expect(await everythingOf(other)).toBe(before);
  });

  it("invitations of another tenant are neither reported nor settled, and its people have no events", async () => {
    const before = await everythingOf(other);
    const { send, invitation, person } = other.ids;
    const items = [{ invitation, kind: "hard" }];
    const reported = await call("POST /api/v1/bounces", "", { items }, mine.headers);
    expect(await reported.json()).toEqual({ noted: 0, unknown: 1 });
    const order = { ids: [invitation], as: "again" };
    await call("POST /api/v1/sends/:id/settle", mine.ids.send, order, mine.headers);
    expect((await call("POST /api/v1/sends/:id/settle", send, order, mine.headers)).status).toBe(
      404,
    );
    const events = { items: [{ id: "e1", person, event: "bought" }] };
    const tracked = await call("POST /api/v1/events", "", events, mine.headers);
    expect(await tracked.json()).toMatchObject({ planned: 0 });
    expect(await everythingOf(other)).toBe(before);
  });

  it("lists hold nothing of another tenant", async () => {
    for (const path of [
      "surveys",
      "sites",
      "keys",
      "members",
      "overview",
      "webhooks",
      "erasures",
      "sends",
      "people",
      `people?q=${other.ids.person.slice(0, 9)}`,
      `people?q=${other.ids.person}@`,
      "segments",
    ]) {
      const text = await (await app.request(`/api/v1/${path}`, { headers: mine.headers })).text();
      for (const id of Object.values(other.ids)) expect(text).not.toContain(id);
    }
  });

  // Last, because they change things: the same requests work in the tenant of the ids.
  it.each(Object.entries(WITH_ID) as [RouteKey, [keyof Ids, object?]][])(
    "%s: works for its own tenant",
    async (key, [what, body]) => {
      const fresh = await tenant();
      const reply = await call(key, fresh.ids[what], body, fresh.headers);
      expect({ status: reply.status, ...(reply.ok ? {} : { body: await reply.text() }) }).toEqual({
        status: reply.ok ? reply.status : 200,
      });
    },
  );
});

import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestApp, seedMember, seedSurvey, testApp } from "../../support/app.ts";
import { LETTER, type Office, mailSink, sendingOffice } from "../../support/sends.ts";
import { NOW } from "../../support/texts.ts";

let app: TestApp;
let office: Office;

beforeAll(async () => {
  app = await testApp({ now: () => NOW, env: { LOCAL: "1" } });
  office = await sendingOffice(app);
  await office.people(3);
});
afterAll(() => app.close());

type Failed = { error: { code: string; fields?: Record<string, string> } };
const fieldsOf = async (method: string, path: string, body: unknown, status = 422) =>
  Object.keys((await office.call<Failed>(method, path, body, status)).error.fields ?? {});
const SEND = {
  name: "Ask",
  audience: { of: "everyone" },
  letter: LETTER,
  plan: { kind: "once", at: null },
  reminders: [],
};

describe("a send through the API", () => {
  it("is made, read, listed, saved", async () => {
    const made = await office.draft();
    expect(made).toMatchObject({ state: "draft", survey: office.survey, surveyName: "Survey" });
    const saved = await office.call("PATCH", `sends/${made.id}`, { ...SEND, name: "Renamed" });
    expect(await office.read(made.id)).toEqual(saved);
    const { items } = await office.call<{ items: { id: string; name: string }[] }>(
      "GET",
      `sends?survey=${office.survey}`,
    );
    expect(items.find(({ id }) => id === made.id)?.name).toBe("Renamed");
    const other = await office.call<{ items: unknown[] }>("GET", "sends?survey=sv_aaaaaaaaaa");
    expect(other.items).toEqual([]);
  });

  it.each<[string, object]>([
    ["letter.subject", { letter: { intro: { en: "x" } } }],
    [
      "plan",
      { plan: { kind: "autopilot", months: 2, again: true, weekdays: [1], from: 9, to: 17 } },
    ],
    [
      "plan",
      { plan: { kind: "autopilot", months: 1, again: true, weekdays: [1], from: 17, to: 9 } },
    ],
    [
      "plan",
      { plan: { kind: "autopilot", months: 1, again: true, weekdays: [], from: 9, to: 17 } },
    ],
    ["reminders.0", { reminders: [0] }],
    ["reminders", { reminders: [1, 1, 1, 1] }],
    ["audience.people", { audience: { of: "people", people: [] } }],
    ["audience.segment", { audience: { of: "segment", segment: v7() } }],
    ["state", { state: "live" }],
    [
      "plan.unless.0.values",
      {
        plan: {
          kind: "trigger",
          event: "bought",
          days: 1,
          weekdays: [1],
          from: 9,
          to: 17,
          unless: [{ name: "a", is: "more" }],
        },
      },
    ],
  ])("refuses what is wrong with %s", async (field, change) => {
    const body = { survey: office.survey, ...SEND, ...change };
    const fields = await fieldsOf("POST", "sends", body);
    expect(fields.some((name) => name.startsWith(field))).toBe(true);
  });

  it("does not start without a sender, a live survey or a score to click", async () => {
    await app.run("update workspaces set mail = null where id = ?", [office.workspace]);
    const { id } = await office.draft();
    expect(await fieldsOf("POST", `sends/${id}/move`, { to: "live" })).toEqual(["mail"]);
    expect(await fieldsOf("POST", `sends/${id}/test`, { to: "me@example.com" })).toEqual(["mail"]);
    const { mail } = (await app.run("select mail from workspaces"))[0] ?? {};
    expect(mail).toBeNull();
    await app.run("update workspaces set mail = ?", [
      JSON.stringify({ fromName: "A", from: "a@b.example", address: "1 Road", dailyCap: 9 }),
    ]);
    const paused = await seedSurvey(app, office, { state: "paused" });
    const other = await office.draft({ survey: paused.id });
    expect(await fieldsOf("POST", `sends/${other.id}/move`, { to: "live" })).toEqual(["survey"]);
    await office.call("POST", `sends/${id}/move`, { to: "paused" }, 409);
  });

  it("once started keeps its audience and the kind of its plan; its words may change", async () => {
    const { id } = await office.start({ plan: { kind: "once", at: NOW + 9e6 } });
    const audience = { of: "people", people: ["p1"] };
    expect(await fieldsOf("PATCH", `sends/${id}`, { ...SEND, audience })).toEqual(["audience"]);
    const plan = { kind: "trigger", event: "x", days: 1, weekdays: [1], from: 9, to: 17 };
    expect(await fieldsOf("PATCH", `sends/${id}`, { ...SEND, plan })).toEqual(["plan.kind"]);
    await office.run(mailSink().mailer);
    const later = { kind: "once" as const, at: NOW + 18e6 };
    await office.call("PATCH", `sends/${id}`, { ...SEND, name: "Later", plan: later });
    const due = (await office.invitations(id)).map(({ dueAt }) => dueAt);
    expect(due).toEqual([later.at, later.at, later.at]);
    await office.call("POST", `sends/${id}/move`, { to: "cancelled" });
    await office.call("PATCH", `sends/${id}`, SEND, 409);
  });

  it("a draft, a start and a move twice are one", async () => {
    const { id } = await office.start({ plan: { kind: "once", at: NOW + 9e6 } });
    await office.run(mailSink().mailer);
    expect(
      (await office.call<{ state: string }>("POST", `sends/${id}/move`, { to: "live" })).state,
    ).toBe("live");
    expect(await office.invitations(id)).toHaveLength(3);
    await office.call("POST", `sends/${id}/move`, { to: "cancelled" });
  });

  it("a viewer sees none of it, an analyst reads and changes nothing", async () => {
    const viewer = await seedMember(app, office.workspace, "viewer");
    const analyst = await seedMember(app, office.workspace, "analyst");
    const status = async (who: typeof viewer, method: string) =>
      (
        await app.request("/api/v1/sends", {
          method,
          headers: who.headers,
          ...(method === "POST" && { body: JSON.stringify({ survey: office.survey, ...SEND }) }),
        })
      ).status;
    expect(await status(viewer, "GET")).toBe(403);
    expect(await status(analyst, "GET")).toBe(200);
    expect(await status(analyst, "POST")).toBe(403);
  });
});

describe("a test to oneself", () => {
  it("is mailed with links that work and is no invitation of the send", async () => {
    const { id } = await office.draft();
    await office.call("POST", `sends/${id}/test`, { to: "P1@mail1.example", language: "en" });
    const [mail] = await app.run(`select * from mails where "to" = 'p1@mail1.example'`);
    expect(mail?.["subject"]).toContain("Ada 1");
    const link = /\/e\/[\w-]+/u.exec(String(mail?.["html"]))?.[0] ?? "";
    expect((await app.request(link)).status).toBe(200);
    expect(await office.invitations(id)).toEqual([]);
    const rows = await app.run(
      "select send_id, state, round, sent_at from invitations where round = 'test'",
    );
    expect(rows).toEqual([{ send_id: null, state: "made", round: "test", sent_at: null }]);
    expect(await app.run("select * from mail_days")).toEqual([]);
  });
});

describe("links for another mail tool", () => {
  type Made = {
    items: {
      key: string;
      id: string;
      links: string[];
      link: string;
      trap: string;
      unsubscribe: string;
    }[];
  };
  const make = (items: object[], survey = office.survey, status = 200) =>
    office.call<Made>("POST", "invitations", { survey, items }, status);

  it("are the same for the same key, one for each score, and work", async () => {
    const items = [
      { key: "row-1", email: "ada@example.com", person: "ada", attributes: { plan: "pro" } },
      { key: "row-2" },
    ];
    const first = await make(items);
    expect(await make(items)).toEqual(first);
    const [one, two] = first.items;
    expect(one?.links).toHaveLength(11);
    expect(new Set([...(one?.links ?? []), one?.link, one?.trap, one?.unsubscribe]).size).toBe(14);
    expect(one?.id).not.toBe(two?.id);
    for (const link of [one?.links[9], one?.link, one?.unsubscribe])
      expect((await app.request(link ?? "")).status).toBe(200);
    const rows = await app.run(
      "select person, email, domain, state, send_id from invitations where person = 'ada'",
    );
    expect(rows).toEqual([
      {
        person: "ada",
        email: "ada@example.com",
        domain: "example.com",
        state: "made",
        send_id: null,
      },
    ]);
  });

  it("are refused for a survey that is not there, or too many at once", async () => {
    await make([{ key: "a" }], "sv_aaaaaaaaaa", 404);
    await make(
      Array.from({ length: 201 }, (_, i) => ({ key: `k${i}` })),
      office.survey,
      422,
    );
    await make([{ key: "" }], office.survey, 422);
  });
});

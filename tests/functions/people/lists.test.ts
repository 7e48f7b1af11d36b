import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  People,
  PersonDetail,
  Segment,
  SegmentPreview,
  Segments,
  Suppressed,
  Suppressions,
} from "../../../domain/wire/people.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { seedResponses } from "../../support/responses.ts";
import { NOW, system } from "../../support/texts.ts";
import { callsOf } from "./support.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let survey: { id: string };
let api: ReturnType<typeof callsOf>;

beforeAll(async () => {
  app = await testApp({ now: () => NOW });
  home = await seedWorkspace(app);
  api = callsOf(app, (await seedMember(app, home.workspace, "admin")).headers);
  survey = await seedSurvey(app, home);
  await api.post("/people", {
    items: Array.from({ length: 30 }, (_, i) => ({
      person: `c-${String(i).padStart(2, "0")}`,
      ...(i % 3 !== 0 && { email: `mail${i}@example.com` }),
      attributes: { plan: i % 2 ? "pro" : "free", seats: i },
      language: i % 2 ? "de-AT" : "en",
    })),
  });
  await api.post("/people", {
    items: [{ email: "c-zoe@example.com" }, { person: "x%_y", email: "c-yan@example.com" }],
  });
});
afterAll(() => app.close());

async function pages(query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: People = await api.get(
      `/people?${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    ids.push(...page.items.map(({ person }) => person));
    cursor = page.next;
  }
  return ids;
}

describe("GET /api/v1/people", () => {
  it("goes through everybody in pages, once each", async () => {
    const all = await pages("");
    expect(all.length).toBe(32);
    expect(await pages("limit=7")).toEqual(all);
    expect(all).toEqual(all.toSorted());
  });

  it("finds by the beginning of an id, then of an address, each once", async () => {
    expect(await pages("q=c-0")).toEqual(Array.from({ length: 10 }, (_, i) => `c-0${i}`));
    for (const limit of [1, 2, 5, 40]) {
      expect(await pages(`q=c-&limit=${limit}`)).toEqual([
        ...Array.from({ length: 30 }, (_, i) => `c-${String(i).padStart(2, "0")}`),
        "c-zoe@example.com",
        "x%_y",
      ]);
    }
    expect(await pages("q=MAIL1")).toEqual([
      "c-10",
      "c-11",
      "c-13",
      "c-14",
      "c-16",
      "c-17",
      "c-19",
      "c-01",
    ]);
    expect(await pages("q=%25")).toEqual([]);
    expect(await pages("q=x%25_")).toEqual(["x%_y"]);
  });

  it("of a segment, also together with a beginning", async () => {
    const { id } = await api.post<Segment>("/segments", {
      name: "German pros who can be mailed",
      rules: {
        languages: ["de"],
        reachable: true,
        attributes: [{ name: "seats", is: "more", values: ["4"] }],
      },
    });
    expect(await pages(`segment=${id}&limit=2`)).toEqual(
      [5, 7, 11, 13, 17, 19, 23, 25, 29].map((i) => `c-${String(i).padStart(2, "0")}`),
    );
    expect(await pages(`segment=${id}&q=c-1&limit=3`)).toEqual(["c-11", "c-13", "c-17", "c-19"]);
    expect((await api.call("GET", "/people?segment=nothing")).status).toBe(404);
    expect((await api.call("GET", "/people?q=a&cursor=zzz")).status).toBe(400);
  });
});

describe("GET /api/v1/people/:id", () => {
  it("tells answers that were proven, invitations and why the person rests", async () => {
    await seedResponses(app, home.workspace, survey.id, [
      { answers: { q1: 9, q2: "Lovely" }, person: { id: "c-01" }, occurredAt: NOW - 5 * DAY_MS },
      { answers: { q1: 2 }, person: { id: "c-01" }, occurredAt: NOW - 400 * DAY_MS },
      { answers: { q1: 1, q2: "Claimed" }, person: { id: "c-01" }, occurredAt: NOW - 3 * DAY_MS },
    ]);
    await app.run(
      "update responses set person_proven = texts is null or texts not like '%Claimed%' where person = 'c-01'",
    );
    await app.run(
      "insert into invitations (workspace_id, id, survey_id, version, person, state, due_at, expires_at, created_at, send_id) values (?, ?, ?, 1, 'c-01', 'planned', ?, 0, ?, 's1')",
      [home.workspace, v7(), survey.id, NOW + 1000, NOW - 1000],
    );
    const one = await api.get<PersonDetail>("/people/c-01");
    expect(one.answers).toMatchObject([
      {
        survey: survey.id,
        surveyName: "Survey",
        metric: "nps",
        score: 9,
        text: "Lovely",
        at: NOW - 5 * DAY_MS,
        state: "counted",
      },
      { score: 2, text: null },
    ]);
    expect(JSON.stringify(one)).not.toContain("Claimed");
    const named = await app.request(`/api/v1/responses/${one.answers[0]?.id}`, {
      headers: (await seedMember(app, home.workspace, "analyst")).headers,
    });
    expect(named.status).toBe(200);
    expect(one.invitations).toMatchObject([
      { state: "planned", send: "s1", sentAt: null, dueAt: NOW + 1000 },
    ]);
    expect(one.rests.map(({ of, what, until }) => [of, what, until])).toEqual([
      ["survey", "answered", NOW + 175 * DAY_MS],
      ["metric", "answered", NOW + 85 * DAY_MS],
    ]);
    expect((await api.call("GET", "/people/nobody")).status).toBe(404);
  });
});

describe("segments", () => {
  it("are made, listed, changed and removed", async () => {
    const made = await api.call("POST", "/segments", { name: "  All  ", rules: {} });
    expect(made).toMatchObject({ status: 201, body: { name: "All", rules: {}, sends: 0 } });
    const { id } = made.body as Segment;
    expect(
      await api.patch<Segment>(`/segments/${id}`, { name: "Some", rules: { silentDays: 30 } }),
    ).toMatchObject({
      id,
      name: "Some",
      rules: { silentDays: 30 },
    });
    const listed = await api.get<Segments>("/segments");
    expect(listed.items.map(({ name }) => name)).toContain("Some");
    expect(await api.remove(`/segments/${id}`)).toEqual({ ok: true });
    expect((await api.call("DELETE", `/segments/${id}`)).status).toBe(404);
    expect((await api.call("PATCH", `/segments/${id}`, { name: "x", rules: {} })).status).toBe(404);
  });

  it("refuse rules that say nothing", async () => {
    for (const rules of [
      { attributes: [{ name: "plan", is: "one_of" }] },
      { attributes: [{ name: "seats", is: "more", values: ["many"] }] },
      { scored: { metric: "nps", min: 7, max: 3 } },
      { silentDays: 0 },
      { else: 1 },
    ]) {
      expect((await api.call("POST", "/segments", { name: "Bad", rules })).status).toBe(422);
      expect((await api.call("POST", "/segments/preview", { rules })).status).toBe(422);
    }
  });

  it("that a send still asks stay until it is done", async () => {
    const { id } = await api.post<Segment>("/segments", { name: "Asked", rules: {} });
    await app.run(
      "insert into sends (workspace_id, id, survey_id, name, state, audience, letter, plan, created_at, updated_at) values (?, 'send', ?, 'x', 'live', ?, '{}', '{}', 0, 0)",
      [home.workspace, survey.id, JSON.stringify({ of: "segment", segment: id })],
    );
    expect((await api.get<Segments>("/segments")).items.find((s) => s.id === id)?.sends).toBe(1);
    expect((await api.call("DELETE", `/segments/${id}`)).status).toBe(422);
    await app.run("update sends set state = 'done' where workspace_id = ?", [home.workspace]);
    expect(await api.remove(`/segments/${id}`)).toEqual({ ok: true });
  });

  it("are previewed before they are saved", async () => {
    const seen = await api.post<SegmentPreview>("/segments/preview", {
      rules: { attributes: [{ name: "plan", is: "one_of", values: ["pro"] }] },
    });
    expect(seen).toMatchObject({ n: 15, reachable: 10, complete: true });
    expect(seen.people.length).toBe(10);
    expect(await api.post<SegmentPreview>("/segments/preview", { rules: {} })).toMatchObject({
      n: 32,
    });
  });
});

describe("suppressions", () => {
  it("are imported as hashes, found by address, and stop people", async () => {
    const imported = await api.post<Suppressed>("/suppressions", {
      emails: ["Mail1@example.com", "mail1@example.com", "who@example.com", "no address"],
    });
    expect(imported).toEqual({
      added: 2,
      known: 0,
      errors: [{ index: 3, message: "must be an address" }],
    });
    expect(await api.post("/suppressions", { emails: ["mail1@example.com"] })).toEqual({
      added: 0,
      known: 1,
      errors: [],
    });
    const found = await api.get<Suppressions>("/suppressions?email=MAIL1@example.com");
    expect(found).toMatchObject({
      counts: { imported: 2, erased: 0 },
      found: { reason: "imported", at: NOW },
    });
    expect((await api.get<Suppressions>("/suppressions")).found).toBeNull();
    expect(await api.get<PersonDetail>("/people/c-01")).toMatchObject({
      subscription: "unsubscribed",
      suppressed: "imported",
    });
    const rows = await app.run("select length(hash) as size, reason from suppressions");
    expect(rows).toEqual([1, 2].map(() => ({ size: 32, reason: "imported" })));
  });

  it("an admin lifts what an import or a bounce said, and nothing else", async () => {
    const { deps } = system(app, home.workspace);
    const lift = (email: string) =>
      api.call("DELETE", `/suppressions?email=${encodeURIComponent(email)}`);
    expect((await lift("mail1@example.com")).status).toBe(200);
    expect(await api.get<PersonDetail>("/people/c-01")).toMatchObject({
      subscription: "subscribed",
      suppressed: null,
    });
    expect((await lift("mail1@example.com")).status).toBe(404);
    expect((await lift("none")).status).toBe(400);
    const { addressHash } = await import("../../../functions/services/suppressions/hash.ts");
    for (const reason of ["bounced", "unsubscribed", "complained", "erased"] as const) {
      const hash = await addressHash(deps.signer, home.workspace, `${reason}@example.com`);
      await deps.suppressions.add(home.workspace, [{ hash, reason }], NOW);
      expect((await lift(`${reason}@example.com`)).status).toBe(reason === "bounced" ? 200 : 422);
      // A lighter word never replaces a graver one.
      await deps.suppressions.add(home.workspace, [{ hash, reason: "imported" }], NOW);
      const [now] = await deps.suppressions.has(home.workspace, [hash]);
      expect(now?.reason).toBe(reason === "bounced" ? "imported" : reason);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { templateOf } from "../../domain/survey/templates.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import type { Survey } from "../../domain/wire/surveys.ts";
import { type TestApp, seedMember, seedWorkspace, testApp } from "../support/app.ts";

let app: TestApp;
let home: { workspace: string; site: string };
let admin: Record<string, string>;
let stranger: Record<string, string>;

vi.setConfig({ testTimeout: 30_000 });

beforeAll(async () => {
  app = await testApp();
  home = await seedWorkspace(app);
  admin = (await seedMember(app, home.workspace, "admin")).headers;
  stranger = (await seedMember(app, (await seedWorkspace(app)).workspace, "owner")).headers;
});
afterAll(() => app.close());

const call = (method: string, path: string, body?: unknown, headers = admin) =>
  app.request(`/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
async function ok<T = Survey>(method: string, path: string, body?: unknown): Promise<T> {
  const reply = await call(method, path, body);
  expect(reply.status, `${method} ${path}`).toBeLessThan(300);
  return (await reply.json()) as T;
}
const failure = async (reply: Response) => ({
  status: reply.status,
  ...((await reply.json()) as { error: { code: string; fields?: Record<string, string> } }).error,
});
const create = (template = "nps", name = "How did we do?") =>
  ok("POST", "/surveys", { name, template });
const save = (survey: Survey, more: object) =>
  ok("PATCH", `/surveys/${survey.id}`, { revision: survey.revision, ...more });
const publish = (survey: Survey) => ok("POST", `/surveys/${survey.id}/publish`, {});
const audit = async (target: string) =>
  (await app.run("select action from audit_entries where target = ? order by id", [target])).map(
    (row) => row["action"],
  );
const withoutQuestion = (definition: Definition, id: string): Definition => ({
  ...definition,
  questions: definition.questions
    .filter((q) => q.id !== id)
    .map((q) => ({ ...q, branches: (q.branches ?? []).filter((b) => b.go !== id) })),
});

describe("a survey's life", () => {
  it.each(["nps", "csat", "ces", "none"] as const)(
    "starts as a draft from the %s template",
    async (metric) => {
      const survey = await create(metric, "Größe & Ström 100 %");
      expect(survey).toMatchObject({
        site: home.site,
        metric,
        state: "draft",
        version: 0,
        changed: true,
        published: null,
        versions: [],
      });
      expect(survey.slug).toMatch(/^gro-?[a-z]*e-strom-100-[a-z2-7]{6}$/u);
      expect(survey.draft).toEqual(templateOf(metric));
      expect(await ok("GET", `/surveys/${survey.id}`)).toEqual(survey);
      expect(await audit(survey.id)).toEqual(["survey.create"]);
    },
  );

  it("gives two surveys of one name different slugs, and a nameless one a word", async () => {
    expect((await create()).slug).not.toBe((await create()).slug);
    expect((await create("nps", "评价")).slug).toMatch(/^survey-[a-z2-7]{6}$/u);
  });

  it("is saved, published, paused, closed and reopened, and its log says so", async () => {
    let survey = await create();
    survey = await save(survey, {
      name: "Relationship",
      quota: 500,
      draft: { ...survey.draft, language: "de" },
    });
    expect(survey).toMatchObject({ name: "Relationship", quota: 500, revision: 2, changed: true });
    survey = await publish(survey);
    expect(survey).toMatchObject({ state: "live", version: 1, changed: false });
    expect(survey.published).toEqual(survey.draft);
    expect(survey.versions).toHaveLength(1);
    expect(survey.versions[0]?.by).toMatch(/@example\.com$/u);
    for (const to of ["paused", "live", "closed", "live"] as const) {
      expect(await ok("POST", `/surveys/${survey.id}/move`, { to })).toMatchObject({ state: to });
    }
    expect(await audit(survey.id)).toEqual([
      "survey.create",
      "survey.save",
      "survey.publish",
      ...Array.from({ length: 4 }, () => "survey.move"),
    ]);
    const row = await app.run("select metric, state_at from surveys where id = ?", [survey.id]);
    expect(Number(row[0]?.["state_at"])).toBeGreaterThan(app.now() - 10_000);
  });

  it("goes before others by its priority, without a new version, and its log says so", async () => {
    const first = await publish(await create());
    const second = await publish(await create());
    const order = async () => {
      const [{ site } = {}] = await app.run("select site_id as site from surveys where id = ?", [
        first.id,
      ]);
      const reply = await app.request(`/v1/${String(site)}.json`);
      const { s } = (await reply.json()) as { s: { id: string }[] };
      return s.map(({ id }) => id).filter((id) => id === first.id || id === second.id);
    };
    const saved = await save(first, { priority: 5 });
    expect(saved).toMatchObject({ priority: 5, revision: first.revision, version: 1 });
    expect(await order()).toEqual([first.id, second.id]);
    const details = await app.run(
      "select detail from audit_entries where target = ? and action = 'survey.save'",
      [first.id],
    );
    expect(details).toEqual([{ detail: '{"priority":5}' }]);
    for (const priority of [1.5, 1001, -1001, "5", null])
      expect(
        (await call("PATCH", `/surveys/${first.id}`, { revision: saved.revision, priority }))
          .status,
      ).toBe(422);
  });

  it("keeps what is live while its draft changes", async () => {
    let survey = await publish(await create());
    survey = await save(survey, { draft: withoutQuestion(survey.draft, "q3") });
    expect(survey.changed).toBe(true);
    expect(survey.published?.questions).toHaveLength(4);
    survey = await publish(survey);
    expect(survey.version).toBe(2);
    expect(survey.published?.questions).toHaveLength(3);
    expect(survey.versions.map((v) => v.v)).toEqual([2, 1]);
    expect(survey.free.question).toBe("q5");
    // Publishing what is published is nothing new.
    expect((await publish(survey)).version).toBe(2);
  });

  it("a new name does not ask for a new version", async () => {
    const survey = await publish(await create());
    expect(await save(survey, { name: "Other" })).toMatchObject({ name: "Other", changed: false });
  });

  it("is duplicated as a draft of its own", async () => {
    const survey = await publish(await create());
    const copy = await ok("POST", `/surveys/${survey.id}/duplicate`, {});
    expect(copy).toMatchObject({
      name: "Copy of How did we do?",
      state: "draft",
      version: 0,
      revision: 1,
    });
    expect(copy.id).not.toBe(survey.id);
    expect(copy.slug).not.toBe(survey.slug);
    expect(copy.draft).toEqual(survey.draft);
  });

  it("is put away closed, left out of the list, and brought back", async () => {
    const survey = await publish(await create());
    const away = await ok("POST", `/surveys/${survey.id}/archive`, { archived: true });
    expect(away.state).toBe("closed");
    expect(away.archivedAt).toBeGreaterThan(0);
    const ids = async (query: string) =>
      (await ok<{ items: Survey[] }>("GET", `/surveys${query}`)).items.map((s) => s.id);
    expect(await ids("")).not.toContain(survey.id);
    expect(await ids("?archived=1")).toContain(survey.id);
    await save(away, { draft: { ...survey.draft, language: "fr" } });
    for (const path of ["publish", "move"]) {
      const refused = await failure(
        await call("POST", `/surveys/${survey.id}/${path}`, { to: "live" }),
      );
      expect(refused).toMatchObject({ status: 422, code: "invalid" });
    }
    expect(await ok("POST", `/surveys/${survey.id}/archive`, { archived: false })).toMatchObject({
      archivedAt: null,
      state: "closed",
    });
    expect(await audit(survey.id)).toEqual(
      expect.arrayContaining(["survey.archive", "survey.restore"]),
    );
  });
});

describe("refusals", () => {
  it("a save on an old revision is 409 stale and changes nothing", async () => {
    const survey = await create();
    await save(survey, { draft: { ...survey.draft, language: "de" } });
    const late = await call("PATCH", `/surveys/${survey.id}`, {
      revision: survey.revision,
      draft: survey.draft,
    });
    expect(await failure(late)).toMatchObject({ status: 409, code: "stale" });
    expect((await ok("GET", `/surveys/${survey.id}`)).draft.language).toBe("de");
  });

  it("of twenty saves at once on one revision, one wins", async () => {
    const survey = await create();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        call("PATCH", `/surveys/${survey.id}`, {
          revision: survey.revision,
          name: `Name ${i}`,
          draft: { ...survey.draft, look: { ...survey.draft.look, radius: i } },
        }),
      ),
    );
    expect(replies.map((r) => r.status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 409),
    ]);
    expect((await audit(survey.id)).filter((a) => a === "survey.save")).toHaveLength(1);
  });

  it("of ten publishes at once, one makes a version", async () => {
    const survey = await create();
    await Promise.all(
      Array.from({ length: 10 }, () => call("POST", `/surveys/${survey.id}/publish`, {})),
    );
    const after = await ok("GET", `/surveys/${survey.id}`);
    expect([after.version, after.versions.length]).toEqual([1, 1]);
    expect((await audit(survey.id)).filter((a) => a === "survey.publish")).toHaveLength(1);
  });

  it("names the question that would corrupt answers", async () => {
    const survey = await publish(await create("ces"));
    const [score, ...rest] = survey.draft.questions;
    const five = { ...survey.draft, questions: [{ ...score, max: 5 }, ...rest] };
    const saved = await save(survey, { draft: five });
    const refused = await failure(await call("POST", `/surveys/${survey.id}/publish`, {}));
    expect(refused).toMatchObject({
      status: 422,
      code: "invalid",
      fields: { q1: expect.stringContaining("1 to 7") },
    });
    expect((await ok("GET", `/surveys/${survey.id}`)).version).toBe(1);
    expect(saved.changed).toBe(true);
  });

  it("an id of a removed question does not come back as another", async () => {
    let survey = await publish(await create());
    const old = survey.draft;
    survey = await publish(await save(survey, { draft: withoutQuestion(old, "q4") }));
    const other = {
      ...old,
      questions: old.questions.map((q) => (q.id === "q4" ? { ...q, text: "Your name?" } : q)),
    };
    survey = await save(survey, { draft: other });
    const refused = await failure(await call("POST", `/surveys/${survey.id}/publish`, {}));
    expect(refused).toMatchObject({ status: 422, fields: { q4: expect.any(String) } });
    await publish(await save(survey, { draft: old }));
  });

  it("a published survey keeps its metric; a draft may change it", async () => {
    const draft = await create("nps");
    expect(await save(draft, { draft: templateOf("csat") })).toMatchObject({ metric: "csat" });
    const live = await publish(await create("nps"));
    const refused = await call("PATCH", `/surveys/${live.id}`, {
      revision: 1,
      draft: templateOf("csat"),
    });
    expect(await failure(refused)).toMatchObject({
      status: 422,
      fields: { "draft.metric": expect.any(String) },
    });
  });

  it("moves only where the lifecycle leads", async () => {
    const survey = await create();
    for (const to of ["live", "paused", "closed"]) {
      expect((await call("POST", `/surveys/${survey.id}/move`, { to })).status).toBe(422);
    }
    const closed = await publish(survey);
    await ok("POST", `/surveys/${closed.id}/move`, { to: "closed" });
    expect((await call("POST", `/surveys/${closed.id}/move`, { to: "paused" })).status).toBe(422);
    expect((await call("POST", `/surveys/${closed.id}/move`, { to: "draft" })).status).toBe(422);
  });

  it.each([
    ["POST", "/surveys", { name: "", template: "nps" }],
    ["POST", "/surveys", { name: "A", template: "rating" }],
    ["POST", "/surveys", { name: "A", template: "nps", owner: "me" }],
    ["POST", "/surveys", { name: "A", template: "nps", site: "st_aaaaaaaaaa" }],
  ])("%s %s refuses %j", async (method, path, body) => {
    expect((await call(method, path, body)).status).toBe(422);
  });

  it("refuses a definition that contradicts itself", async () => {
    const survey = await create();
    const [first] = survey.draft.questions;
    const twice = { ...survey.draft, questions: [first, first] };
    const nowhere = { ...survey.draft, questions: [{ ...first, branches: [{ go: "q99" }] }] };
    const script = {
      ...survey.draft,
      thanks: { title: "T", link: { text: "L", url: "javascript:alert(1)" } },
    };
    for (const draft of [twice, nowhere, script]) {
      expect((await call("PATCH", `/surveys/${survey.id}`, { revision: 1, draft })).status).toBe(
        422,
      );
    }
  });

  it("is not there for another tenant, whatever is asked", async () => {
    const survey = await publish(await create());
    const asks = [
      ["GET", ""],
      ["PATCH", "", { revision: 1, name: "Mine" }],
      ["POST", "/publish", {}],
      ["POST", "/move", { to: "closed" }],
      ["POST", "/duplicate", {}],
      ["POST", "/archive", { archived: true }],
      ["GET", "/scores"],
      ["GET", "/responses"],
      ["GET", "/responses.csv"],
    ] as const;
    for (const [method, path, body] of asks) {
      const reply = await call(method, `/surveys/${survey.id}${path}`, body, stranger);
      expect([method, path, reply.status]).toEqual([method, path, 404]);
      expect((await call(method, `/surveys/${survey.id}${path}`, body, {})).status).toBe(401);
    }
    expect(await ok("GET", `/surveys/${survey.id}`)).toEqual(survey);
    const theirs = await call(
      "POST",
      "/surveys",
      { name: "A", template: "nps", site: home.site },
      stranger,
    );
    expect(theirs.status).toBe(422);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person, PersonDetail, SavedPeople } from "../../../domain/wire/people.ts";
import { addressHash } from "../../../functions/services/suppressions/hash.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { NOW, system } from "../../support/texts.ts";
import { writesOf } from "../../support/writes.ts";
import { callsOf } from "./support.ts";

let app: TestApp;
let now = NOW;
let home: { workspace: string; site: string };
let api: ReturnType<typeof callsOf>;

beforeAll(async () => void (app = await testApp({ now: () => now })));
afterAll(() => app.close());
beforeEach(async () => {
  home = await seedWorkspace(app);
  api = callsOf(app, (await seedMember(app, home.workspace, "admin")).headers);
});

const save = (items: unknown[], source?: string) =>
  api.post<SavedPeople>("/people", { items, ...(source && { source }) });
const person = (id: string) => api.get<PersonDetail>(`/people/${encodeURIComponent(id)}`);
const suppress = async (
  email: string,
  reason: "unsubscribed" | "bounced" | "complained" | "erased",
) => {
  const { deps } = system(app, home.workspace);
  const hash = await addressHash(deps.signer, home.workspace, email);
  await deps.suppressions.add(home.workspace, [{ hash, reason }], now);
};

describe("POST /api/v1/people", () => {
  it("makes people, and says what became of each row", async () => {
    const saved = await save(
      [
        {
          person: " u1 ",
          email: "Ann@Example.COM",
          attributes: { plan: "pro", seats: 3 },
          language: "de-AT",
          consent: "given",
        },
        { email: "Bob@example.com" },
        { person: "u3", email: "not an address" },
        { attributes: { plan: "pro" } },
        "nobody",
        { person: "u6", attributes: { Plan: "x" } },
        { person: "u7", tel: "1" },
        { person: "\u0000\u0007" },
      ],
      "import",
    );
    expect(saved).toMatchObject({ created: 2, updated: 0, unchanged: 0 });
    expect(saved.errors.map(({ index, field }) => [index, field])).toEqual([
      [2, "email"],
      [3, "person"],
      [4, "person"],
      [5, "attributes.Plan"],
      [6, "tel"],
      [7, "person"],
    ]);
    expect(saved.errors[0]?.message).toBe("must be an address");
    expect(saved.errors[1]?.message).toBe("needs a person or an email");
    expect(await person("u1")).toMatchObject({
      person: "u1",
      email: "ann@example.com",
      attributes: { plan: "pro", seats: 3 },
      language: "de-AT",
      consent: "given",
      consentAt: now,
      subscription: "subscribed",
      source: "import",
      suppressed: null,
      answers: [],
      invitations: [],
      rests: [],
    });
    expect(await person("bob@example.com")).toMatchObject({ email: "bob@example.com" });
  });

  it("changes what a row names and leaves the rest; null takes away", async () => {
    await save([
      {
        person: "u1",
        email: "a@example.com",
        attributes: { plan: "pro", seats: 3 },
        language: "de",
      },
    ]);
    now += 1000;
    expect(
      await save([{ person: "u1", attributes: { seats: null, city: "Graz" }, language: null }]),
    ).toMatchObject({ updated: 1 });
    expect(await person("u1")).toMatchObject({
      email: "a@example.com",
      attributes: { plan: "pro", city: "Graz" },
      language: null,
      createdAt: now - 1000,
      updatedAt: now,
    });
  });

  it("is safe to run twice: the second run changes and writes nothing", async () => {
    const items = Array.from({ length: 50 }, (_, i) => ({
      person: `u${i}`,
      email: `${i}@example.com`,
      attributes: { plan: i % 2 ? "pro" : "free", seats: String(i) === "" ? 0 : i },
      language: "de",
      consent: "given",
      subscription: i % 10 ? "subscribed" : "unsubscribed",
    }));
    expect(await save(items)).toMatchObject({ created: 50 });
    const again = await writesOf(app, async () => {
      expect(await save(items)).toEqual({ created: 0, updated: 0, unchanged: 50, errors: [] });
    });
    expect(again.total).toBe(0);
  });

  it("rows about the same person go on from each other", async () => {
    const saved = await save([
      { person: "u1", attributes: { plan: "pro", seats: 1 } },
      { person: "u1", attributes: { plan: null, city: "Graz" } },
      { person: "u1", attributes: { city: "Graz" } },
    ]);
    expect(saved).toEqual({ created: 1, updated: 0, unchanged: 1, errors: [] });
    expect((await person("u1")).attributes).toEqual({ seats: 1, city: "Graz" });
  });

  it("refuses bodies that are none, and more than 500 rows", async () => {
    for (const body of [
      {},
      { items: [] },
      { items: Array.from({ length: 501 }, () => ({ person: "a" })) },
      { items: [{ person: "a" }], more: 1 },
    ])
      expect((await api.call("POST", "/people", body)).status).toBe(422);
    const most = await save(Array.from({ length: 500 }, (_, i) => ({ person: `u${i}` })));
    expect(most.created).toBe(500);
  });
});

describe("types of attributes", () => {
  it("are decided by the first value that comes", async () => {
    await save([
      {
        person: "u1",
        attributes: {
          plan: "pro",
          seats: 3,
          vip: true,
          since: "2026-02-28",
          zip: "01067",
          empty: "",
        },
      },
    ]);
    const { items } = await api.get<{
      items: { name: string; type: string; examples: string[] }[];
    }>("/people/attributes");
    expect(items.map(({ name, type }) => [name, type])).toEqual([
      ["plan", "text"],
      ["seats", "number"],
      ["since", "date"],
      ["vip", "boolean"],
      ["zip", "text"],
    ]);
    expect(items[0]?.examples).toEqual(["pro"]);
    const saved = await save([
      { person: "u2", attributes: { seats: "12", vip: "true", since: "2026-03-01" } },
      { person: "u3", attributes: { seats: "many" } },
      { person: "u4", attributes: { since: "2026-02-30" } },
      { person: "u5", attributes: { plan: 5 } },
      { person: "u6", attributes: { vip: "yes" } },
      { person: "u7", attributes: { seats: "" } },
    ]);
    expect(saved.errors).toEqual([
      { index: 1, field: "attributes.seats", message: "must be a number" },
      { index: 2, field: "attributes.since", message: "must be a date like 2026-01-31" },
      { index: 3, field: "attributes.plan", message: "must be text" },
      { index: 4, field: "attributes.vip", message: "must be true or false" },
    ]);
    expect(saved.created).toBe(2);
    expect((await person("u2")).attributes).toEqual({ seats: 12, vip: true, since: "2026-03-01" });
    expect((await person("u7")).attributes).toEqual({});
  });

  it("hold within one call, and a row that is refused decides none", async () => {
    const saved = await save([
      { person: "u1", email: "broken", attributes: { n: "text" } },
      { person: "u2", attributes: { n: 1 } },
      { person: "u3", attributes: { n: "x" } },
    ]);
    expect(saved.errors.map(({ index, field }) => [index, field])).toEqual([
      [0, "email"],
      [2, "attributes.n"],
    ]);
  });

  it("there are at most 40 of a person and 200 names", async () => {
    const named = (from: number, n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${from + i}`, 1]));
    await save([{ person: "u1", attributes: named(0, 40) }]);
    const more = await save([
      { person: "u1", attributes: { b: 1 } },
      { person: "u1", attributes: { a0: null, b: 1 } },
    ]);
    expect(more.errors).toEqual([
      { index: 0, field: "attributes", message: "at most 40 attributes" },
    ]);
    for (let i = 1; i < 5; i++)
      await save([{ person: `u${i}x`, attributes: named(i * 40, i === 4 ? 39 : 40) }]);
    const over = await save([{ person: "z", attributes: { one_more: 1 } }]);
    expect(over.errors[0]).toMatchObject({ field: "attributes.one_more" });
  });
});

describe("who said no", () => {
  it("an import may unsubscribe, and never subscribes again", async () => {
    await save([
      { person: "u1", email: "a@example.com" },
      { person: "u2", email: "a@example.com" },
    ]);
    await save([{ person: "u1", subscription: "unsubscribed" }]);
    expect(await person("u1")).toMatchObject({
      subscription: "unsubscribed",
      suppressed: "imported",
    });
    // The address says no, whoever shares it.
    expect(await person("u2")).toMatchObject({ subscription: "unsubscribed" });
    const again = await save([{ person: "u1", subscription: "subscribed" }]);
    expect(again).toMatchObject({ unchanged: 1, errors: [] });
    const fresh = await save([
      { person: "u3", email: "A@example.com", subscription: "subscribed" },
    ]);
    expect(fresh).toMatchObject({ created: 1 });
    expect(await person("u3")).toMatchObject({ subscription: "unsubscribed" });
  });

  it.each([
    ["unsubscribed", "unsubscribed"],
    ["complained", "complained"],
    ["bounced", "bounced"],
  ] as const)(
    "a suppressed address (%s) makes a person that is so",
    async (reason, subscription) => {
      await suppress("gone@example.com", reason);
      await save([{ person: "u1" }, { person: "u2", email: "gone@example.com" }]);
      await save([{ person: "u1", email: "gone@example.com", subscription: "subscribed" }]);
      for (const id of ["u1", "u2"])
        expect(await person(id)).toMatchObject({ subscription, suppressed: reason });
    },
  );

  it("an erased address is refused, and the person is welcome without it", async () => {
    await suppress("erased@example.com", "erased");
    const saved = await save([
      { person: "u1", email: "erased@example.com" },
      { email: "erased@example.com" },
      { person: "u2" },
    ]);
    expect(saved).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
      errors: [0, 1].map((index) => ({
        index,
        field: "email",
        message: "was erased on request: the person can be saved without it",
      })),
    });
  });

  it("what a person said while a file was read stands", async () => {
    await save([{ person: "u1", email: "a@example.com" }]);
    const { deps } = system(app, home.workspace);
    await deps.people.setSubscription(home.workspace, "a@example.com", "complained", now);
    // As a call would write that read the person before.
    await deps.people.save(
      home.workspace,
      {
        changes: [{ person: "u1", subscription: "unsubscribed", language: "fr" }],
        fresh: [],
        adopted: [],
        source: "api",
      },
      now,
    );
    expect(await person("u1")).toMatchObject({ subscription: "complained", language: "fr" });
  });
});

describe("addresses", () => {
  it("a row without an id is about the one person who has the address", async () => {
    await save([{ person: "u1", email: "a@example.com" }]);
    expect(await save([{ email: "A@example.com", language: "de" }])).toMatchObject({ updated: 1 });
    expect(await person("u1")).toMatchObject({ language: "de" });
    await save([{ person: "u2", email: "a@example.com" }]);
    const shared = await save([{ email: "a@example.com", language: "fr" }]);
    expect(shared.errors).toEqual([
      { index: 0, field: "email", message: "is shared by several people: say which by their id" },
    ]);
  });

  it("who was known by the address alone becomes the person whose address it is, with all that happened", async () => {
    const survey = await seedSurvey(app, home);
    await save([{ email: "a@example.com", attributes: { plan: "pro" } }]);
    await app.run(
      "insert into invitations (workspace_id, id, survey_id, version, person, email, sent_at, expires_at, created_at) values (?, 'i1', ?, 1, 'a@example.com', 'a@example.com', ?, 0, ?)",
      [home.workspace, survey.id, now - 1000, now - 2000],
    );
    expect(await save([{ person: "u1", email: "a@example.com" }])).toMatchObject({
      updated: 1,
      created: 0,
    });
    expect((await api.call("GET", "/people/a%40example.com")).status).toBe(404);
    expect(await person("u1")).toMatchObject({
      attributes: { plan: "pro" },
      invitations: [{ id: "i1", survey: survey.id, sentAt: now - 1000 }],
      rests: [{ of: "any", what: "sent", survey: survey.id }],
    });
    // In one file as well.
    const both = await save([
      { email: "b@example.com", language: "de" },
      { person: "u2", email: "b@example.com" },
    ]);
    expect(both).toEqual({ created: 1, updated: 0, unchanged: 0, errors: [] });
    expect(await person("u2")).toMatchObject({ language: "de" });
    expect((await api.call("GET", "/people/b%40example.com")).status).toBe(404);
  });
});

describe("PATCH /api/v1/people/:id", () => {
  it("changes one person, and refuses what a row would be refused for", async () => {
    await save([{ person: "a/b c", email: "a@example.com", attributes: { seats: 1 } }]);
    const path = `/people/${encodeURIComponent("a/b c")}`;
    expect(
      await api.patch<Person>(path, { attributes: { seats: "2" }, consent: "withdrawn" }),
    ).toMatchObject({
      attributes: { seats: 2 },
      consent: "withdrawn",
      consentAt: now,
    });
    for (const body of [
      { attributes: { seats: "x" } },
      { email: "none" },
      { person: "other" },
      { language: "?" },
    ]) {
      expect((await api.call("PATCH", path, body)).status).toBe(422);
    }
    expect((await api.call("PATCH", "/people/nobody", { language: "de" })).status).toBe(404);
  });

  it("subscribes again whom an import or a bounce stopped, never who said no", async () => {
    for (const [id, reason] of [
      ["imported", undefined],
      ["bounced", "bounced"],
      ["unsubscribed", "unsubscribed"],
      ["complained", "complained"],
    ] as const) {
      await save([{ person: id, email: `${id}@example.com` }]);
      const { deps } = system(app, home.workspace);
      if (reason) {
        await suppress(`${id}@example.com`, reason);
        await deps.people.setSubscription(home.workspace, `${id}@example.com`, reason, now);
      } else await save([{ person: id, subscription: "unsubscribed" }]);
    }
    const back = (id: string) => api.call("PATCH", `/people/${id}`, { subscription: "subscribed" });
    for (const id of ["imported", "bounced"]) {
      expect((await back(id)).status).toBe(200);
      expect(await person(id)).toMatchObject({ subscription: "subscribed", suppressed: null });
    }
    for (const id of ["unsubscribed", "complained"] as const) {
      expect((await back(id)).status).toBe(422);
      expect(await person(id)).toMatchObject({ subscription: id, suppressed: id });
    }
  });
});

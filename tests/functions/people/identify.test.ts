import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SuppressionReason } from "../../../domain/wire/people.ts";
import { addressHash } from "../../../functions/services/suppressions/hash.ts";
import { type TestApp, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { proofOf, seedProofKey } from "../../support/proof.ts";
import { readsBy } from "../../support/reads.ts";
import { NOW, system } from "../../support/texts.ts";
import { writesOf } from "../../support/writes.ts";

let app: TestApp;
let now = NOW;
let home: { workspace: string; site: string };
let survey: { id: string };

beforeAll(async () => void (app = await testApp({ now: () => now })));
afterAll(() => app.close());
beforeEach(async () => {
  now += 60 * 60_000;
  home = await seedWorkspace(app);
  survey = await seedSurvey(app, home);
  await seedProofKey(app, home.site);
});

const proof = (sub: string, claims: object = {}) => ({
  proof: proofOf(home.site, sub, now, claims),
});
const common = () => ({ wire: 1, site: home.site });
/** The three ways in which a page shows whom it has before it. */
const WAYS = {
  "/v1/in": (person: object) =>
    app.post("/v1/in", {
      ...common(),
      survey: survey.id,
      submission: v7(),
      answers: { q1: 9 },
      complete: true,
      person,
    }),
  "/v1/ok": (person: object) =>
    app.post("/v1/ok", { ...common(), survey: survey.id, visit: v7(), person }),
  "/v1/seen": (person: object) => app.post("/v1/seen", { ...common(), events: [], person }),
};
const ways = Object.entries(WAYS);
async function identify(sub: string, claims: object = {}, way: keyof typeof WAYS = "/v1/seen") {
  const reply = await WAYS[way](proof(sub, claims));
  expect(reply.ok).toBe(true);
  await app.settled();
}
const people = () =>
  app.run(
    "select person, email, attributes, subscription, source, created_at, updated_at from people where workspace_id = ? order by person",
    [home.workspace],
  );
const suppress = async (email: string, reason: SuppressionReason) => {
  const { deps } = system(app, home.workspace);
  const hash = await addressHash(deps.signer, home.workspace, email);
  await deps.suppressions.add(home.workspace, [{ hash, reason }], now);
};

describe.each(ways)("%s with a proof", (path, way) => {
  it("makes the person: address in lower case, attributes of the proof", async () => {
    await identify(
      "u1",
      { email: "Ann@Example.COM", attrs: { plan: "pro", seats: 3 } },
      path as "/v1/in",
    );
    expect(await people()).toEqual([
      {
        person: "u1",
        email: "ann@example.com",
        attributes: '{"plan":"pro","seats":3}',
        subscription: "subscribed",
        source: "identify",
        created_at: now,
        updated_at: now,
      },
    ]);
  });

  it("makes nobody of a claimed id or a proof that does not hold", async () => {
    await way({ id: "u1" });
    await way({ proof: proofOf(home.site, "u1", now - 365 * 86_400_000) });
    const other = await seedWorkspace(app);
    await way({ proof: proofOf(other.site, "u1", now) });
    await app.settled();
    expect(await people()).toEqual([]);
    expect(await app.run("select 1 from people where workspace_id = ?", [other.workspace])).toEqual(
      [],
    );
  });
});

describe("a person who is known", () => {
  it("costs three rows once, one that changed costs two, and one that did not costs none and one read", async () => {
    const claims = { email: "a@example.com", attrs: { plan: "pro", seats: 3 } };
    // The names of attributes are new but once.
    await identify("first", { attrs: { plan: "x", seats: 1 } });
    now += 1000;
    const made = await writesOf(app, () => identify("u1", claims));
    expect(made.by).toEqual({ people: 1, people_email: 1, people_updated: 1 });
    now += 3_600_000;
    const same = await writesOf(app, () => identify("u1", claims));
    // The site's own sign of life, which every page leaves once a minute.
    expect(same.by).toEqual({ sites: 1 });
    now += 3_600_000;
    const reads = await readsBy(app, () => identify("u1", claims));
    const ofPeople = reads.filter(({ sql }) => /people|suppress/u.test(sql));
    expect(ofPeople.map(({ rows }) => rows)).toEqual([1]);
    now += 3_600_000;
    const moved = await writesOf(app, () =>
      identify("u1", { ...claims, attrs: { plan: "free", seats: "3" } }),
    );
    expect(moved.by).toEqual({ sites: 1, people: 1, people_updated: 1 });
    expect(await people()).toMatchObject([
      {},
      { attributes: '{"plan":"free","seats":3}', updated_at: now },
    ]);
  });

  it("is not even read again within minutes, and is when the proof says something else", async () => {
    await identify("u1", { attrs: { plan: "pro" } });
    const reads = await readsBy(app, () => identify("u1", { attrs: { plan: "pro" } }));
    expect(reads.filter(({ sql }) => /from people/u.test(sql))).toEqual([]);
    await identify("u1", { attrs: { plan: "free" } });
    expect(await people()).toMatchObject([{ attributes: '{"plan":"free"}' }]);
  });

  it("keeps what the proof does not name", async () => {
    await app.run(
      `insert into people (workspace_id, person, email, attributes, language, subscription, consent, source, created_at, updated_at)
       values (?, 'u1', 'a@example.com', '{"city":"Graz"}', 'de', 'unsubscribed', 'given', 'import', 1, 1)`,
      [home.workspace],
    );
    await identify("u1", { attrs: { plan: "pro" } });
    expect(await people()).toEqual([
      {
        person: "u1",
        email: "a@example.com",
        attributes: '{"city":"Graz","plan":"pro"}',
        subscription: "unsubscribed",
        source: "import",
        created_at: 1,
        updated_at: now,
      },
    ]);
  });

  it("by the address alone becomes the one with the id", async () => {
    await app.run(
      `insert into people (workspace_id, person, email, attributes, source, created_at, updated_at)
       values (?, 'a@example.com', 'a@example.com', '{"city":"Graz"}', 'import', 1, 1)`,
      [home.workspace],
    );
    await identify("u1", { email: "A@example.com" });
    expect(await people()).toMatchObject([
      { person: "u1", attributes: '{"city":"Graz"}', source: "import" },
    ]);
  });
});

describe("what does not fit", () => {
  it("is left out: other types, long texts, addresses that are none, names beyond the most", async () => {
    await identify("u1", { attrs: { seats: 3 } });
    await identify("u2", {
      email: "none",
      attrs: { seats: "many", note: "x".repeat(201), plan: "pro" },
    });
    expect(await people()).toMatchObject([
      {},
      { person: "u2", email: null, attributes: '{"plan":"pro"}' },
    ]);
    await app.run(
      "insert into people_attributes (workspace_id, name, type, created_at) select ?, 'n' || value, 'text', 0 from generate_series(1, 198)",
      [home.workspace],
    );
    await identify("u3", { email: "c@example.com", attrs: { plan: "pro", beyond: 1 } });
    expect(await people()).toMatchObject([{}, {}, { email: "c@example.com", attributes: "{}" }]);
  });

  it("an erased address is not kept, a suppressed one makes the person so", async () => {
    await suppress("gone@example.com", "erased");
    await suppress("no@example.com", "complained");
    await identify("u1", { email: "gone@example.com" });
    await identify("u2", { email: "no@example.com" });
    expect(await people()).toMatchObject([
      { person: "u1", email: null, subscription: "subscribed" },
      { person: "u2", email: "no@example.com", subscription: "complained" },
    ]);
  });
});

it("no reply waits for it, and none fails when it does", async () => {
  await app.run("alter table people rename to people_elsewhere");
  try {
    for (const [, way] of ways) expect((await way(proof("u1"))).ok).toBe(true);
    await app.settled();
  } finally {
    await app.run("alter table people_elsewhere rename to people");
  }
  await identify("u1");
  expect(await people()).toMatchObject([{ person: "u1" }]);
});

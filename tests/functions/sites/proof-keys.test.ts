import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ProofKey, Site } from "../../../domain/wire/workspace.ts";
import { type TestApp, seedMember, seedSurvey, seedWorkspace, testApp } from "../../support/app.ts";
import { proofOf } from "../../support/proof.ts";

let app: TestApp;
let now = Date.UTC(2026, 5, 1, 12);
let home: { workspace: string; site: string };
let headers: Record<string, string>;

beforeAll(async () => {
  app = await testApp({ now: () => now });
});
afterAll(() => app.close());
beforeEach(async () => {
  home = await seedWorkspace(app);
  headers = (await seedMember(app, home.workspace, "admin")).headers;
});

const make = (site = home.site) => app.post(`/api/v1/sites/${site}/proof-keys`, {}, headers);
async function made(): Promise<ProofKey> {
  const reply = await make();
  expect(reply.status).toBe(201);
  return (await reply.json()) as ProofKey;
}
const remove = async (kid: string, site = home.site) =>
  (await app.post(`/api/v1/sites/${site}/proof-keys/remove`, { kid }, headers)).status;
const sites = async () => (await app.request("/api/v1/sites", { headers })).text();
const kids = async () => (JSON.parse(await sites()) as { items: Site[] }).items[0]?.proofKeys;

it("a key signs for people from the moment it is made until it is removed", async () => {
  const [first, second] = [await made(), await made()];
  expect(first.secret).toMatch(/^[\w-]{43}$/u);
  expect(await kids()).toEqual([first.kid, second.kid]);
  expect(await sites()).not.toContain(first.secret);
  const survey = await seedSurvey(app, home);
  const leave = async (key: ProofKey, sub: string) => {
    const person = { proof: proofOf(home.site, sub, now, {}, key) };
    const body = { wire: 1, site: home.site, survey: survey.id, visit: v7(), person };
    return (await app.post("/v1/ok", body)).status;
  };
  expect([await leave(first, "eve"), await leave(second, "adam")]).toEqual([200, 200]);
  expect(await remove(first.kid)).toBe(200);
  // Isolates hear of it within 15 s.
  now += 15_000;
  expect([await leave(first, "ada"), await leave(second, "bob")]).toEqual([422, 200]);
  expect(await kids()).toEqual([second.kid]);
});

it("there are two at most, also when many are made at once, and the log names no secret", async () => {
  const replies = await Promise.all(Array.from({ length: 6 }, () => make()));
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201, 201, 422, 422, 422, 422,
  ]);
  const [first = "", second = ""] = (await kids()) ?? [];
  for (const kid of [first, first, "unknown"]) expect(await remove(kid)).toBe(200);
  const log = await app.run(
    "select action, detail from audit_entries where workspace_id = ? order by id",
    [home.workspace],
  );
  expect(log.map(({ action }) => action)).toEqual([
    "site.proof-key",
    "site.proof-key",
    "site.proof-key-remove",
  ]);
  expect(log.map(({ detail }) => JSON.parse(String(detail)) as object)).toEqual(
    [first, second, first].map((kid) => ({ kid })),
  );
  expect(await remove("x".repeat(101))).toBe(422);
});

it("a site of another workspace is not there", async () => {
  const other = await seedWorkspace(app);
  expect((await make(other.site)).status).toBe(404);
  expect(await remove("k1", other.site)).toBe(404);
  expect(
    await app.run("select proof_secrets as keys from sites where id = ?", [other.site]),
  ).toEqual([{ keys: "[]" }]);
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type TestApp, seedKey, seedMember, seedWorkspace, testApp } from "../../support/app.ts";
import { signIn } from "./support.ts";

let app: TestApp;
let now = Date.UTC(2026, 5, 1, 12);
let home: { workspace: string };
let admin: Awaited<ReturnType<typeof seedMember>>;

beforeAll(async () => {
  app = await testApp({ env: { LOCAL: "1" }, now: () => now });
  home = await seedWorkspace(app);
  admin = await seedMember(app, home.workspace, "admin");
});
afterAll(() => app.close());

const create = async (body: object) => {
  const reply = await app.post(
    "/api/v1/keys",
    { name: "CI", scopes: ["results:read"], ...body },
    admin.headers,
  );
  return {
    status: reply.status,
    ...((await reply.json()) as { id: string; secret: string; prefix: string }),
  };
};
const use = async (secret: string, path = "/api/v1/sites") =>
  (await app.request(path, { headers: { authorization: `Bearer ${secret}` } })).status;
const list = async () => (await app.request("/api/v1/keys", { headers: admin.headers })).text();

describe("API keys", () => {
  it("the secret opens what its scopes say, is shown once, and only its prefix stays", async () => {
    const key = await create({});
    expect(key.status).toBe(201);
    expect(key.secret).toMatch(/^vb_[\w-]{43}$/u);
    expect(key.secret.startsWith(key.prefix)).toBe(true);
    expect(await use(key.secret)).toBe(200);
    expect(await use(key.secret, "/api/v1/keys")).toBe(403);
    expect(await list()).not.toContain(key.secret);
    expect(await list()).toContain(key.prefix);
  });

  it("fault 39: revoked, it is nobody's with the next request", async () => {
    const key = await create({});
    expect(await use(key.secret)).toBe(200);
    const revoke = () =>
      app.request(`/api/v1/keys/${key.id}`, { method: "DELETE", headers: admin.headers });
    expect((await revoke()).status).toBe(200);
    expect(await use(key.secret)).toBe(401);
    expect((await revoke()).status).toBe(200);
    expect(
      await app.run("select action from audit_entries where target = ? order by id", [key.id]),
    ).toEqual([{ action: "key.create" }, { action: "key.revoke" }]);
  });

  it("ends on its day", async () => {
    const key = await create({ days: 1 });
    const start = now;
    now = start + 86_400_000 - 1;
    expect(await use(key.secret)).toBe(200);
    now += 1;
    expect(await use(key.secret)).toBe(401);
    now = start;
  });

  it("notes its use at most once a minute", async () => {
    const key = await create({});
    const usedAt = async () =>
      (await app.run("select used_at from api_keys where id = ?", [key.id]))[0]?.["used_at"];
    const start = now;
    await use(key.secret);
    now = start + 59_999;
    await use(key.secret);
    expect(await usedAt()).toBe(start);
    now = start + 60_000;
    await use(key.secret);
    expect(await usedAt()).toBe(now);
    now = start;
  });

  it.each([
    ["no scope", { scopes: [] }],
    ["an unknown scope", { scopes: ["root"] }],
    ["a fraction of a day", { days: 0.5 }],
    ["an unknown field", { hash: "x" }],
    ["no name", { name: " " }],
  ])("%s is 422", async (_, body) => {
    expect((await create(body)).status).toBe(422);
  });

  it("a key beats no session: a revoked key beside a good cookie is nobody", async () => {
    const headers = { ...admin.headers, authorization: `Bearer vb_${"x".repeat(43)}` };
    expect((await app.request("/api/v1/sites", { headers })).status).toBe(401);
  });
});

describe("fault 31, 39: what a copy of the database tells", () => {
  it("holds no session, key, link or invite that works", async () => {
    const hosted = await testApp({ now: () => now });
    const there = await seedWorkspace(hosted);
    const owner = await seedMember(hosted, there.workspace, "owner");
    const body = { name: "CI", scopes: ["admin"] };
    const key = (await (await hosted.post("/api/v1/keys", body, owner.headers)).json()) as {
      secret: string;
    };
    const invited = (await (
      await hosted.post(
        "/api/v1/members",
        { email: "ana@example.com", role: "viewer" },
        owner.headers,
      )
    ).json()) as { link: string };
    await hosted.post("/auth/sign-in", { email: owner.email });
    await hosted.settled();
    const canaries = [
      owner.session,
      key.secret,
      key.secret.slice(3),
      new URL(invited.link).searchParams.get("token") ?? "",
    ];
    const dump = await dumpOf(hosted);
    expect(canaries.every((canary) => canary.length >= 43)).toBe(true);
    for (const canary of canaries) expect(dump).not.toContain(canary);
    expect(dump).not.toContain("/auth/link?token=");
    await hosted.close();
  });

  it("and the dump would show them: the outbox of a machine of one's own does", async () => {
    const { email } = await seedMember(app, home.workspace, "viewer");
    await app.post("/auth/sign-in", { email });
    await app.settled();
    expect(await dumpOf(app)).toContain("/auth/link?token=");
    expect(await signIn(app, email)).toContain("verbatim=");
  });
});

describe("fault 41: a database that fails", () => {
  it("answers internal with a request id, without SQL, on routes that read through drizzle", async () => {
    const broken = await testApp({ now: () => now });
    const there = await seedWorkspace(broken);
    const key = await seedKey(broken, there.workspace, ["admin", "results:read"]);
    await broken.close();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const path of ["/api/v1/sites", "/api/v1/keys", "/api/v1/workspace"]) {
      const reply = await broken.request(path, { headers: key.headers });
      expect(reply.status).toBeGreaterThanOrEqual(500);
      expect(await reply.text()).not.toMatch(/select|api_keys|libsql|drizzle|ECONNREFUSED| at /iu);
    }
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/select |api_keys|vb_/iu);
  });
});

/** Every row of every table, as text. */
async function dumpOf(one: TestApp): Promise<string> {
  const tables = await one.run(
    "select name from sqlite_master where type = 'table' and name not like 'verbatim_search%'",
  );
  const rows = await Promise.all(
    tables.map(({ name }) => one.run(`select * from "${String(name)}"`)),
  );
  expect(tables.length).toBeGreaterThan(15);
  return JSON.stringify(rows);
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, Scope } from "../../../domain/wire/common.ts";
import { makeApp } from "../../../functions/app.ts";
import { endpoints } from "../../../functions/http/endpoint.ts";
import { type Need, POLICY, type RouteKey } from "../../../functions/http/policy.ts";
import { type TestApp, seedKey, seedMember, seedWorkspace, testApp } from "../../support/app.ts";

const NOBODY = "00000000-0000-7000-8000-000000000000";
const ROLES = ["viewer", "analyst", "admin", "owner"] as const;
const routes = Object.entries(POLICY) as [RouteKey, Need][];
const unsafe = routes.filter(([key]) => !key.startsWith("GET "));

let app: TestApp;
const members: Record<string, { headers: Record<string, string> }> = {};
const keys: Record<string, { headers: Record<string, string> }> = {};

beforeAll(async () => {
  app = await testApp();
  const { workspace } = await seedWorkspace(app);
  for (const role of ROLES) members[role] = await seedMember(app, workspace, role);
  for (const scope of Scope.options) keys[scope] = await seedKey(app, workspace, [scope]);
  keys["none"] = await seedKey(app, workspace, []);
});
afterAll(() => app.close());

/** A request that no route can carry out: its ids are nobody's and its body is empty. */
async function call(
  key: RouteKey,
  headers: Record<string, string>,
): Promise<{ status: number; code: string | undefined }> {
  const [method = "", path = ""] = key.split(" ");
  const reply = await app.request(path.replace(":id", NOBODY), {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(method === "POST" || method === "PATCH" ? { body: '{"unknown":1}' } : {}),
  });
  const code =
    reply.status >= 400
      ? ((await reply.json()) as { error: { code: string } }).error.code
      : undefined;
  return { status: reply.status, code };
}

describe("fault 36: the policy table", () => {
  it("knows every role and scope that there is", () => {
    expect(new Set(ROLES)).toEqual(new Set(Role.options));
  });

  it("and the registered endpoints match one to one", () => {
    const registered = endpoints.map(({ key }) => key);
    expect(new Set(registered).size).toBe(registered.length);
    expect(registered.toSorted()).toEqual(Object.keys(POLICY).toSorted());
  });

  it("covers every API route but the setup, which its token guards", () => {
    const found = makeApp()
      .routes.filter(({ path, method }) => path.startsWith("/api/v1") && method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(found)].filter((key) => !(key in POLICY))).toEqual([
      "POST /api/v1/setup",
      "POST /api/v1/setup/rebuild",
    ]);
  });
});

describe.each(routes)("%s", (key, need) => {
  it("is 401 for strangers, made-up sessions and made-up keys", async () => {
    for (const headers of [
      {},
      { cookie: `verbatim=${"x".repeat(43)}`, "x-verbatim": "1" },
      { authorization: `Bearer vb_${"x".repeat(43)}` },
      { authorization: "Bearer" },
      { authorization: "Basic dXNlcjpwYXNz" },
    ]) {
      expect(await call(key, headers)).toEqual({ status: 401, code: "unauthorized" });
    }
  });

  it.each(ROLES)("as %s", async (role) => {
    const least = need === "signed-in" ? "viewer" : need.role;
    const allowed = ROLES.indexOf(role) >= ROLES.indexOf(least);
    const { status } = await call(key, members[role]?.headers ?? {});
    if (allowed) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  it.each(["none", ...Scope.options])("with a key of scope %s", async (scope) => {
    const allowed = need !== "signed-in" && "scope" in need && need.scope === scope;
    const { status } = await call(key, keys[scope]?.headers ?? {});
    if (allowed) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });
});

describe.each(unsafe)("fault 32: %s by a foreign page in an owner's name", (key) => {
  const cookie = () => members["owner"]?.headers["cookie"] ?? "";
  it.each([
    ["no header of ours", {}],
    ["another value in it", { "x-verbatim": "0" }],
    ["a foreign origin", { "x-verbatim": "1", origin: "https://evil.example" }],
    ["an opaque origin", { "x-verbatim": "1", origin: "null" }],
    ["a foreign site", { "x-verbatim": "1", "sec-fetch-site": "cross-site" }],
    ["a sibling site", { "x-verbatim": "1", "sec-fetch-site": "same-site" }],
    [
      "a form",
      { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" },
    ],
  ])("%s: 403 csrf", async (_, headers) => {
    expect(await call(key, { cookie: cookie(), ...headers })).toEqual({
      status: 403,
      code: "csrf",
    });
  });
});

import { randomBytes } from "node:crypto";
import { createClient } from "@libsql/client/web";
import { prefixedId } from "../../domain/survey/ids.ts";
import type { Role, Scope } from "../../domain/wire/common.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { makeApp } from "../../functions/app.ts";
import type { Env } from "../../functions/env.ts";
import { sha256 } from "../../functions/http/identify.ts";
import { serveLibsql } from "../../scripts/libsql/server.ts";
import { migrate } from "../../scripts/migrate.ts";

export const ORIGIN = "http://localhost";
type Value = string | number | null;
type Row = Record<string, string | number | null | ArrayBuffer>;

/** Stand-in for the built widget files: in-process tests have no assets binding. */
const manifest = { loader: "(()=>{__CONFIG__})()", survey: "/w/s.js", page: "/w/p.js", pageCss: "/w/p.css" };
const ASSETS = {
  fetch: (url: URL | string) =>
    Promise.resolve(
      new URL(url).pathname === "/w/manifest.json"
        ? Response.json(manifest)
        : new Response(null, { status: 404 }),
    ),
};

/** The whole Worker app in process, on a real libSQL server with an empty, migrated database. */
export async function testApp(options: { env?: Record<string, string>; now?: () => number } = {}) {
  const token = randomBytes(16).toString("hex");
  const server = await serveLibsql({ file: ":memory:", token });
  await migrate({ url: server.url, token });
  const client = createClient({ url: server.url, authToken: token });
  const env = {
    DATABASE_URL: server.url,
    DATABASE_TOKEN: token,
    APP_SECRET: "a test secret of more than 32 characters",
    PUBLIC_ORIGIN: ORIGIN,
    INGEST_LIMIT: "100000",
    SETUP_TOKEN: "a setup token of more than 32 characters",
    LOCAL: "1",
    ASSETS,
    ...options.env,
  } as unknown as Env;
  const app = makeApp({ now: options.now ?? Date.now });
  const deferred: Promise<unknown>[] = [];
  const execution = {
    waitUntil: (work: Promise<unknown>) => deferred.push(work),
    passThroughOnException() {},
    props: {},
  };
  const run = async (sql: string, args: Value[] = []): Promise<Row[]> => {
    const result = await client.execute({ sql, args });
    return result.rows.map((row) => Object.fromEntries(result.columns.map((c, i) => [c, row[i]])) as Row);
  };
  return {
    env,
    run,
    /** Waits for the work that requests deferred. */
    settled: () => Promise.all(deferred.splice(0)),
    request: (path: string, init: RequestInit = {}) =>
      Promise.resolve(app.request(path, init, env, execution as never)),
    /** POST of a JSON body as text/plain, as the widget sends it. */
    post(path: string, body: unknown, headers: Record<string, string> = {}) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return this.request(path, { method: "POST", body: text, headers: { "content-type": "text/plain", ...headers } });
    },
    async close() {
      await Promise.allSettled(deferred);
      client.close();
      await server.close();
    },
  };
}
export type TestApp = Awaited<ReturnType<typeof testApp>>;

const newId = (prefix: "wk" | "st" | "sv") => prefixedId(prefix, randomBytes(10));

/** A workspace with one site. */
export async function seedWorkspace({ run }: TestApp, zone = "UTC"): Promise<{ workspace: string; site: string }> {
  const workspace = newId("wk");
  const site = newId("st");
  await run("insert into workspaces (id, name, zone, attributes, team, created_at) values (?, 'Test', ?, '[]', '[]', 0)", [workspace, zone]);
  await run(
    "insert into sites (id, workspace_id, name, origins, proof_secrets, created_at) values (?, ?, 'Shop', '[]', '[]', 0)",
    [site, workspace],
  );
  return { workspace, site };
}

/** A member with a session. @returns headers that make a request theirs, unsafe methods included */
export async function seedMember(
  { run }: TestApp,
  workspace: string,
  role: Role,
): Promise<{ user: string; email: string; headers: Record<string, string> }> {
  const user = crypto.randomUUID();
  const email = `${role}-${user.slice(0, 8)}@example.com`;
  const token = randomBytes(24).toString("hex");
  await run("insert into users (id, name, email, created_at, updated_at) values (?, ?, ?, 0, 0)", [user, role, email]);
  await run("insert into members (workspace_id, user_id, role, joined_at) values (?, ?, ?, 0)", [workspace, user, role]);
  await run(
    "insert into sessions (id, user_id, token, expires_at, created_at, updated_at) values (?, ?, ?, ?, 0, 0)",
    [crypto.randomUUID(), user, await sha256(token), 8e15],
  );
  return { user, email, headers: { cookie: `verbatim=${token}`, "x-verbatim": "1" } };
}

/** An API key. @returns headers that carry it */
export async function seedKey({ run }: TestApp, workspace: string, scopes: Scope[]): Promise<Record<string, string>> {
  const secret = `vb_${randomBytes(32).toString("base64url")}`;
  await run(
    "insert into api_keys (id, workspace_id, name, prefix, hash, scopes, created_at) values (?, ?, 'test', 'vb_test', ?, ?, 0)",
    [crypto.randomUUID(), workspace, await sha256(secret), JSON.stringify(scopes)],
  );
  return { authorization: `Bearer ${secret}` };
}

/** An NPS survey with a text and a choice behind the score. */
export const npsDefinition: Definition = {
  metric: "nps",
  language: "en",
  questions: [
    { id: "q1", kind: "score", metric: "nps", min: 0, max: 10, style: "numbers", text: "How likely are you to recommend us?", low: "Not at all", high: "Extremely" },
    { id: "q2", kind: "text", long: true, text: "Why?" },
    { id: "q3", kind: "multiple", text: "What matters?", options: [{ id: "o1", text: "Price" }, { id: "o2", text: "Speed" }], other: { id: "o3", text: "Other" } },
  ],
  thanks: { title: "Thank you" },
  look: { accent: "#1d5c48", mode: "popover", corner: "br", scheme: "auto", radius: 8 },
  targeting: { urls: [], delay: 0, sample: 1, devices: [] },
};

/** A published survey. */
export async function seedSurvey(
  { run }: TestApp,
  { workspace, site }: { workspace: string; site: string },
  options: { definition?: Definition; state?: string; stateAt?: number } = {},
): Promise<{ id: string; slug: string }> {
  const id = newId("sv");
  const slug = `survey-${id.slice(3)}`;
  const definition = options.definition ?? npsDefinition;
  const draft = JSON.stringify(definition);
  await run(
    `insert into surveys (id, workspace_id, site_id, name, slug, metric, state, state_at, draft, version, published_revision, created_at)
     values (?, ?, ?, 'Survey', ?, ?, ?, ?, ?, 1, 1, 0)`,
    [id, workspace, site, slug, definition.metric, options.state ?? "live", options.stateAt ?? 0, draft],
  );
  await run(
    "insert into survey_versions (workspace_id, survey_id, version, definition, published_at) values (?, ?, 1, ?, 0)",
    [workspace, id, draft],
  );
  return { id, slug };
}

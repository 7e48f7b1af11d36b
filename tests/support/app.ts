import { randomBytes, randomUUID } from "node:crypto";
import { prefixedId } from "../../domain/survey/ids.ts";
import type { SurveyState } from "../../domain/survey/lifecycle.ts";
import { everyChoice, partsKey } from "../../domain/targeting/parts.ts";
import { DAY_MS } from "../../domain/time/days.ts";
import type { Role, Scope } from "../../domain/wire/common.ts";
import type { Definition } from "../../domain/wire/survey.ts";
// Endpoints enter their table when it is loaded, which the door leaves to the first request.
import "../../functions/app.ts";
import type { Env } from "../../functions/env.ts";
import { makeFetch } from "../../functions/fetch.ts";
import { type Row, type SqlValue, runEach } from "../../functions/db/pipeline.ts";
import { newSecret, sha256 } from "../../functions/secrets.ts";
import { dataFiles } from "../../scripts/data.ts";
import { serveLibsql } from "../../scripts/libsql/server.ts";
import { migrate } from "../../scripts/migrate.ts";
import { npsDefinition } from "./definitions.ts";

export { npsDefinition };

export const ORIGIN = "http://verbatim.test";

/** What a statement of a test may take on a busy machine. */
const PATIENCE_MS = 60_000;

type Options = {
  /** A database file in place of an empty database in memory. */
  file?: string;
  /** Variables and secrets beside, or in place of, the usual ones. */
  env?: Record<string, string>;
  /** The time of each request. */
  now?: () => number;
  /** Binds a queue to the door. */
  queue?: object;
};

export type TestApp = Awaited<ReturnType<typeof testApp>>;

/**
 * The real application in this process, over a real libSQL server with a migrated database, empty
 * and in memory unless told. What requests defer is awaited by `settled()`.
 */
export async function testApp({
  file = ":memory:",
  env: more = {},
  now = Date.now,
  queue,
}: Options = {}) {
  const token = "test-token";
  const server = await serveLibsql({ file, token });
  await migrate({ url: server.url, token });
  const answer = makeFetch({ now });
  const env = {
    DATABASE_URL: server.url,
    DATABASE_TOKEN: token,
    APP_SECRET: "0123456789abcdef0123456789abcdef",
    PUBLIC_ORIGIN: ORIGIN,
    INGEST_LIMIT: "100000",
    TRUST_CONNECTING_IP: "1",
    ASSETS: { fetch: asset } as unknown as NonNullable<Env["ASSETS"]>,
    ...(queue && { INGEST_QUEUE: queue }),
    ...more,
  };
  let work: Promise<unknown>[] = [];
  const execution = {
    waitUntil: (promise: Promise<unknown>) => void work.push(promise),
    passThroughOnException: () => undefined,
    props: {},
  };
  const request = async (path: string, init: RequestInit = {}): Promise<Response> =>
    answer(new Request(new URL(path, ORIGIN), init), env, execution);
  return {
    env,
    now,
    request,
    /** Posts JSON, or text as it is. */
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      request(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    /** One statement, straight to the database, which may take its time: seeds are large. */
    run: async (sql: string, args: SqlValue[] = []): Promise<Row[]> => {
      const [result] = await runEach({ url: server.url, token }, [{ sql, args }], PATIENCE_MS);
      if (!result) throw new Error(`the database refuses: ${sql}`);
      return result.rows;
    },
    /** Waits for all that requests have deferred. */
    async settled(): Promise<void> {
      while (work.length > 0) {
        const open = work;
        work = [];
        await Promise.all(open);
      }
    },
    close: () => server.close(),
  };
}

/** A workspace with one site. */
export async function seedWorkspace(app: TestApp): Promise<{ workspace: string; site: string }> {
  const workspace = prefixedId("wk", randomBytes(10));
  const site = prefixedId("st", randomBytes(10));
  await app.run("insert into workspaces (id, name, created_at) values (?, 'Acme', ?)", [
    workspace,
    app.now(),
  ]);
  await app.run("insert into sites (id, workspace_id, name, created_at) values (?, ?, 'Shop', ?)", [
    site,
    workspace,
    app.now(),
  ]);
  return { workspace, site };
}

/** A survey of this site, version 1, live unless told. */
export async function seedSurvey(
  app: TestApp,
  { workspace, site }: { workspace: string; site: string },
  more: { state?: SurveyState; stateAt?: number; definition?: Definition } = {},
): Promise<{ id: string; slug: string }> {
  const id = prefixedId("sv", randomBytes(10));
  const slug = id.replace("_", "-");
  const { state = "live", stateAt = app.now(), definition = npsDefinition } = more;
  await app.run(
    `insert into surveys (id, workspace_id, site_id, name, slug, metric, state, state_at, draft, version, published_revision, created_at)
     values (?, ?, ?, 'Survey', ?, ?, ?, ?, ?, 1, 1, ?)`,
    [
      id,
      workspace,
      site,
      slug,
      definition.metric,
      state,
      stateAt,
      JSON.stringify(definition),
      app.now(),
    ],
  );
  await app.run(
    "insert into survey_versions (workspace_id, survey_id, version, definition, published_at) values (?, ?, 1, ?, ?)",
    [workspace, id, JSON.stringify(definition), app.now()],
  );
  return { id, slug };
}

/** A member who is signed in; `headers` are what the console sends. */
export async function seedMember(app: TestApp, workspace: string, role: Role, address?: string) {
  const id = randomUUID();
  const email = address ?? `${role}-${id.slice(0, 8)}@example.com`;
  const session = newSecret(randomBytes);
  const now = app.now();
  await app.run(
    "insert into users (id, name, email, email_verified, created_at, updated_at) values (?, '', ?, 1, ?, ?)",
    [id, email, now, now],
  );
  await app.run(
    "insert into members (workspace_id, user_id, role, joined_at) values (?, ?, ?, ?)",
    [workspace, id, role, now],
  );
  await app.run(
    "insert into sessions (id, user_id, token, expires_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?)",
    [randomUUID(), id, await sha256(session), now + 30 * DAY_MS, now, now],
  );
  return { id, email, session, headers: { cookie: `verbatim=${session}`, "x-verbatim": "1" } };
}

/** An API key with these scopes and the header that carries it. */
export async function seedKey(app: TestApp, workspace: string, scopes: readonly Scope[]) {
  const id = randomUUID();
  const secret = `vb_${newSecret(randomBytes)}`;
  await app.run(
    "insert into api_keys (id, workspace_id, name, prefix, hash, scopes, created_at) values (?, ?, 'Key', ?, ?, ?, ?)",
    [id, workspace, secret.slice(0, 8), await sha256(secret), JSON.stringify(scopes), app.now()],
  );
  return { id, secret, headers: { authorization: `Bearer ${secret}` } };
}

/** Something for every build that there is. */
const builds = (among: "loader" | "survey", of: (key: string) => string) =>
  Object.fromEntries(everyChoice(among).map((parts) => [partsKey(parts), of(partsKey(parts))]));

/** Stands for the built static files: the data, and of the rest names with nothing in them. */
async function asset(input: URL | RequestInfo): Promise<Response> {
  const { pathname } = new URL(new Request(input).url);
  if (pathname === "/w/manifest.json") {
    return Response.json({
      loaders: builds("loader", () => "__CONFIG__"),
      surveys: builds("survey", (key) => `/w/survey.${key}.js`),
      pinned: "/w/pinned.js",
      integrity: "sha384-abc",
      page: "/w/page.js",
      pageCss: "/w/page.css",
      card: "/w/card.png",
    });
  }
  const data = (await dataFiles()).get(pathname);
  return data === undefined
    ? new Response(null, { status: 404 })
    : new Response(new Uint8Array(Buffer.from(data)));
}

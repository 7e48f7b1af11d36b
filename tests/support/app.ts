import { createClient } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Role, Scope } from "../../domain/wire/common.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { makeApp } from "../../functions/app.ts";
import * as schema from "../../functions/db/schema/index.ts";
import { newSecret, sha256 } from "../../functions/secrets.ts";
import { serveLibsql } from "../../scripts/libsql/server.ts";
import { migrate } from "../../scripts/migrate.ts";

const ORIGIN = "http://verbatim.test";
const DAY = 86_400_000;

export type TestApp = Awaited<ReturnType<typeof testApp>>;

/**
 * The real application in this process, over a real libSQL server with an empty, migrated database
 * in memory. `clock.now` is the time of the next request. Deferred work is awaited by `settled()`.
 */
export async function testApp(more: Record<string, string> = {}) {
  const token = "test-token";
  const server = await serveLibsql({ file: ":memory:", token });
  await migrate({ url: server.url, token });
  const db = drizzle(createClient({ url: server.url, authToken: token }), { schema });
  const clock = { now: Date.UTC(2026, 10, 16, 12) };
  const app = makeApp({ now: () => clock.now });
  const env = {
    DATABASE_URL: server.url,
    DATABASE_TOKEN: token,
    APP_SECRET: "0123456789abcdef0123456789abcdef",
    PUBLIC_ORIGIN: ORIGIN,
    INGEST_LIMIT: "100000",
    ASSETS: { fetch: fakeAsset } as unknown as Fetcher,
    ...more,
  };
  let work: Promise<unknown>[] = [];
  let made = 0;
  const execution = {
    waitUntil: (promise: Promise<unknown>) => void work.push(promise),
    passThroughOnException: () => undefined,
    props: {},
  };
  const id = (prefix: string) => `${prefix}_${(made++).toString(2).padStart(10, "0").replaceAll("0", "a").replaceAll("1", "b")}`;

  return {
    origin: ORIGIN,
    url: server.url,
    token,
    env,
    db,
    clock,
    request: async (path: string, init: RequestInit = {}): Promise<Response> =>
      app.fetch(new Request(new URL(path, ORIGIN), init), env, execution),
    /** Waits for all that requests have deferred. */
    async settled(): Promise<void> {
      for (; work.length > 0; ) {
        const now = work;
        work = [];
        await Promise.all(now);
      }
    },
    close: () => server.close(),

    async workspace(name = "Acme"): Promise<string> {
      const workspace = id("wk");
      await db.insert(schema.workspaces).values({ id: workspace, name, createdAt: clock.now });
      return workspace;
    },

    /** A member with a session; `headers` are what the console sends. */
    async member(workspace: string, role: Role, email = `${role}${made++}@example.com`) {
      const user = crypto.randomUUID();
      const at = new Date(clock.now);
      await db.insert(schema.users).values({ id: user, name: "", email, emailVerified: true, createdAt: at, updatedAt: at });
      await db.insert(schema.members).values({ workspaceId: workspace, userId: user, role, joinedAt: clock.now });
      const session = newSecret((n) => crypto.getRandomValues(new Uint8Array(n)));
      await db.insert(schema.sessions).values({
        id: crypto.randomUUID(),
        userId: user,
        token: await sha256(session),
        expiresAt: new Date(clock.now + 30 * DAY),
        createdAt: at,
        updatedAt: at,
      });
      return {
        id: user,
        email,
        session,
        headers: { cookie: `verbatim=${session}`, "x-verbatim": "1", "content-type": "application/json" },
      };
    },

    async key(workspace: string, scopes: Scope[]) {
      const secret = `vb_${newSecret((n) => crypto.getRandomValues(new Uint8Array(n)))}`;
      const key = { id: crypto.randomUUID(), workspaceId: workspace, name: "Test", prefix: secret.slice(0, 8) };
      await db.insert(schema.apiKeys).values({ ...key, hash: await sha256(secret), scopes, createdAt: clock.now });
      return {
        id: key.id,
        secret,
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      };
    },

    async site(workspace: string, origins: string[] = []): Promise<string> {
      const site = id("st");
      await db.insert(schema.sites).values({ id: site, workspaceId: workspace, name: "Shop", origins, createdAt: clock.now });
      return site;
    },

    /** A live survey, version 1: an NPS question `q1` and an open question `q2` unless told. */
    async survey(workspace: string, site: string, definition: Definition = npsSurvey()) {
      const survey = id("sv");
      await db.insert(schema.surveys).values({
        id: survey,
        workspaceId: workspace,
        siteId: site,
        name: "NPS",
        slug: survey.replace("_", "-"),
        metric: definition.metric,
        state: "live",
        stateAt: clock.now,
        draft: definition,
        version: 1,
        publishedRevision: 1,
        createdAt: clock.now,
      });
      await db.insert(schema.surveyVersions).values({
        workspaceId: workspace,
        surveyId: survey,
        version: 1,
        definition,
        publishedAt: clock.now,
      });
      return survey;
    },
  };
}

/** The smallest useful survey. */
export function npsSurvey(): Definition {
  return {
    metric: "nps",
    language: "en",
    questions: [
      { id: "q1", kind: "score", metric: "nps", min: 0, max: 10, style: "numbers", text: "How likely are you to recommend us?" },
      { id: "q2", kind: "text", long: true, text: "Why?" },
    ],
    thanks: { title: "Thank you" },
    look: { accent: "#5b43c4", mode: "popover", corner: "br", scheme: "auto", radius: 8 },
    targeting: { urls: [], delay: 0, sample: 1, devices: [] },
  };
}

/** Stands for the built static files: names without contents. */
async function fakeAsset(input: URL | RequestInfo): Promise<Response> {
  const { pathname } = new URL(String(input));
  if (pathname !== "/w/manifest.json") return new Response(null, { status: 404 });
  return Response.json({ loader: "__CONFIG__", survey: "/w/survey.js", page: "/w/page.js", pageCss: "/w/page.css" });
}

import { Hono } from "hono";
import { v7 as uuidv7 } from "uuid";
import type { Context } from "./context.ts";
import { collectDeps, makeDeps } from "./deps.ts";
import { type Env, settingsOf } from "./env.ts";
import { AppError } from "./errors.ts";
import type { AppEnv } from "./http/app-env.ts";
import { failure, onError } from "./http/failures.ts";
import { api } from "./api/index.ts";
import { auth } from "./auth/index.ts";
import { collect } from "./collect/index.ts";
import { ingest, isIngest } from "./collect/ingest.ts";
import { console_ } from "./console/index.ts";
import { hosted } from "./hosted/index.ts";
import { links } from "./links/index.ts";

/** What a test may replace: the clock. */
export type World = { now: () => number };

/** The whole HTTP surface. One request: env -> context and deps -> a surface's route -> its reply. */
export function makeApp(world: World = { now: Date.now }): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.onError(onError);
  app.notFound((c) => failure(new AppError("not_found"), c.var.ctx?.requestId ?? ""));
  app.use(async (c, next) => {
    const settings = settingsOf(c.env);
    c.set("settings", settings);
    c.set(
      "ctx",
      makeContext(world.now(), (work) => c.executionCtx.waitUntil(work)),
    );
    c.set("deps", makeDeps(settings, c.env));
    await next();
    c.res.headers.set("x-request-id", c.var.ctx.requestId);
    c.res.headers.set("x-content-type-options", "nosniff");
  });
  app.route("/", collect);
  app.route("/", hosted);
  app.route("/", links);
  app.route("/", api);
  app.route("/", auth);
  app.route("/", console_);
  const routed = app.fetch;
  app.fetch = (request, env: Env = {}, execution) => {
    if (!isIngest(request)) return routed(request, env, execution);
    return ingest(request, () => {
      const settings = settingsOf(env);
      const ctx = makeContext(world.now(), (work) => execution?.waitUntil(work));
      return { settings, ctx, deps: collectDeps(settings, env) };
    });
  };
  return app;
}

/** A context for one request or one cron. */
export function makeContext(now: number, waitUntil: (work: Promise<unknown>) => void): Context {
  const begun = Date.now();
  return {
    now,
    elapsed: () => Math.max(0, Date.now() - begun),
    requestId: crypto.randomUUID(),
    newId: () => uuidv7(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    // Deferred work never breaks a reply that was already given.
    defer: (work) => waitUntil(work.catch(() => undefined)),
  };
}

export type { Env };

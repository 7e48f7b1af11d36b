import { Hono } from "hono";
import { makeDeps } from "./deps.ts";
import { settingsOf } from "./env.ts";
import { AppError } from "./errors.ts";
import type { AppEnv } from "./http/app-env.ts";
import { failure, onError } from "./http/failures.ts";
import { api } from "./api/index.ts";
import { auth } from "./auth/index.ts";
import { collect } from "./collect/index.ts";
import { console_ } from "./console/index.ts";
import { hosted } from "./hosted/index.ts";
import { links } from "./links/index.ts";
import { type World, makeContext } from "./world.ts";

/** The HTTP surface but for posted answers (fetch.ts). One request: env -> context and deps -> a surface's route -> its reply. */
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
  return app;
}

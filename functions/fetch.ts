import type { Hono } from "hono";
import { collectDeps } from "./collect-deps.ts";
import { ingest, isIngest } from "./collect/ingest.ts";
import { type Env, settingsOf } from "./env.ts";
import type { AppEnv } from "./http/app-env.ts";
import { type World, makeContext } from "./world.ts";

type Execution = Pick<ExecutionContext, "waitUntil" | "passThroughOnException" | "props">;

/**
 * The Worker's door. An answer from a page is accepted at once; the application with all its
 * surfaces is a module of its own, loaded when something else is asked for the first time, so that
 * an isolate that only collects never parses it (docs/decisions/0007).
 */
export function makeFetch(world: World = { now: Date.now }) {
  // The application, never the promise of it: promises belong to one request's context.
  let app: Hono<AppEnv> | undefined;
  return async (request: Request, env: Env, execution: Execution): Promise<Response> => {
    if (isIngest(request)) {
      return ingest(request, () => {
        const settings = settingsOf(env);
        const ctx = makeContext(world.now(), (work) => execution.waitUntil(work));
        return { settings, ctx, deps: collectDeps(settings, env) };
      });
    }
    if (!app) {
      const { makeApp } = await import("./rest.ts");
      app ??= makeApp(world);
    }
    return app.fetch(request, env, execution);
  };
}

import type { Context as HonoContext } from "hono";
import type { Context, TenantContext } from "../context.ts";
import type { CollectDeps } from "../collect-deps.ts";
import type { Deps } from "../deps.ts";
import type { Env, Settings } from "../env.ts";

/** What a route finds on its Hono context. */
export type AppEnv = {
  Bindings: Env;
  Variables: {
    settings: Settings;
    ctx: Context;
    deps: Deps;
    /** Set by the guard on routes that need an actor. */
    tenant: TenantContext;
  };
};

export type AppContext = HonoContext<AppEnv>;

/** The part of a route's context that the collect path reads; it also runs without Hono. */
export type Visit = {
  req: { raw: Request; header(name: string): string | undefined };
  var: { settings: Settings; ctx: Context; deps: CollectDeps };
};

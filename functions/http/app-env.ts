import type { Context as HonoContext } from "hono";
import type { Context, TenantContext } from "../context.ts";
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

import type { Hono } from "hono";
import type * as v from "valibot";
import type { TenantContext } from "../context.ts";
import type { Deps } from "../deps.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { parse, readJson } from "./body.ts";
import { guard } from "./guard.ts";
import type { RouteKey } from "./policy.ts";

type Schema = v.GenericSchema;
type Out<S> = S extends Schema ? v.InferOutput<S> : undefined;

/** What one API route takes and gives; the OpenAPI document is made from it. */
export type Description<Q, B> = {
  summary: string;
  query?: Q;
  body?: B;
  /** Schema of a 200/201/202 reply; absent for files. */
  reply?: Schema;
  status?: 200 | 201 | 202;
  /** Most bytes of body; 256 kB unless told. */
  maxBody?: number;
};

type Call<Q, B> = {
  c: AppContext;
  ctx: TenantContext;
  deps: Deps;
  /** A path parameter. */
  param: (name: string) => string;
  query: Out<Q>;
  body: Out<B>;
};

/** Every endpoint as it was registered, for the OpenAPI document and the policy test. */
export const endpoints: ({ key: RouteKey } & Description<
  Schema | undefined,
  Schema | undefined
>)[] = [];

/**
 * Registers one API route: guard by the policy table, parse query and body by wire schemas, run,
 * answer JSON. A handler that returns a Response is passed through (files).
 */
export function endpoint<
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  app: Hono<AppEnv>,
  key: RouteKey,
  description: Description<Q, B>,
  handle: (call: Call<Q, B>) => Promise<unknown>,
): void {
  const [method = "", path = ""] = key.split(" ");
  endpoints.push({ key, ...description });
  app.on(method, path, async (c) => {
    const ctx = await guard(c, key);
    const { query, body } = description;
    const call: Call<Q, B> = {
      c,
      ctx,
      deps: c.var.deps,
      param: (name) => c.req.param(name) ?? "",
      query: (query ? parse(query, parametersOf(c), "bad_request") : undefined) as Out<Q>,
      body: (body
        ? parse(body, await readJson(c.req.raw, description.maxBody ?? 256 * 1024))
        : undefined) as Out<B>,
    };
    const reply = await handle(call);
    if (reply instanceof Response) return reply;
    return c.json(reply as object, description.status ?? 200, { "cache-control": "no-store" });
  });
}

/** Query parameters; one that is given more than once is a list, which most schemas refuse. */
function parametersOf(c: AppContext): Record<string, string | string[]> {
  const all = Object.entries(c.req.queries());
  return Object.fromEntries(
    all.map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? "")]),
  );
}

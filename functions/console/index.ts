import { Hono } from "hono";
import { AppError, found } from "../errors.ts";
import type { AppContext, AppEnv } from "../http/app-env.ts";

/** The console is one page for every address below /app; the bare origin leads there. */
export const console_ = new Hono<AppEnv>();

console_.get("/", (c) => c.redirect("/app", 302));
console_.get("/app", page);
console_.get("/app/*", page);

/** A file that is gone is gone: an old page must not take HTML for the script that it asks for. */
async function page(c: AppContext): Promise<Response> {
  if (/\.[a-z0-9]+$/iu.test(c.req.path)) throw new AppError("not_found");
  const html = found(await c.var.deps.assets.get("/"));
  return new Response(html.body, { headers: new Headers(html.headers) });
}

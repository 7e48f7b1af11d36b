import type { AppContext } from "./app-env.ts";

/**
 * Whether a browser sent this from a page of ours. Callers that are no browsers send neither header
 * and pass: they hold no cookie that a foreign page could borrow.
 */
export function isSameOrigin(c: AppContext): boolean {
  const site = c.req.header("sec-fetch-site");
  // Our pages send no referrer, and with it the Origin of a form is "null": this header tells then.
  if (site !== undefined) return site === "same-origin";
  const origin = c.req.header("origin");
  return (
    origin === undefined ||
    origin === new URL(c.req.url).origin ||
    origin === new URL(c.var.settings.PUBLIC_ORIGIN).origin
  );
}

import type { AppContext } from "./app-env.ts";

/**
 * Whether this came from a page of ours, or from no browser at all: that sends neither header, and
 * holds no cookie that a foreign page could borrow.
 */
export function isSameOrigin(c: AppContext): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  const origin = c.req.header("origin");
  // A page of ours that sends no referrer makes the Origin of its forms "null".
  if (origin === "null") return site !== undefined;
  return (
    origin === undefined ||
    origin === new URL(c.req.url).origin ||
    origin === new URL(c.var.settings.PUBLIC_ORIGIN).origin
  );
}

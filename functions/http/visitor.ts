import type { Context as HonoContext } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "./app-env.ts";

/** The visitor's address. Cloudflare sets it; off Cloudflare the front that we ship does. Never stored in clear. */
export function addressOf(c: HonoContext<AppEnv>): string {
  return c.req.header("cf-connecting-ip") ?? "unknown";
}

/** Device class from the browser's own words; undefined when they say nothing. */
export function deviceOf(c: HonoContext<AppEnv>): "mobile" | "tablet" | "desktop" | undefined {
  const agent = c.req.header("user-agent");
  if (!agent) return undefined;
  if (/ipad|tablet|android(?!.*mobile)/iu.test(agent)) return "tablet";
  return /mobi|iphone|android/iu.test(agent) ? "mobile" : "desktop";
}

/** The first language that the browser asks for. */
export function languageOf(c: HonoContext<AppEnv>): string | undefined {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*/iu.exec(c.req.header("accept-language") ?? "")?.[0];
}

/**
 * Whether the request's Origin may post to a site. Origin is a filter, not authentication.
 * @returns true when the origin was opaque (missing or `null`)
 * @throws AppError bad_origin
 */
export function checkOrigin(
  c: HonoContext<AppEnv>,
  site: { origins: readonly string[]; allowOpaque: boolean },
): boolean {
  const origin = c.req.header("origin");
  if (origin === undefined || origin === "null") {
    if (!site.allowOpaque) throw new AppError("bad_origin");
    return true;
  }
  const ours = new URL(c.var.settings.PUBLIC_ORIGIN).origin;
  if (site.origins.length > 0 && origin !== ours && !site.origins.includes(origin)) {
    throw new AppError("bad_origin");
  }
  return false;
}

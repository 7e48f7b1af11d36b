import { AppError } from "../errors.ts";
import type { Visit } from "./app-env.ts";

/** Stands for an address that nobody trustworthy has told. */
export const UNKNOWN_ADDRESS = "unknown";

/**
 * The visitor's address. Cloudflare sets it; off Cloudflare the front that we ship does. Where
 * neither stands before us anybody could write this header, so it is not read. Never stored in clear.
 */
export function addressOf(c: Visit): string {
  const told = c.var.settings.TRUST_CONNECTING_IP && c.req.header("cf-connecting-ip");
  return told || UNKNOWN_ADDRESS;
}

/** Device class from the browser's own words; undefined when they say nothing. */
export function deviceOf(c: Visit): "mobile" | "tablet" | "desktop" | undefined {
  const agent = c.req.header("user-agent")?.toLowerCase();
  if (!agent) return undefined;
  const android = agent.indexOf("android");
  const phone = android >= 0 && agent.includes("mobile", android);
  if (agent.includes("ipad") || agent.includes("tablet") || (android >= 0 && !phone))
    return "tablet";
  return phone || agent.includes("mobi") || agent.includes("iphone") ? "mobile" : "desktop";
}

/** The first language that the browser asks for. */
export function languageOf(c: Visit): string | undefined {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*/iu.exec(c.req.header("accept-language") ?? "")?.[0];
}

/** The languages that the browser asks for, in its order: what it likes best stands first. */
export function languagesOfBrowser(c: Visit): string[] {
  const asked = (c.req.header("accept-language") ?? "").split(",", 20);
  return asked
    .map((one) => one.split(";")[0]?.trim() ?? "")
    .filter((tag) => /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag));
}

/**
 * Whether the request's Origin may post to a site. Origin is a filter, not authentication.
 * @returns true when the origin was opaque (missing or `null`)
 * @throws AppError bad_origin
 */
export function checkOrigin(
  c: Visit,
  site: { origins: readonly string[]; allowOpaque: boolean },
): boolean {
  const origin = c.req.header("origin");
  if (origin === undefined || origin === "null") {
    if (!site.allowOpaque) throw new AppError("bad_origin");
    return true;
  }
  const ours = () => new URL(c.var.settings.PUBLIC_ORIGIN).origin;
  if (site.origins.length > 0 && !site.origins.includes(origin) && origin !== ours()) {
    throw new AppError("bad_origin");
  }
  return false;
}

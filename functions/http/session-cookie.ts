import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "./app-env.ts";

/** `__Host-` needs https; on a loopback http address the plain name serves. */
function cookieName(c: AppContext): string {
  return isSecure(c) ? "__Host-verbatim" : "verbatim";
}

function isSecure(c: AppContext): boolean {
  return c.var.settings.PUBLIC_ORIGIN.startsWith("https:");
}

/** The session token that the browser holds, if any. */
export function sessionToken(c: AppContext): string | undefined {
  return getCookie(c, cookieName(c));
}

/** Hands a session token to the browser. @param maxAge seconds */
export function setSession(c: AppContext, token: string, maxAge: number): void {
  setCookie(c, cookieName(c), token, {
    httpOnly: true,
    secure: isSecure(c),
    sameSite: "Lax",
    path: "/",
    maxAge,
  });
}

export function clearSession(c: AppContext): void {
  deleteCookie(c, cookieName(c), { path: "/", secure: isSecure(c) });
}

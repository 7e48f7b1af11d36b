import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { isSameOrigin } from "../http/same-origin.ts";
import { clearSession, sessionToken } from "../http/session-cookie.ts";
import { sha256 } from "../secrets.ts";

/** POST /auth/sign-out: the session ends here and now, in every tab that shares it. */
export async function postSignOut(c: AppContext): Promise<Response> {
  if (!isSameOrigin(c)) throw new AppError("csrf");
  const token = sessionToken(c);
  if (token !== undefined) await c.var.deps.accounts.closeSession(await sha256(token));
  clearSession(c);
  return c.json({ ok: true }, 200, { "cache-control": "no-store" });
}

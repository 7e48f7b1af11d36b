import type { TenantContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { AppContext } from "./app-env.ts";
import { identify } from "./identify.ts";
import { isSameOrigin } from "./same-origin.ts";
import { type Need, POLICY, type RouteKey, atLeast } from "./policy.ts";

const SAFE = new Set(["GET", "HEAD"]);

/**
 * Finds out who calls and whether the table lets them. Deny by default: an actor without the
 * role or scope gets 403, a stranger 401.
 * @throws AppError unauthorized, forbidden, csrf
 */
export async function guard(c: AppContext, key: RouteKey): Promise<TenantContext> {
  const who = await identify(c);
  if (!who) throw new AppError("unauthorized");
  if (who.by === "session" && !SAFE.has(c.req.method) && !fromConsole(c))
    throw new AppError("csrf");
  if (!may(who.actor, POLICY[key])) throw new AppError("forbidden");
  return { ...c.var.ctx, workspace: who.workspace, actor: who.actor };
}

function may(actor: TenantContext["actor"], need: Need): boolean {
  if (need === "signed-in") return actor.kind === "member";
  if (actor.kind === "member") return atLeast(actor.role, need.role);
  if (actor.kind === "key") return "scope" in need && actor.scopes.includes(need.scope);
  return false;
}

/**
 * A browser adds cookies by itself, but never this header without a preflight that we refuse: what
 * a foreign page sends in a member's name stops here.
 */
function fromConsole(c: AppContext): boolean {
  return c.req.header("x-verbatim") === "1" && isSameOrigin(c);
}

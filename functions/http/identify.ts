import type { Actor } from "../context.ts";
import { sha256 } from "../secrets.ts";
import type { AppContext } from "./app-env.ts";
import { sessionToken } from "./session-cookie.ts";

export type Identity = { workspace: string; actor: Actor; by: "session" | "key" };

/**
 * Who calls: an API key by its bearer token, else a member by the session cookie. Both are looked
 * up by their SHA-256 in one query; a revoked or expired one is nobody.
 */
export async function identify(c: AppContext): Promise<Identity | undefined> {
  const { accounts } = c.var.deps;
  const { now } = c.var.ctx;
  const bearer = /^Bearer (\S{20,200})$/u.exec(c.req.header("authorization") ?? "")?.[1];
  if (bearer !== undefined) {
    const key = await accounts.actorOfKey(await sha256(bearer), now);
    return (
      key && {
        workspace: key.workspace,
        actor: { kind: "key", id: key.id, scopes: key.scopes },
        by: "key",
      }
    );
  }
  const token = sessionToken(c);
  if (token === undefined) return undefined;
  const wanted = c.req.header("x-verbatim-workspace");
  const member = await accounts.actorOfSession(await sha256(token), wanted, now);
  return (
    member && {
      workspace: member.workspace,
      actor: { kind: "member", id: member.user, role: member.role },
      by: "session",
    }
  );
}

import type { Context } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import type { MembersRepository } from "../../db/repositories/members.ts";
import { sha256 } from "../../secrets.ts";
import { join } from "./join.ts";
import { type Session, openSession } from "./session.ts";

/**
 * Uses a sign-in link up and opens a session. Whoever has no workspace yet joins those that invited
 * this address: the link has just shown that it is theirs.
 * @param previous session token that the browser came with
 * @returns undefined when the link is unknown, used or expired, or nobody waits for this person
 */
export async function redeemLink(
  ctx: Context,
  deps: { accounts: AccountsRepository; members: MembersRepository },
  token: string,
  previous: string | undefined,
): Promise<Session | undefined> {
  const email = await deps.accounts.takeLink(await sha256(token), ctx.now);
  if (email === undefined || !(await deps.accounts.mayEnter(email, ctx.now))) return undefined;
  const user = await deps.accounts.ensureUser(email, ctx.newId(), ctx.now);
  if ((await deps.accounts.workspacesOf(user)).length === 0) {
    for (const invite of await deps.members.invitesOf(email, ctx.now))
      await join(ctx, deps, invite, user);
  }
  return openSession(ctx, deps, user, { previous, proven: true });
}

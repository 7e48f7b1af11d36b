import type { Context } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import type { InviteFacts, MembersRepository } from "../../db/repositories/members.ts";
import { sha256 } from "../../secrets.ts";
import { join } from "./join.ts";
import { type Session, openSession } from "./session.ts";

type Deps = { accounts: AccountsRepository; members: MembersRepository };

/** The open invite behind a link, for its page; reading uses nothing up. */
export async function readInvite(
  ctx: Context,
  deps: Deps,
  token: string,
): Promise<InviteFacts | undefined> {
  return deps.members.inviteByHash(await sha256(token), ctx.now);
}

export type Accepted =
  | { outcome: "joined"; session: Session }
  | { outcome: "bad_link" }
  /** The address has an account: only its owner, signed in, may add a workspace to it. */
  | { outcome: "sign_in_first"; email: string };

/**
 * Accepts an invite. Its link may have been handed over by an admin instead of mailed, so it proves
 * nothing about the address: it makes a new account, but opens no account that is in use.
 * @param browser session token that the browser came with
 */
export async function acceptInvite(
  ctx: Context,
  deps: Deps,
  token: string,
  browser: string | undefined,
): Promise<Accepted> {
  const invite = await readInvite(ctx, deps, token);
  if (!invite) return { outcome: "bad_link" };
  const signedIn = browser && (await deps.accounts.userOfSession(await sha256(browser), ctx.now));
  const known = await deps.accounts.userByEmail(invite.email);
  const isOwner = signedIn && signedIn.id === known?.id;
  if (known && !isOwner && (await deps.accounts.workspacesOf(known.id)).length > 0) {
    return { outcome: "sign_in_first", email: invite.email };
  }
  const user = known?.id ?? (await deps.accounts.ensureUser(invite.email, ctx.newId(), ctx.now));
  if (!(await join(ctx, deps, invite, user))) return { outcome: "bad_link" };
  return {
    outcome: "joined",
    session: await openSession(ctx, deps, user, { previous: browser, alone: !isOwner }),
  };
}

import type { Context } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import { newSecret, sha256 } from "../../secrets.ts";

/**
 * Makes a link that signs this address in once. It is built from the configured origin, whatever
 * host the request named.
 * @param ms how long it works
 */
export async function signInLink(
  ctx: Context,
  deps: { accounts: AccountsRepository; settings: { PUBLIC_ORIGIN: string } },
  email: string,
  ms: number,
): Promise<string> {
  const token = newSecret(ctx.random);
  await deps.accounts.putLink(ctx.newId(), await sha256(token), email, ctx.now, ctx.now + ms);
  return linkTo(deps.settings, "link", token);
}

/** The address of an auth page that takes a token. */
export function linkTo(
  settings: { PUBLIC_ORIGIN: string },
  page: "link" | "invite",
  token: string,
): string {
  return `${new URL(settings.PUBLIC_ORIGIN).origin}/auth/${page}?token=${token}`;
}

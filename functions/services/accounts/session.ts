import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import { newSecret, sha256 } from "../../secrets.ts";

const SESSION_DAYS = 30;

/** What the browser gets: the token, once, and for how many seconds it holds. */
export type Session = { token: string; maxAge: number };

/**
 * Opens a session with a token that nobody has seen before, and ends the one that the browser came
 * with: a token planted before the sign-in is worth nothing after it.
 */
export async function openSession(
  ctx: Context,
  deps: { accounts: AccountsRepository },
  user: string,
  more: { previous: string | undefined; proven?: boolean; alone?: boolean },
): Promise<Session> {
  const token = newSecret(ctx.random);
  await deps.accounts.openSession(
    {
      id: ctx.newId(),
      hash: await sha256(token),
      user,
      expiresAt: ctx.now + SESSION_DAYS * DAY_MS,
    },
    {
      previous: more.previous === undefined ? undefined : await sha256(more.previous),
      proven: more.proven ?? false,
      alone: more.alone ?? false,
      now: ctx.now,
    },
  );
  return { token, maxAge: (SESSION_DAYS * DAY_MS) / 1000 };
}

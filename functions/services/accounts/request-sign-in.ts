import type { Mailer } from "../../adapters/mailer/mailer.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import { toBase64Url } from "../../../domain/links/base64url.ts";
import type { Context } from "../../context.ts";
import type { AccountsRepository } from "../../db/repositories/accounts.ts";
import { AppError } from "../../errors.ts";
import { emailOf } from "./email.ts";
import { signInLetter } from "./letters.ts";
import { signInLink } from "./sign-in-link.ts";

const WINDOW = 15 * 60_000;
/** Attempts within the window: for one mail address, for one network address, and for all callers whose network address is not known. */
const MOST = { email: 5, address: 20, unknown: 200 };

type Deps = {
  accounts: AccountsRepository;
  mailer: Mailer;
  signer: Signer;
  settings: { PUBLIC_ORIGIN: string };
};

/**
 * Mails a sign-in link to a member or an invited person. For everybody else it does the same up to
 * the reply: who is known is looked up after the reply, so neither its words nor its time tell.
 * @param address network address of the caller, "unknown" when none is known
 * @throws AppError rate_limited, for known and unknown addresses alike
 */
export async function requestSignIn(
  ctx: Context,
  deps: Deps,
  given: { email: string; address: string },
): Promise<void> {
  const email = emailOf(given.email);
  const mostByAddress = given.address === "unknown" ? MOST.unknown : MOST.address;
  const tries = [
    { id: ctx.newId(), key: await hidden(deps.signer, email), most: MOST.email },
    { id: ctx.newId(), key: await hidden(deps.signer, given.address), most: mostByAddress },
  ];
  if (!(await deps.accounts.attempt(tries, ctx.now, ctx.now + WINDOW))) {
    throw new AppError("rate_limited", { retryAfter: WINDOW / 1000 });
  }
  ctx.defer(sendLink(ctx, deps, email));
}

async function sendLink(ctx: Context, deps: Deps, email: string): Promise<void> {
  if (!(await deps.accounts.mayEnter(email, ctx.now))) return;
  await deps.mailer.send(signInLetter(ctx, email, await signInLink(ctx, deps, email, WINDOW)));
}

/** Attempts are kept under keyed hashes: a copy of the database tells no addresses. */
async function hidden(signer: Signer, text: string): Promise<string> {
  return toBase64Url(await signer.mac("address", "sign-in", text));
}

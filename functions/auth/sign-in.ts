import { SignIn } from "../../domain/wire/workspace.ts";
import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { parse, readJson } from "../http/body.ts";
import { isSameOrigin } from "../http/same-origin.ts";
import { addressOf } from "../http/visitor.ts";
import { requestSignIn } from "../services/accounts/request-sign-in.ts";

/** POST /auth/sign-in: asks for a link by mail. The reply is the same for every address. */
export async function postSignIn(c: AppContext): Promise<Response> {
  if (!isSameOrigin(c)) throw new AppError("csrf");
  const { email } = parse(SignIn, await readJson(c.req.raw, 2048));
  await requestSignIn(c.var.ctx, c.var.deps, { email, address: addressOf(c) });
  return c.json({ ok: true }, 200, { "cache-control": "no-store" });
}

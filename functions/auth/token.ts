import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { readText } from "../http/body.ts";
import { isSameOrigin } from "../http/same-origin.ts";

const FORM = /^[A-Za-z0-9_-]{43}$/u;

/** The token in the address, or undefined when it has not the form of one. */
export function tokenOfAddress(c: AppContext): string | undefined {
  return formed(c.req.query("token"));
}

/** The token that our own form posted. @throws AppError csrf when the form stood on a foreign page */
export async function tokenOfForm(c: AppContext): Promise<string | undefined> {
  // A foreign form could sign its reader in to the account of whoever made it.
  if (!isSameOrigin(c)) throw new AppError("csrf");
  return formed(new URLSearchParams(await readText(c.req.raw, 2048)).get("token"));
}

function formed(token: string | null | undefined): string | undefined {
  return token && FORM.test(token) ? token : undefined;
}

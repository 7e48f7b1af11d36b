import type { Suppressions } from "../../../domain/wire/people.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { SuppressionsRepository } from "../../db/repositories/suppressions.ts";
import { addressHash } from "./hash.ts";

/** How many addresses are suppressed, and whether this one is: the list holds hashes and is not read. */
export async function readSuppressions(
  ctx: TenantContext,
  { suppressions, signer }: { suppressions: SuppressionsRepository; signer: Signer },
  email: string | undefined,
): Promise<Suppressions> {
  const [counts, [found]] = await Promise.all([
    suppressions.counts(ctx.workspace),
    email === undefined
      ? []
      : suppressions.has(ctx.workspace, [await addressHash(signer, ctx.workspace, email)]),
  ]);
  return { counts, found: found ?? null };
}

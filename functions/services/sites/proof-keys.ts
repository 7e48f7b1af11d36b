import type { ProofKey } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { AppError, found } from "../../errors.ts";
import { newSecret } from "../../secrets.ts";
import { auditOf } from "../audit.ts";

type Deps = { sites: SitesRepository };

/**
 * Makes a secret for the customer's server to sign proofs with. Two are good at a time, so that one
 * can be replaced: the new one is used first, then the old one removed.
 * @throws AppError not_found, invalid when there are two
 */
export async function addProofKey(ctx: TenantContext, deps: Deps, id: string): Promise<ProofKey> {
  found(await deps.sites.get(ctx.workspace, id));
  const key = { kid: newSecret(ctx.random).slice(0, 10), secret: newSecret(ctx.random) };
  const audit = auditOf(ctx, "site.proof-key", id, { kid: key.kid });
  if (!(await deps.sites.addProofKey(ctx.workspace, id, key, audit)))
    throw new AppError("invalid", { fields: { id: "has two keys: remove the old one first" } });
  return key;
}

/** Proofs that were signed with this secret no longer hold. Safe to repeat. @throws AppError not_found */
export async function removeProofKey(
  ctx: TenantContext,
  deps: Deps,
  id: string,
  kid: string,
): Promise<{ ok: true }> {
  found(await deps.sites.get(ctx.workspace, id));
  const audit = auditOf(ctx, "site.proof-key-remove", id, { kid });
  await deps.sites.removeProofKey(ctx.workspace, id, kid, audit);
  return { ok: true };
}

import type { ChangeCounts } from "../../../domain/wire/site-health.ts";
import type { TenantContext } from "../../context.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/** Adds to what devices of a site reported; the audit log keeps by how much. @throws AppError not_found */
export async function changeCounts(
  ctx: TenantContext,
  deps: { sites: SitesRepository },
  id: string,
  by: ChangeCounts,
): Promise<{ ok: true }> {
  found(await deps.sites.get(ctx.workspace, id));
  await deps.sites.count(ctx.workspace, id, by, auditOf(ctx, "site.counts", id, by));
  return { ok: true };
}

import type { SaveSite, Site } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { canonical } from "./create.ts";
import { type PinnedFile, withSnippet } from "./snippet.ts";

/** Saves what was given of a site. @throws AppError not_found */
export async function saveSite(
  ctx: TenantContext,
  deps: { sites: SitesRepository; settings: { PUBLIC_ORIGIN: string }; widget?: PinnedFile },
  id: string,
  change: SaveSite,
): Promise<Site> {
  const site = found(await deps.sites.get(ctx.workspace, id));
  if (Object.keys(change).length > 0) {
    const { origins, ...rest } = change;
    const next = { ...rest, ...(origins && { origins: origins.map(canonical) }) };
    await deps.sites.save(
      ctx.workspace,
      id,
      next,
      auditOf(ctx, "site.save", id, { fields: Object.keys(change) }),
    );
  }
  return withSnippet(
    deps.settings,
    found(await deps.sites.get(ctx.workspace, site.id)),
    deps.widget,
  );
}

import type { Site } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { type PinnedFile, withSnippet } from "./snippet.ts";

/** The sites of the workspace, oldest first. */
export async function listSites(
  ctx: TenantContext,
  deps: { sites: SitesRepository; settings: { PUBLIC_ORIGIN: string }; widget?: PinnedFile },
): Promise<{ items: Site[]; next: null }> {
  const sites = await deps.sites.list(ctx.workspace);
  return { items: sites.map((site) => withSnippet(deps.settings, site, deps.widget)), next: null };
}

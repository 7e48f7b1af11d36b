import { prefixedId } from "../../../domain/survey/ids.ts";
import type { CreateSite, Site } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { SitesRepository } from "../../db/repositories/sites.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { type PinnedFile, withSnippet } from "./snippet.ts";

/** Makes a site; its id is the key in the tag. */
export async function createSite(
  ctx: TenantContext,
  deps: { sites: SitesRepository; settings: { PUBLIC_ORIGIN: string }; widget?: PinnedFile },
  { name, origins }: CreateSite,
): Promise<Site> {
  const id = prefixedId("st", ctx.random(10));
  const site = { id, name, origins: origins.map(canonical), createdAt: ctx.now };
  await deps.sites.add(ctx.workspace, site, auditOf(ctx, "site.create", id));
  return withSnippet(deps.settings, found(await deps.sites.get(ctx.workspace, id)), deps.widget);
}

/** An origin as browsers send it: lower case, no default port. */
export function canonical(origin: string): string {
  return new URL(origin).origin;
}

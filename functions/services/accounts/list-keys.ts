import type { ApiKey } from "../../../domain/wire/workspace.ts";
import type { TenantContext } from "../../context.ts";
import type { KeysRepository } from "../../db/repositories/keys.ts";

/** All keys, newest first, revoked ones with their date. */
export async function listKeys(
  ctx: TenantContext,
  deps: { keys: KeysRepository },
): Promise<{ items: ApiKey[]; next: null }> {
  return { items: await deps.keys.list(ctx.workspace), next: null };
}

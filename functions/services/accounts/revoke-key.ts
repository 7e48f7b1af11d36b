import type { TenantContext } from "../../context.ts";
import type { KeysRepository } from "../../db/repositories/keys.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/** Ends a key at once. Ending it again changes nothing. @throws AppError not_found */
export async function revokeKey(
  ctx: TenantContext,
  deps: { keys: KeysRepository },
  id: string,
): Promise<void> {
  const key = found((await deps.keys.list(ctx.workspace)).find((one) => one.id === id));
  if (key.revokedAt !== null) return;
  await deps.keys.revoke(ctx.workspace, id, ctx.now, auditOf(ctx, "key.revoke", id));
}

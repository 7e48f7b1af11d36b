import type { TenantContext } from "../context.ts";
import type { Audit } from "../db/audit.ts";

/** The audit entry of what this actor does now. */
export function auditOf(
  ctx: TenantContext,
  action: string,
  target: string,
  detail: Record<string, unknown> = {},
): Audit {
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  return { workspace: ctx.workspace, id: ctx.newId(), actor, action, target, detail, at: ctx.now };
}

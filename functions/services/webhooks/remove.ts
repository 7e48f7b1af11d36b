import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/** Removes a webhook and all that it was still to be told. @throws AppError not_found */
export async function removeWebhook(
  ctx: TenantContext,
  { webhooks }: { webhooks: WebhooksRepository },
  id: string,
): Promise<void> {
  found(await webhooks.get(ctx.workspace, id));
  await webhooks.remove(ctx.workspace, id, auditOf(ctx, "webhook.delete", id));
}

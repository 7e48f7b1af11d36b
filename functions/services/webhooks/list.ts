import type { Webhook } from "../../../domain/wire/webhooks.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { shapeWebhook } from "./shape.ts";

/** All webhooks of the workspace, oldest first, with what waits for each. */
export async function listWebhooks(
  ctx: TenantContext,
  deps: { webhooks: WebhooksRepository },
): Promise<{ items: Webhook[]; next: null }> {
  const stored = await deps.webhooks.list(ctx.workspace);
  return { items: stored.map((one) => shapeWebhook(one, ctx.now)), next: null };
}

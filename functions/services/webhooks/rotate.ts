import type { WebhookSecret } from "../../../domain/wire/webhooks.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { OVERLAP_MS, webhookSecret } from "./secret.ts";
import { shapeWebhook } from "./shape.ts";

/**
 * Makes the next secret. For 24 hours the one before it signs as well, so a receiver can change over
 * without missing a message; one older than that no longer does.
 * @throws AppError not_found, stale when another request has just done so
 */
export async function rotateSecret(
  ctx: TenantContext,
  deps: { webhooks: WebhooksRepository; signer: Signer },
  id: string,
): Promise<WebhookSecret> {
  const before = found(await deps.webhooks.get(ctx.workspace, id));
  const until = ctx.now + OVERLAP_MS;
  const audit = auditOf(ctx, "webhook.rotate", id);
  if (!(await deps.webhooks.rotate(ctx.workspace, id, before.generation, until, audit)))
    throw new AppError("stale");
  const stored = { ...before, generation: before.generation + 1, previousUntil: until };
  return {
    ...shapeWebhook(stored, ctx.now),
    secret: await webhookSecret(deps.signer, ctx.workspace, stored),
  };
}

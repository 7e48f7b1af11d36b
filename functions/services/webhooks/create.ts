import type { CreateWebhook, WebhookSecret } from "../../../domain/wire/webhooks.ts";
import type { Egress } from "../../adapters/egress/egress.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { AppError, found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { webhookSecret } from "./secret.ts";
import { shapeWebhook } from "./shape.ts";
import { checkUrl } from "./url.ts";

/** Each active webhook adds a row to the transaction of every response. */
const MOST = 10;

/**
 * Makes a webhook: from now on it is told of each response that counts. Its secret is in this reply
 * and can be had again only by making a new one.
 * @throws AppError invalid when the address may not be called or there are ten already
 */
export async function createWebhook(
  ctx: TenantContext,
  deps: { webhooks: WebhooksRepository; egress: Egress; signer: Signer },
  { url }: CreateWebhook,
): Promise<WebhookSecret> {
  const checked = await checkUrl(deps, url);
  const id = ctx.newId();
  const audit = auditOf(ctx, "webhook.create", id, { origin: checked.origin });
  const webhook = { id, url: checked.href, createdAt: ctx.now };
  if (!(await deps.webhooks.add(ctx.workspace, webhook, MOST, audit))) {
    throw new AppError("invalid", { fields: { url: `is one too many: at most ${MOST}` } });
  }
  const stored = found(await deps.webhooks.get(ctx.workspace, id));
  return {
    ...shapeWebhook(stored, ctx.now),
    secret: await webhookSecret(deps.signer, ctx.workspace, stored),
  };
}

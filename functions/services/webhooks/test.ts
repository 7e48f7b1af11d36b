import type { TestedWebhook } from "../../../domain/wire/webhooks.ts";
import type { Egress } from "../../adapters/egress/egress.ts";
import type { Signer } from "../../adapters/signer/signer.ts";
import type { SignHeaders } from "../../adapters/webhooks/sign.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { found } from "../../errors.ts";
import { isDelivered, outcomeOfSent } from "../outbox/outcome.ts";
import { signingSecrets } from "./secret.ts";

/**
 * Sends a `webhook.test` message once, signed like any other, and says how the receiver answered.
 * Changes nothing. @throws AppError not_found
 */
export async function testWebhook(
  ctx: TenantContext,
  deps: { webhooks: WebhooksRepository; egress: Egress; signer: Signer; signHeaders: SignHeaders },
  id: string,
): Promise<TestedWebhook> {
  const webhook = found(await deps.webhooks.get(ctx.workspace, id));
  const { signer, signHeaders, egress } = deps;
  const body = JSON.stringify({
    type: "webhook.test",
    timestamp: new Date(ctx.now).toISOString(),
    data: { webhook: id },
  });
  const secrets = await signingSecrets(
    signer,
    ctx.workspace,
    webhook,
    webhook.previousUntil,
    ctx.now,
  );
  const headers = signHeaders(secrets, `${id}_${ctx.newId()}`, ctx.now, body);
  const sent = await egress.post(webhook.url, headers, body);
  return { delivered: isDelivered(sent), outcome: outcomeOfSent(sent) };
}

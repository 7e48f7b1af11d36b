import type { SaveWebhook, Webhook } from "../../../domain/wire/webhooks.ts";
import type { Egress } from "../../adapters/egress/egress.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";
import { shapeWebhook } from "./shape.ts";
import { checkUrl } from "./url.ts";

/**
 * Changes the address, or switches on and off. Either way its past failures no longer hold it back;
 * what waits stays and goes to the new address.
 * @throws AppError not_found, invalid when the address may not be called
 */
export async function saveWebhook(
  ctx: TenantContext,
  deps: { webhooks: WebhooksRepository; egress: Egress },
  id: string,
  { url, state }: SaveWebhook,
): Promise<Webhook> {
  const { webhooks } = deps;
  found(await webhooks.get(ctx.workspace, id));
  const checked = url === undefined ? undefined : await checkUrl(deps, url);
  const audit = auditOf(ctx, "webhook.save", id, {
    ...(checked && { origin: checked.origin }),
    ...(state && { state }),
  });
  await webhooks.save(
    ctx.workspace,
    id,
    {
      failingSince: null,
      pausedUntil: null,
      ...(checked && { url: checked.href }),
      ...(state && { state, reason: state === "disabled" ? "hand" : null }),
    },
    audit,
  );
  const saved = (await webhooks.list(ctx.workspace)).find((one) => one.id === id);
  return shapeWebhook(found(saved), ctx.now);
}

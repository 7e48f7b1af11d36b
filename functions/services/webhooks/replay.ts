import { parseResponseId } from "../../../domain/survey/ids.ts";
import type { ReplayDeliveries, Replayed } from "../../../domain/wire/webhooks.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { found } from "../../errors.ts";
import { auditOf } from "../audit.ts";

/**
 * Makes dead deliveries due again, under the ids that they had. At most 5,000 a call.
 * @throws AppError not_found
 */
export async function replayDeliveries(
  ctx: TenantContext,
  { webhooks }: { webhooks: WebhooksRepository },
  id: string,
  { responses }: ReplayDeliveries,
): Promise<Replayed> {
  found(await webhooks.get(ctx.workspace, id));
  const rows = responses?.flatMap((one) => parseResponseId(one)?.row ?? []);
  const audit = auditOf(ctx, "webhook.replay", id, rows && { responses: rows.length });
  return { replayed: await webhooks.replay(ctx.workspace, id, rows, audit) };
}

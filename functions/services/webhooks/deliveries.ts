import { responseId } from "../../../domain/survey/ids.ts";
import type { DeliveriesQuery, Delivery } from "../../../domain/wire/webhooks.ts";
import type { TenantContext } from "../../context.ts";
import type { WebhooksRepository } from "../../db/repositories/webhooks.ts";
import { found } from "../../errors.ts";

const PAGE = 50;

/** What a webhook has yet to be told, or was given up, in order of arrival. @throws AppError not_found */
export async function listDeliveries(
  ctx: TenantContext,
  { webhooks }: { webhooks: WebhooksRepository },
  id: string,
  { state, cursor }: DeliveriesQuery,
): Promise<{ items: Delivery[]; next: string | null }> {
  found(await webhooks.get(ctx.workspace, id));
  const after = Number(cursor ?? 0);
  const { items, next } = await webhooks.deliveries(ctx.workspace, id, state, after, PAGE);
  return {
    items: items.map(({ row, respondedAt, survey, attempts, last, dueAt, createdAt }) => ({
      response: responseId(respondedAt, row),
      survey,
      attempts,
      last,
      dueAt,
      createdAt,
    })),
    next: next === null ? null : String(next),
  };
}

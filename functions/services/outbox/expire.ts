import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { OutboxRepository } from "../../db/repositories/outbox.ts";

/** A dead letter can be sent again for this long. */
const KEPT_MS = 30 * DAY_MS;
const SLICE = 500;
const MOST_SLICES = 40;

/** Forgets deliveries that were given up, or waited for a disabled webhook, for 30 days. */
export async function expireDeliveries(
  ctx: Context,
  { outbox }: { outbox: OutboxRepository },
): Promise<{ removed: number }> {
  let removed = 0;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    const now = await outbox.expire(ctx.now - KEPT_MS, SLICE);
    removed += now;
    if (now < SLICE) break;
  }
  return { removed };
}

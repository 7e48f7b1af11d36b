import type { Webhook } from "../../../domain/wire/webhooks.ts";
import type { CountedWebhook, StoredWebhook } from "../../db/repositories/webhooks.ts";

/** A stored webhook as it is shown; without counts it is one that nothing waits for yet. */
export function shapeWebhook(stored: StoredWebhook | CountedWebhook, now: number): Webhook {
  const { waiting = 0, dead = 0 } = stored as Partial<CountedWebhook>;
  const { previousUntil, pausedUntil } = stored;
  return {
    id: stored.id,
    url: stored.url,
    state: stored.state,
    reason: stored.reason as Webhook["reason"],
    createdAt: stored.createdAt,
    deliveredAt: stored.deliveredAt,
    failingSince: stored.failingSince,
    pausedUntil: pausedUntil !== null && pausedUntil > now ? pausedUntil : null,
    previousUntil: previousUntil !== null && previousUntil > now ? previousUntil : null,
    waiting,
    dead,
  };
}

import * as v from "valibot";
import { Channel, Uuid, page } from "./common.ts";

const Url = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000));

export const Webhook = v.object({
  id: v.string(),
  url: v.string(),
  state: v.picklist(["active", "disabled"]),
  /** Why it was disabled: by hand, the receiver said 410, or it failed for three days. */
  reason: v.nullable(v.picklist(["hand", "gone", "failing"])),
  createdAt: v.number(),
  /** The last 2xx. */
  deliveredAt: v.nullable(v.number()),
  /** Since when every try has failed. */
  failingSince: v.nullable(v.number()),
  /** Nothing is tried before this. */
  pausedUntil: v.nullable(v.number()),
  /** The secret before the present one signs as well until then. */
  previousUntil: v.nullable(v.number()),
  /** Deliveries that wait and that were given up, counted up to 500 together. */
  waiting: v.number(),
  dead: v.number(),
});
export type Webhook = v.InferOutput<typeof Webhook>;
export const Webhooks = page(Webhook);

export const CreateWebhook = v.strictObject({ url: Url });
export type CreateWebhook = v.InferOutput<typeof CreateWebhook>;
/** The signing secret is shown this once. */
export const WebhookSecret = v.object({ ...Webhook.entries, secret: v.string() });
export type WebhookSecret = v.InferOutput<typeof WebhookSecret>;
export const SaveWebhook = v.strictObject({
  url: v.exactOptional(Url),
  state: v.exactOptional(v.picklist(["active", "disabled"])),
});
export type SaveWebhook = v.InferOutput<typeof SaveWebhook>;

/** What became of a test: `delivered` on 2xx; else the status, or a word where no answer came. */
export const TestedWebhook = v.object({
  delivered: v.boolean(),
  outcome: v.string(),
});
export type TestedWebhook = v.InferOutput<typeof TestedWebhook>;

/** One response that a webhook has yet to be told of, or that was given up. */
export const Delivery = v.object({
  response: v.string(),
  survey: v.string(),
  attempts: v.number(),
  /** HTTP status of the last try, or a word where no answer came. */
  last: v.nullable(v.string()),
  /** Not before this; null when given up. */
  dueAt: v.nullable(v.number()),
  createdAt: v.number(),
});
export type Delivery = v.InferOutput<typeof Delivery>;
export const Deliveries = page(Delivery);
export const DeliveriesQuery = v.object({
  state: v.optional(v.picklist(["waiting", "dead"]), "waiting"),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}$/u))),
});
export type DeliveriesQuery = v.InferOutput<typeof DeliveriesQuery>;

/** Which dead deliveries to try again; without a list, all of them. */
export const ReplayDeliveries = v.strictObject({
  responses: v.exactOptional(v.pipe(v.array(Uuid), v.minLength(1), v.maxLength(100))),
});
export type ReplayDeliveries = v.InferOutput<typeof ReplayDeliveries>;
export const Replayed = v.object({ replayed: v.number() });
export type Replayed = v.InferOutput<typeof Replayed>;

/** What a receiver is sent (docs/webhooks.md). */
export const ResponseRecorded = v.object({
  type: v.literal("response.recorded"),
  /** When the response was given, ISO 8601 UTC. */
  timestamp: v.string(),
  data: v.object({
    id: v.string(),
    survey: v.object({ id: v.string(), name: v.string() }),
    version: v.nullable(v.number()),
    channel: Channel,
    score: v.nullable(v.number()),
    answers: v.record(v.string(), v.unknown()),
    texts: v.record(v.string(), v.string()),
    complete: v.boolean(),
    language: v.nullable(v.string()),
    attributes: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
    person: v.nullable(v.object({ id: v.string() })),
  }),
});
export type ResponseRecorded = v.InferOutput<typeof ResponseRecorded>;

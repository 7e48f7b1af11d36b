import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/webhooks.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { createWebhook } from "../services/webhooks/create.ts";
import { listDeliveries } from "../services/webhooks/deliveries.ts";
import { listWebhooks } from "../services/webhooks/list.ts";
import { removeWebhook } from "../services/webhooks/remove.ts";
import { replayDeliveries } from "../services/webhooks/replay.ts";
import { rotateSecret } from "../services/webhooks/rotate.ts";
import { saveWebhook } from "../services/webhooks/save.ts";
import { testWebhook } from "../services/webhooks/test.ts";

export const webhooks = new Hono<AppEnv>();

endpoint(
  webhooks,
  "GET /api/v1/webhooks",
  { summary: "Webhooks, with what waits for each", reply: wire.Webhooks },
  ({ ctx, deps }) => listWebhooks(ctx, deps),
);

endpoint(
  webhooks,
  "POST /api/v1/webhooks",
  {
    summary: "Make a webhook for response.recorded; its secret is shown this once",
    body: wire.CreateWebhook,
    reply: wire.WebhookSecret,
    status: 201,
  },
  ({ ctx, deps, body }) => createWebhook(ctx, deps, body),
);

endpoint(
  webhooks,
  "PATCH /api/v1/webhooks/:id",
  {
    summary: "Change the address of a webhook, or switch it on and off",
    body: wire.SaveWebhook,
    reply: wire.Webhook,
  },
  ({ ctx, deps, param, body }) => saveWebhook(ctx, deps, param("id"), body),
);

endpoint(
  webhooks,
  "DELETE /api/v1/webhooks/:id",
  { summary: "Delete a webhook and what waits for it", reply: Ok },
  async ({ ctx, deps, param }) => {
    await removeWebhook(ctx, deps, param("id"));
    return { ok: true };
  },
);

endpoint(
  webhooks,
  "POST /api/v1/webhooks/:id/rotate",
  {
    summary: "Make a new signing secret; the one before it signs as well for 24 hours",
    reply: wire.WebhookSecret,
  },
  ({ ctx, deps, param }) => rotateSecret(ctx, deps, param("id")),
);

endpoint(
  webhooks,
  "POST /api/v1/webhooks/:id/test",
  { summary: "Send a signed test message now", reply: wire.TestedWebhook },
  ({ ctx, deps, param }) => testWebhook(ctx, deps, param("id")),
);

endpoint(
  webhooks,
  "GET /api/v1/webhooks/:id/deliveries",
  {
    summary: "Deliveries that wait, or that were given up",
    query: wire.DeliveriesQuery,
    reply: wire.Deliveries,
  },
  ({ ctx, deps, param, query }) => listDeliveries(ctx, deps, param("id"), query),
);

endpoint(
  webhooks,
  "POST /api/v1/webhooks/:id/replay",
  {
    summary: "Try dead deliveries again, all of them or some",
    body: wire.ReplayDeliveries,
    reply: wire.Replayed,
  },
  ({ ctx, deps, param, body }) => replayDeliveries(ctx, deps, param("id"), body),
);

import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/workspace.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { createKey } from "../services/accounts/create-key.ts";
import { listKeys } from "../services/accounts/list-keys.ts";
import { revokeKey } from "../services/accounts/revoke-key.ts";

export const keys = new Hono<AppEnv>();

endpoint(
  keys,
  "GET /api/v1/keys",
  { summary: "API keys, without their secrets", reply: wire.ApiKeys },
  ({ ctx, deps }) => listKeys(ctx, deps),
);

endpoint(
  keys,
  "POST /api/v1/keys",
  {
    summary: "Make an API key; its secret is shown this once",
    body: wire.CreateApiKey,
    reply: wire.CreatedApiKey,
    status: 201,
  },
  ({ ctx, deps, body }) => createKey(ctx, deps, body),
);

endpoint(
  keys,
  "DELETE /api/v1/keys/:id",
  { summary: "Revoke an API key at once", reply: Ok },
  async ({ ctx, deps, param }) => {
    await revokeKey(ctx, deps, param("id"));
    return { ok: true };
  },
);

import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/people.ts";
import { found } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { importSuppressions } from "../services/suppressions/import.ts";
import { liftSuppression } from "../services/suppressions/lift.ts";
import { readSuppressions } from "../services/suppressions/read.ts";

export const suppressions = new Hono<AppEnv>();

endpoint(
  suppressions,
  "GET /api/v1/suppressions",
  {
    summary: "How many addresses get no mail, and whether this one is among them",
    query: wire.SuppressionQuery,
    reply: wire.Suppressions,
  },
  ({ ctx, deps, query }) => readSuppressions(ctx, deps, query.email),
);

endpoint(
  suppressions,
  "POST /api/v1/suppressions",
  {
    summary: "Suppress up to 500 addresses; safe to repeat",
    body: wire.Suppress,
    reply: wire.Suppressed,
  },
  ({ ctx, deps, body }) => importSuppressions(ctx, deps, body.emails),
);

endpoint(
  suppressions,
  "DELETE /api/v1/suppressions",
  {
    summary: "Let an address get mail again that an import or a bounce suppressed",
    query: wire.LiftSuppression,
    reply: Ok,
  },
  async ({ ctx, deps, query }) => {
    found((await liftSuppression(ctx, deps, query.email, "email")) || undefined);
    return { ok: true };
  },
);

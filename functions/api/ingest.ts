import { Hono } from "hono";
import { Receipt, ServerSubmission } from "../../domain/wire/ingest.ts";
import type { AppEnv } from "../http/app-env.ts";
import { MAX_BODY } from "../http/body.ts";
import { endpoint } from "../http/endpoint.ts";
import { acceptResponse, serverOffer } from "../services/responses/record.ts";

export const serverIngest = new Hono<AppEnv>();

endpoint(
  serverIngest,
  "POST /api/v1/responses",
  {
    summary: "Store a response from a server: the body of /v1/in with a trusted past time",
    body: ServerSubmission,
    reply: Receipt,
    maxBody: MAX_BODY,
  },
  async ({ ctx, deps, body }) => acceptResponse(ctx, deps, await serverOffer(ctx, deps, body)),
);

import { Hono } from "hono";
import { Operations } from "../../domain/wire/operations.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { readOperations } from "../services/operations/read.ts";

export const operations = new Hono<AppEnv>();

endpoint(
  operations,
  "GET /api/v1/operations",
  { summary: "Arrivals, what waits for webhooks, and how the jobs ran", reply: Operations },
  ({ ctx, deps }) => readOperations(ctx, deps),
);

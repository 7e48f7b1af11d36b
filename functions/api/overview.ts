import { Hono } from "hono";
import * as wire from "../../domain/wire/surveys.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { readOverview } from "../services/scores/overview.ts";

export const overview = new Hono<AppEnv>();

endpoint(
  overview,
  "GET /api/v1/overview",
  {
    summary: "What changed, for every running survey",
    query: wire.OverviewQuery,
    reply: wire.Overview,
  },
  ({ ctx, deps, query }) => readOverview(ctx, deps, query),
);

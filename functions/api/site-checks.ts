import { Hono } from "hono";
import { SiteHealth } from "../../domain/wire/site-health.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { siteHealth } from "../services/sites/health.ts";

export const siteChecks = new Hono<AppEnv>();

endpoint(
  siteChecks,
  "GET /api/v1/sites/:id",
  { summary: "One site: what its pages report and what they are told", reply: SiteHealth },
  ({ ctx, deps, param }) => siteHealth(ctx, deps, param("id")),
);

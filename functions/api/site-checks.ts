import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import { ChangeCounts, SiteHealth } from "../../domain/wire/site-health.ts";
import { whyAsked } from "../services/sites/why.ts";
import { Why, WhyQuestion } from "../../domain/wire/why.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { pinnedFile } from "../http/widget-files.ts";
import { changeCounts } from "../services/sites/change-counts.ts";
import { siteHealth } from "../services/sites/health.ts";

export const siteChecks = new Hono<AppEnv>();

endpoint(
  siteChecks,
  "GET /api/v1/sites/:id",
  { summary: "One site: what its pages report and what they are told", reply: SiteHealth },
  async ({ ctx, deps: { assets, settings, sites, siteSurveys }, param }) => {
    const widget = await pinnedFile(assets);
    return siteHealth(ctx, { sites, siteSurveys, settings, widget }, param("id"));
  },
);

endpoint(
  siteChecks,
  "POST /api/v1/sites/:id/why",
  {
    summary:
      "Why each survey of a site would ask a visitor on a page, or would not; writes nothing",
    body: WhyQuestion,
    reply: Why,
  },
  ({ ctx, deps, param, body }) => whyAsked(ctx, deps, param("id"), body),
);

endpoint(
  siteChecks,
  "POST /api/v1/sites/:id/counts",
  {
    summary: "Take off what devices reported once its cause is mended, or put it back",
    body: ChangeCounts,
    reply: Ok,
  },
  ({ ctx, deps, param, body }) => changeCounts(ctx, deps, param("id"), body),
);

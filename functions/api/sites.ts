import { Hono } from "hono";
import * as wire from "../../domain/wire/workspace.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { createSite } from "../services/sites/create.ts";
import { listSites } from "../services/sites/list.ts";
import { saveSite } from "../services/sites/save.ts";

export const sites = new Hono<AppEnv>();

endpoint(
  sites,
  "GET /api/v1/sites",
  { summary: "The sites that carry the tag, and where it was last seen", reply: wire.Sites },
  ({ ctx, deps }) => listSites(ctx, deps),
);

endpoint(
  sites,
  "POST /api/v1/sites",
  { summary: "Add a site", body: wire.CreateSite, reply: wire.Site, status: 201 },
  ({ ctx, deps, body }) => createSite(ctx, deps, body),
);

endpoint(
  sites,
  "PATCH /api/v1/sites/:id",
  { summary: "Change a site's name or who may post to it", body: wire.SaveSite, reply: wire.Site },
  ({ ctx, deps, body, param }) => saveSite(ctx, deps, param("id"), body),
);

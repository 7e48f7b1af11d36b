import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/share.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { createLink } from "../services/share/create.ts";
import { listLinks } from "../services/share/list.ts";
import { removeLink } from "../services/share/remove.ts";
import { saveLink } from "../services/share/save.ts";
import { createSingleLinks } from "../services/share/single.ts";

export const share = new Hono<AppEnv>();

endpoint(
  share,
  "GET /api/v1/surveys/:id/links",
  { summary: "The links of a survey that are handed out", reply: wire.ShareLinks },
  ({ ctx, deps, param }) => listLinks(ctx, deps, param("id")),
);
endpoint(
  share,
  "POST /api/v1/surveys/:id/links",
  {
    summary: "Make a short link, with what it fills in and when it works",
    body: wire.CreateShareLink,
    reply: wire.ShareLink,
    status: 201,
  },
  ({ ctx, deps, param, body }) => createLink(ctx, deps, param("id"), body),
);
endpoint(
  share,
  "PATCH /api/v1/surveys/:id/links/:code",
  { summary: "Change a link; its code stays", body: wire.SaveShareLink, reply: wire.ShareLink },
  ({ ctx, deps, param, body }) => saveLink(ctx, deps, param("id"), param("code"), body),
);
endpoint(
  share,
  "DELETE /api/v1/surveys/:id/links/:code",
  { summary: "Delete a link; for an hour it can be made again under its code", reply: Ok },
  async ({ ctx, deps, param }) => {
    await removeLink(ctx, deps, param("id"), param("code"));
    return { ok: true };
  },
);
endpoint(
  share,
  "POST /api/v1/surveys/:id/single-links",
  {
    summary: "Make links that take one answer each, for anybody or for people",
    body: wire.CreateSingleLinks,
    reply: wire.SingleLinks,
    status: 201,
  },
  ({ ctx, deps, param, body }) => createSingleLinks(ctx, deps, param("id"), body),
);

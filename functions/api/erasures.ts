import { Hono } from "hono";
import * as wire from "../../domain/wire/erasures.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { erasePerson } from "../services/people/erase.ts";
import { listErasures } from "../services/people/list-erasures.ts";
import { previewErase } from "../services/people/preview-erase.ts";

export const erasures = new Hono<AppEnv>();

endpoint(
  erasures,
  "GET /api/v1/erasures",
  {
    summary: "Erasures that were asked for, newest first, without whom they were about",
    query: wire.ErasuresQuery,
    reply: wire.Erasures,
  },
  ({ ctx, deps, query }) => listErasures(ctx, deps, query.cursor),
);

endpoint(
  erasures,
  "POST /api/v1/erasures/preview",
  {
    summary: "What erasing a person would remove now; nothing is changed",
    body: wire.EraseSubject,
    reply: wire.ErasePreview,
  },
  ({ ctx, deps, body }) => previewErase(ctx, deps, body),
);

endpoint(
  erasures,
  "POST /api/v1/erasures",
  {
    summary: "Erase a person for good, by external id, address or both; safe to repeat",
    body: wire.EraseSubject,
    reply: wire.Erased,
  },
  ({ ctx, deps, body }) => erasePerson(ctx, deps, body),
);

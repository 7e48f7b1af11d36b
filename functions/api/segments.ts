import { Hono } from "hono";
import { Ok } from "../../domain/wire/common.ts";
import * as wire from "../../domain/wire/people.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { previewSegment } from "../services/segments/preview.ts";
import { removeSegment } from "../services/segments/remove.ts";
import { createSegment, saveSegment } from "../services/segments/save.ts";

export const segments = new Hono<AppEnv>();

endpoint(
  segments,
  "GET /api/v1/segments",
  { summary: "Saved filters over people", reply: wire.Segments },
  async ({ ctx, deps }) => ({ items: await deps.segments.list(ctx.workspace), next: null }),
);

endpoint(
  segments,
  "POST /api/v1/segments",
  {
    summary: "Save a filter over people",
    body: wire.SaveSegment,
    reply: wire.Segment,
    status: 201,
  },
  ({ ctx, deps, body }) => createSegment(ctx, deps, body),
);

endpoint(
  segments,
  "POST /api/v1/segments/preview",
  {
    summary: "Who a filter finds, among up to 20,000 people; nothing is saved",
    body: wire.PreviewSegment,
    reply: wire.SegmentPreview,
  },
  ({ ctx, deps, body }) => previewSegment(ctx, deps, body.rules),
);

endpoint(
  segments,
  "PATCH /api/v1/segments/:id",
  { summary: "Change a filter", body: wire.SaveSegment, reply: wire.Segment },
  ({ ctx, deps, param, body }) => saveSegment(ctx, deps, param("id"), body),
);

endpoint(
  segments,
  "DELETE /api/v1/segments/:id",
  { summary: "Delete a filter that no send asks", reply: Ok },
  async ({ ctx, deps, param }) => {
    await removeSegment(ctx, deps, param("id"));
    return { ok: true };
  },
);

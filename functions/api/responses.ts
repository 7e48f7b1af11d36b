import { Hono } from "hono";
import * as wire from "../../domain/wire/responses.ts";
import { RecipientDomains, VoteHistory } from "../../domain/wire/votes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { unlessKnown } from "../http/etag.ts";
import { streamed } from "../http/stream.ts";
import { readVoteHistory } from "../services/links/read-history.ts";
import { readRecipients } from "../services/links/recipients.ts";
import { exportResponses } from "../services/responses/export.ts";
import { getResponse } from "../services/responses/get.ts";
import { listResponses } from "../services/responses/list.ts";
import { moveResponses, undoMove } from "../services/responses/move-many.ts";
import { moveResponse } from "../services/responses/move.ts";
import { readTray } from "../services/responses/tray.ts";

export const responses = new Hono<AppEnv>();

endpoint(
  responses,
  "GET /api/v1/surveys/:id/responses",
  {
    summary: "Responses of a survey, newest first; answers 304 to a poll that knows them",
    query: wire.ResponsesQuery,
    reply: wire.Responses,
  },
  async ({ c, ctx, deps, param, query }) =>
    unlessKnown(c.req.raw, await listResponses(ctx, deps, param("id"), query)),
);
endpoint(
  responses,
  "GET /api/v1/surveys/:id/responses.csv",
  {
    summary: "The same responses as CSV, at most 50,000; `x-truncated: 1` when there were more",
    query: wire.ResponsesQuery,
  },
  async ({ ctx, deps, param, query }) => {
    const { name, truncated, pieces } = await exportResponses(ctx, deps, param("id"), query);
    return new Response(streamed(pieces), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
        "x-truncated": truncated ? "1" : "0",
      },
    });
  },
);
endpoint(
  responses,
  "GET /api/v1/surveys/:id/recipients",
  {
    summary: "Votes by the domain of the recipient: how many are suspect, and where that jumped",
    reply: RecipientDomains,
  },
  ({ ctx, deps, param }) => readRecipients(ctx, deps, param("id")),
);
endpoint(
  responses,
  "GET /api/v1/responses/:id",
  { summary: "One response with its theme marks", reply: wire.Response },
  ({ ctx, deps, param }) => getResponse(ctx, deps, param("id")),
);
endpoint(
  responses,
  "GET /api/v1/responses/:id/votes",
  {
    summary:
      "How a one-click vote came about: its posts with their grades, and who opened its links",
    reply: VoteHistory,
  },
  ({ ctx, deps, param }) => readVoteHistory(ctx, deps, param("id")),
);
endpoint(
  responses,
  "POST /api/v1/responses/:id/move",
  {
    summary: "Move a response into the figures, the tray, the test pile or the bin",
    body: wire.MoveResponse,
    reply: wire.Response,
  },
  ({ ctx, deps, param, body }) => moveResponse(ctx, deps, param("id"), body.to),
);
endpoint(
  responses,
  "GET /api/v1/surveys/:id/tray",
  { summary: "What was set aside: how many by state, and why", reply: wire.Tray },
  ({ ctx, deps, param }) => readTray(ctx, deps, param("id")),
);
endpoint(
  responses,
  "POST /api/v1/surveys/:id/responses/move",
  {
    summary: "Move up to 200 responses, named or matching; go on with `next` as the cursor",
    body: wire.MoveResponses,
    reply: wire.Moved,
  },
  ({ ctx, deps, param, body }) => moveResponses(ctx, deps, param("id"), body),
);
endpoint(
  responses,
  "POST /api/v1/surveys/:id/responses/undo",
  {
    summary: "Put back what a call moved, unless it was moved again",
    body: wire.UndoMove,
    reply: wire.Moved,
  },
  ({ ctx, deps, param, body }) => undoMove(ctx, deps, param("id"), body.call),
);

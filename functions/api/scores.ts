import { Hono } from "hono";
import * as wire from "../../domain/wire/scores.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { readFilteredScores } from "../services/scores/filtered.ts";
import { readScores } from "../services/scores/read.ts";

export const scores = new Hono<AppEnv>();

endpoint(
  scores,
  "GET /api/v1/surveys/:id/scores",
  {
    summary:
      "Score, interval and verdict of a period, with one breakdown; with `attr`, of some responses",
    query: wire.ScoresQuery,
    reply: wire.ScoresReply,
  },
  ({ ctx, deps, param, query }) =>
    query.attr === undefined
      ? readScores(ctx, deps, param("id"), query)
      : readFilteredScores(ctx, deps, param("id"), query, query.attr),
);

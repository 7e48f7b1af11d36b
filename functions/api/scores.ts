import { Hono } from "hono";
import * as wire from "../../domain/wire/scores.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { readScores } from "../services/scores/read.ts";

export const scores = new Hono<AppEnv>();

endpoint(
  scores,
  "GET /api/v1/surveys/:id/scores",
  {
    summary: "Score, interval and verdict of a period, with one breakdown",
    query: wire.ScoresQuery,
    reply: wire.Scores,
  },
  ({ ctx, deps, param, query }) => readScores(ctx, deps, param("id"), query),
);

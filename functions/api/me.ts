import { Hono } from "hono";
import * as wire from "../../domain/wire/workspace.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";
import { readMe } from "../services/accounts/me.ts";

export const me = new Hono<AppEnv>();

endpoint(
  me,
  "GET /api/v1/me",
  { summary: "Who is signed in, in which workspace, as what", reply: wire.Me },
  ({ ctx, deps }) => readMe(ctx, deps),
);

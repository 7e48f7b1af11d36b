import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { serverIngest } from "./ingest.ts";
import { surveys } from "./surveys.ts";

/** /api/v1: all that the console and integrators do. One file a resource. */
export const api = new Hono<AppEnv>();
api.route("/", surveys);
api.route("/", serverIngest);

import { Hono } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "../http/app-env.ts";
import { seen } from "./seen.ts";
import { mayAsk } from "./may-ask.ts";
import { siteData, siteScript } from "./site-script.ts";
import { surveyWords } from "./survey-words.ts";

/**
 * What pages of the customer load and post to; POST /v1/in stands before the router (ingest.ts). Never
 * reads a cookie.
 */
export const collect = new Hono<AppEnv>();

collect.use(
  "/v1/*",
  cors({
    origin: "*",
    allowMethods: ["GET", "POST"],
    allowHeaders: ["content-type"],
    // The widget waits as long as a busy server asks it to.
    exposeHeaders: ["Retry-After"],
    maxAge: 86_400,
  }),
);
collect.get("/v1/:file{st_[a-z2-7]{10}\\.js}", siteScript);
collect.get("/v1/:file{st_[a-z2-7]{10}\\.json}", siteData);
collect.get(
  "/v1/c/:file{sv_[a-z2-7]{10}\\.[1-9][0-9]{0,8}\\.(?:-|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})\\.json}",
  surveyWords,
);
collect.post("/v1/ok", mayAsk);
collect.post("/v1/seen", seen);

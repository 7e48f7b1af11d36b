import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { pageHeaders } from "../http/security.ts";
import { demoPage } from "./demo.ts";
import { health, readiness } from "./health.ts";
import { lookSheet } from "./look.ts";
import { postPlainForm } from "./post-form.ts";
import { surveyPage } from "./survey-page.ts";

/** Pages of our own origin that anyone may open: hosted surveys, demo pages, health. */
export const hosted = new Hono<AppEnv>();

hosted.get("/healthz", health);
hosted.get("/readyz", readiness);
hosted.use("/s/*", pageHeaders);
hosted.get("/s/look/:name", lookSheet);
hosted.get("/s/:slug", surveyPage);
hosted.post("/s/:slug", postPlainForm);
hosted.get("/demo/shop", demoPage);

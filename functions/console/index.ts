import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";

/** The console is static files under /app; the bare origin leads there. */
export const console_ = new Hono<AppEnv>();

console_.get("/", (c) => c.redirect("/app", 302));

import { Hono } from "hono";
import { DemoProgress, DemoRemoved, LoadDemo } from "../../domain/wire/demo.ts";
import type { AppEnv } from "../http/app-env.ts";
import { endpoint } from "../http/endpoint.ts";

/** Sample data. Its words and numbers are nothing that other requests should load. */
export const demo = new Hono<AppEnv>();

endpoint(
  demo,
  "POST /api/v1/demo",
  { summary: "Load a slice of the sample data", body: LoadDemo, reply: DemoProgress },
  async ({ ctx, deps, body }) => {
    const { loadDemo } = await import("../services/demo/load.ts");
    return loadDemo(ctx, deps, body.cursor);
  },
);

endpoint(
  demo,
  "DELETE /api/v1/demo",
  { summary: "Remove a slice of the sample data", reply: DemoRemoved },
  async ({ ctx, deps }) => {
    const { removeDemo } = await import("../services/demo/remove.ts");
    return removeDemo(ctx, deps);
  },
);

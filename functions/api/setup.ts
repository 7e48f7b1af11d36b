import { Hono } from "hono";
import { Rebuild, Setup } from "../../domain/wire/setup.ts";
import type { AppEnv } from "../http/app-env.ts";
import { parse, readJson } from "../http/body.ts";
import { setUp } from "../services/accounts/set-up.ts";
import { requireSetupToken } from "../services/accounts/setup-token.ts";
import { rebuild } from "../services/upkeep/rebuild.ts";

const NO_STORE = { "cache-control": "no-store" };

/**
 * POST /api/v1/setup, for whoever runs the installation and holds its SETUP_TOKEN: the first owner,
 * sign-in links, sample data, a rebuild of the counters. It stands outside the policy table, because
 * there is nobody yet.
 */
export const setup = new Hono<AppEnv>();

setup.post("/api/v1/setup", async (c) => {
  const { ctx, deps } = c.var;
  const body = parse(Setup, await readJson(c.req.raw, 4096));
  const { tenant, signInUrl } = await setUp(ctx, deps, body);
  const link = signInUrl === undefined ? {} : { signInUrl };
  if (!body.demo) return c.json({ done: true, ...link }, 200, NO_STORE);
  // The sample data is words and numbers that nothing else needs.
  const { loadDemo } = await import("../services/demo/load.ts");
  return c.json({ ...(await loadDemo(tenant, deps, body.cursor)), ...link }, 200, NO_STORE);
});

setup.post("/api/v1/setup/rebuild", async (c) => {
  const { ctx, deps } = c.var;
  const { token, id, ...part } = parse(Rebuild, await readJson(c.req.raw, 4096));
  await requireSetupToken(deps.settings, token);
  return c.json(await rebuild(ctx, deps, part, id), 200, NO_STORE);
});

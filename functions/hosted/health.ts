import { AppError } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";

/** GET /healthz: the Worker runs. */
export function health(c: AppContext): Response {
  return c.json({ ok: true }, 200, { "cache-control": "no-store" });
}

/** GET /readyz: the database answers and has every migration of this release. */
export async function readiness(c: AppContext): Promise<Response> {
  const { applied, needed } = await c.var.deps.collect.migrations();
  if (applied < needed)
    throw new AppError("unavailable", {
      message: "The database lacks migrations of this release.",
    });
  return c.json({ ok: true, migrations: applied }, 200, { "cache-control": "no-store" });
}

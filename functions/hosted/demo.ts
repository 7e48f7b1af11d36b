import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";

/**
 * GET /demo/shop: a host page with the tag of the sample site, on machines of one's own only. It
 * stands for a customer's page, so it carries a host's headers, not ours.
 */
export async function demoPage(c: AppContext): Promise<Response> {
  const { deps, settings } = c.var;
  if (!settings.LOCAL) throw new AppError("not_found");
  const page = found(await deps.assets.get("/demo/shop.html"));
  const site = c.req.query("site") ?? (await deps.collect.demoSite()) ?? "";
  const text = (await page.text()).replaceAll(
    "{{SITE}}",
    /^st_[a-z2-7]{10}$/u.test(site) ? site : "",
  );
  return c.html(text, 200, { "cache-control": "no-store" });
}

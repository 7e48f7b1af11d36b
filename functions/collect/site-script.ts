import { loaderKey, partsFor, partsKey } from "../../domain/targeting/parts.ts";
import { toScript, toWire } from "../../domain/wire/short-names.ts";
import type { SiteConfig } from "../../domain/wire/site-config.ts";
import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { languageOf } from "../http/visitor.ts";
import { widgetFiles } from "../http/widget-files.ts";
import { noteTag } from "../services/sites/seen.ts";
import { liveSite } from "../services/sites/live.ts";
import { configFor, surveysFor } from "./site-config.ts";

/** GET /v1/SITE.js: the loader with the site's configuration in it. Lives 45 s, with an ETag. */
export async function siteScript(c: AppContext): Promise<Response> {
  const { config, loader } = await built(c);
  const script = loader.replace("__CONFIG__", () => toScript(config));
  return served(c, script, "text/javascript; charset=utf-8");
}

/** GET /v1/SITE.json: the configuration alone, for pinned tags and pages that stay open. */
export async function siteData(c: AppContext): Promise<Response> {
  const { config } = await built(c);
  return served(c, JSON.stringify(toWire(config)), "application/json");
}

/** What a site's pages are told, and the loader that they need for it. */
async function built(c: AppContext): Promise<{ config: SiteConfig; loader: string }> {
  const { ctx, deps, settings } = c.var;
  const [id = ""] = (c.req.param("file") ?? "").split(".");
  const site = found(await liveSite(ctx.now, deps, id));
  noteTag(ctx, deps, site, c.req.header("referer"));
  const files = await widgetFiles(deps.assets);
  const surveys = surveysFor(site.surveys, languageOf(c), ctx.now);
  const parts = partsFor(surveys, site.proofSecrets.length > 0);
  const [loader, widget] = [files.loaders[loaderKey(parts)], files.surveys[partsKey(parts)]];
  if (loader === undefined || widget === undefined)
    throw new AppError("internal", {
      message: "The widget is of another release. Run npm run build.",
    });
  const { origin } = new URL(settings.PUBLIC_ORIGIN);
  return { config: configFor(site, origin, widget, surveys), loader };
}

async function served(c: AppContext, body: string, type: string): Promise<Response> {
  const etag = `"${await digest(body)}"`;
  const headers = {
    "content-type": type,
    // With the 15 s that a site is remembered here, what is paused is gone within a minute.
    "cache-control": "public, max-age=45",
    vary: "Accept-Language",
    etag,
  };
  if (c.req.header("if-none-match")?.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, 200, headers);
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash).subarray(0, 12)));
}

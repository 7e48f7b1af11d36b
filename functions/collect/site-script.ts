import { loaderKey, partsFor, partsKey } from "../../domain/targeting/parts.ts";
import { toWire } from "../../domain/wire/short-names.ts";
import { AppError, found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { languageOf } from "../http/visitor.ts";
import { widgetFiles } from "../http/widget-files.ts";
import { noteTag } from "../services/sites/seen.ts";
import { liveSite } from "../services/sites/live.ts";
import { configFor, surveysFor } from "./site-config.ts";

/** GET /v1/SITE.js: the loader with the site's configuration in it. Lives 60 s, with an ETag. */
export async function siteScript(c: AppContext): Promise<Response> {
  const { config, loader } = await built(c);
  // "<" and the line separators would end a script or a string somewhere on the way.
  const json = config.replace(
    /[<\u2028\u2029]/gu,
    (ch) => `\\u${ch.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return served(
    c,
    loader.replace("__CONFIG__", () => json),
    "text/javascript; charset=utf-8",
  );
}

/** GET /v1/SITE.json: the configuration alone, for pinned tags and pages that stay open. */
export async function siteData(c: AppContext): Promise<Response> {
  const { config } = await built(c);
  return served(c, config, "application/json");
}

/** What a site's pages are told, as JSON under short names, and the loader that they need for it. */
async function built(c: AppContext): Promise<{ config: string; loader: string }> {
  const { ctx, deps, settings } = c.var;
  const id = (c.req.param("file") ?? "").replace(/\..*$/u, "");
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
  return { config: JSON.stringify(toWire(configFor(site, origin, widget, surveys))), loader };
}

async function served(c: AppContext, body: string, type: string): Promise<Response> {
  const etag = `"${await digest(body)}"`;
  const headers = {
    "content-type": type,
    "cache-control": "public, max-age=60",
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

import { askFor } from "../../domain/survey/ask.ts";
import { addressSource } from "../../domain/targeting/address.ts";
import { screenQuery } from "../../domain/targeting/screens.ts";
import { toWire } from "../../domain/wire/short-names.ts";
import type { SiteConfig } from "../../domain/wire/site-config.ts";
import { found } from "../errors.ts";
import type { AppContext } from "../http/app-env.ts";
import { languageOf } from "../http/visitor.ts";
import { widgetFiles } from "../http/widget-files.ts";
import { noteTag } from "../services/sites/seen.ts";
import { type LiveSite, liveSite } from "../services/sites/live.ts";

/** GET /v1/SITE.js: the loader with the site's configuration in it. Lives 60 s, with an ETag. */
export async function siteScript(c: AppContext): Promise<Response> {
  const { ctx, deps, settings } = c.var;
  const id = (c.req.param("file") ?? "").slice(0, -3);
  const site = found(await liveSite(ctx.now, deps, id));
  noteTag(ctx, deps, site, c.req.header("referer"));
  const files = await widgetFiles(deps.assets);
  const config = configFor(
    site,
    new URL(settings.PUBLIC_ORIGIN).origin,
    files.survey,
    languageOf(c),
  );
  // "<" and the line separators would end a script or a string somewhere on the way.
  const json = JSON.stringify(toWire(config)).replace(
    /[<\u2028\u2029]/gu,
    (ch) => `\\u${ch.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const body = files.loader.replace("__CONFIG__", () => json);
  const etag = `"${await digest(body)}"`;
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=60",
    vary: "Accept-Language",
    etag,
  };
  if (c.req.header("if-none-match")?.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, 200, headers);
}

/**
 * What the loader is told about a site. Rules that everybody passes are left out.
 * @param host our origin @param widget path of the widget module @param language the visitor's
 */
export function configFor(
  site: Pick<LiveSite, "id" | "surveys">,
  host: string,
  widget: string,
  language: string | undefined,
): SiteConfig {
  return {
    host,
    widget,
    site: site.id,
    surveys: site.surveys.map(({ id, version, definition }) => {
      const { urls, except, delay, sample, devices, event } = definition.targeting;
      const paths = addressSource(urls, except);
      return {
        id,
        v: version,
        ...(definition.look.mode === "inline" && { inline: true as const }),
        ...(paths !== undefined && { paths }),
        ...(delay > 0 && { delay }),
        ...(sample < 1 && { sample }),
        ...(devices.length > 0 && { screens: screenQuery(devices) }),
        ...(event !== undefined && { event }),
        ask: askFor(definition, language),
      };
    }),
  };
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash).subarray(0, 12)));
}

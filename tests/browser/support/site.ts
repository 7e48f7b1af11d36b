import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import type { AskLeave, Leave, Seen, Submission } from "../../../domain/wire/ingest.ts";
import { loaderKey, partsFor, partsKey } from "../../../domain/targeting/parts.ts";
import { toWire } from "../../../domain/wire/short-names.ts";
import type { Ask, LiveSurvey, SiteConfig } from "../../../domain/wire/site-config.ts";
import { assetsFolder } from "../../../scripts/paths.ts";
import "../../../widgets/loader/global.ts";
import type { WidgetManifest } from "../../../widgets/build.ts";
import type { PageData } from "../../../widgets/page/data.ts";
import { config } from "../../widgets/support/surveys.ts";
import { hostPage, openHosts } from "./hosts.ts";
import { landing } from "./landing.ts";
import { listen, textOf } from "./listen.ts";

const TYPES: { [extension: string]: string } = {
  ".js": "text/javascript",
  ".css": "text/css",
};

/** How the next post of an answer fares: a status, one with Retry-After in seconds, or a cut line. */
type Fate = number | { status: number; after: number } | "cut";

/**
 * The built widget, and pages of a customer on another origin; the endpoint records and can be told
 * to fail.
 */
export type Site = {
  /** Origin of the widget and the endpoint. */
  url: string;
  /** Origin of the host pages (hosts.ts): a page is at /NAME, and wherever below it. */
  hosts: string;
  /** Bodies of POST /v1/in, in order, with the status each was answered with (0: cut off). */
  answers: (Submission & { status: number })[];
  /** Bodies of POST /e/..., in order. */
  votes: {
    rev: number;
    answers: object;
    complete: boolean;
    evidence: { touched: boolean; dwell: number; trap?: boolean; others?: { slot: number }[] };
  }[];
  seen: Seen[];
  /** Bodies of POST /v1/ok. */
  leaves: AskLeave[];
  /** What POST /v1/ok answers. */
  leave: Leave;
  /** Every request to the widget's origin, as "METHOD /path". */
  requests: string[];
  /** What browsers reported of broken policies: the directives. */
  violations: string[];
  /** What becomes of the next posts of answers; when there are none left, 200. */
  fail: Fate[];
  /** Whether every connection to the widget's origin is cut. */
  down: boolean;
  /** Milliseconds that every reply of the widget's origin takes. */
  slow: number;
  /** By language what /v1/c/SURVEY.VERSION.LANGUAGE.json answers; "-": the survey's own. */
  asks: { [language: string]: Ask };
  /** Whether visitors may come with a proof. */
  proofs: boolean;
  /** Further parts of the configuration. */
  more: Partial<SiteConfig>;
  /** Which surveys are live from now on. */
  carry(...surveys: LiveSurvey[]): void;
  /** Data of the page script at /s/x and /e/x. */
  page: PageData | undefined;
  /** Whether POST /e/... says that a person seems to be there. */
  taken: boolean;
  /** Markup of the plain host page beside the tag. */
  markup: string;
  reset(): void;
  close(): Promise<void>;
};

/** What a site holds before a page has spoken to it. */
const nothing = (): Omit<Site, "url" | "hosts" | "carry" | "reset" | "close"> => ({
  answers: [],
  votes: [],
  seen: [],
  leaves: [],
  leave: { ok: true, rests: {} },
  requests: [],
  violations: [],
  fail: [],
  down: false,
  slow: 0,
  asks: {},
  proofs: false,
  more: {},
  page: undefined,
  taken: true,
  markup: "",
});

const SITE = config.site;

/** Serves the build in .build/assets and the host pages on loopback. */
export async function openSite(): Promise<Site> {
  const manifest = JSON.parse(
    await readFile(`${assetsFolder}/w/manifest.json`, "utf8"),
  ) as WidgetManifest;
  let surveys: LiveSurvey[] = [];
  const widgets = await listen(answer);
  const site: Site = {
    url: widgets.url,
    hosts: "",
    ...nothing(),
    carry: (...live) => (surveys = live),
    reset() {
      Object.assign(site, nothing());
    },
    close: async () => {
      await Promise.all([widgets.close(), pages.close()]);
    },
  };
  const pages = await openHosts(site, SITE);
  site.hosts = pages.url;
  return site;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", site.url);
    const path = url.pathname;
    site.requests.push(`${request.method} ${path}`);
    if (site.down) return void request.socket.destroy();
    const body = request.method === "POST" ? await textOf(request) : "";
    if (site.slow) await new Promise((later) => setTimeout(later, site.slow));
    const send = (type: string, text: string | Buffer, status = 200, headers = {}) =>
      response.writeHead(status, { "content-type": type, ...CORS, ...headers }).end(text);
    const json = (value: unknown, status = 200, headers = {}) =>
      send("application/json", JSON.stringify(value), status, headers);

    if (request.method === "OPTIONS") return void send("text/plain", "", 204);
    if (request.method === "POST") return post(path, JSON.parse(body) as never, json, request);
    if (path === `/v1/${SITE}.js` || path === `/v1/${SITE}.json`) {
      const text = JSON.stringify(toWire({ ...config, ...carried() }));
      const etag = `"${createHash("sha256").update(text).digest("hex").slice(0, 16)}"`;
      // The script is asked for anew, so that a test may change it; the data is cached as in the product.
      const age = path.endsWith(".json") ? "public, max-age=60" : "no-cache";
      const headers = { etag, vary: "Accept-Language", "cache-control": age };
      if (request.headers["if-none-match"] === etag) return void send("", "", 304, headers);
      return void (path.endsWith(".json")
        ? send("application/json", text, 200, headers)
        : send(
            TYPES[".js"]!,
            built().loader.replace("__CONFIG__", () => text),
            200,
            headers,
          ));
    }
    const language = /^\/v1\/c\/sv_\w+\.\d+\.(-|\w+)\.json$/u.exec(path)?.[1];
    if (language) {
      const ask = site.asks[language];
      return void (ask ? json(toWire(ask)) : json({}, 404));
    }
    if (path.startsWith("/plain")) {
      const page = (await hostPage(url, site.url, SITE, site.markup))!;
      return void response.writeHead(200, page.headers).end(page.body);
    }
    if (/^\/[se]\//u.test(path))
      return void send(
        "text/html; charset=utf-8",
        landing(manifest, { ...site.page, host: site.url }),
      );
    const content = await readFile(assetsFolder + path).catch(() => undefined);
    if (!content) return void send("text/plain", "not found", 404);
    send(TYPES[extname(path)] ?? "application/octet-stream", content);
  }

  function carried(): Partial<SiteConfig> {
    return { host: site.url, widget: built().widget, surveys, ...site.more };
  }

  /** The build that the product would choose. */
  function built(): { loader: string; widget: string } {
    const parts = partsFor(surveys, site.proofs);
    return {
      loader: manifest.loaders[loaderKey(parts)]!,
      widget: manifest.surveys[partsKey(parts)]!,
    };
  }

  function post(
    path: string,
    body: never,
    json: (value: unknown, status?: number, headers?: object) => unknown,
    request: IncomingMessage,
  ): void {
    if (path === "/v1/seen") site.seen.push(body);
    if (path === "/v1/ok") site.leaves.push(body);
    if (path === "/v1/seen") return void json({});
    if (path === "/v1/ok") return void json(site.leave);
    const fate = site.fail.shift() ?? 200;
    const status = fate === "cut" ? 0 : typeof fate === "object" ? fate.status : fate;
    if (path === "/v1/in") site.answers.push({ ...(body as Submission), status });
    else site.votes.push(body);
    if (fate === "cut") return void request.socket.destroy();
    json(
      status === 422 ? { error: { code: "unknown_version" } } : { taken: site.taken },
      status,
      typeof fate === "object" ? { "retry-after": String(fate.after) } : {},
    );
  }
}

/** What the product says on its public routes; the assets' headers are in scripts/assets. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Retry-After",
  "cross-origin-resource-policy": "cross-origin",
};

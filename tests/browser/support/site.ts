import { readFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import type { Seen, Submission } from "../../../domain/wire/ingest.ts";
import { toWire } from "../../../domain/wire/short-names.ts";
import type { LiveSurvey } from "../../../domain/wire/site-config.ts";
import { assetsFolder } from "../../../scripts/paths.ts";
import "../../../widgets/loader/global.ts";
import type { WidgetManifest } from "../../../widgets/build.ts";
import type { PageData } from "../../../widgets/page/data.ts";
import { config } from "../../widgets/support/surveys.ts";

const TYPES: { [extension: string]: string } = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
};

/** The built widget on a page of its own, with an endpoint that records and can be told to fail. */
export type Site = {
  url: string;
  /** Bodies of POST /v1/in, in order, with the status each was answered with. */
  answers: (Submission & { status: number })[];
  /** Bodies of POST /e/..., in order. */
  votes: {
    rev: number;
    answers: object;
    complete: boolean;
    evidence: { touched: boolean; dwell: number };
  }[];
  seen: Seen[];
  /** Every request, as "METHOD /path". */
  requests: string[];
  /** Statuses of the next posts of answers; when there are none left, 200. */
  fail: number[];
  /** What /v1/SITE.js carries from now on. */
  carry(...surveys: LiveSurvey[]): void;
  /** Data of the page script at /s/x and /e/x. */
  page: PageData | undefined;
  /** Markup of /plain beside the tag. */
  markup: string;
  reset(): void;
  close(): Promise<void>;
};

/** What a site holds before a page has spoken to it. */
const nothing = (): Omit<Site, "url" | "carry" | "reset" | "close"> => ({
  answers: [],
  votes: [],
  seen: [],
  requests: [],
  fail: [],
  page: undefined,
  markup: "",
});

/** Serves the build in .build/assets on loopback. */
export async function openSite(): Promise<Site> {
  const manifest = JSON.parse(
    await readFile(`${assetsFolder}/w/manifest.json`, "utf8"),
  ) as WidgetManifest;
  let surveys: LiveSurvey[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const site: Site = {
    url,
    ...nothing(),
    carry: (...live) => (surveys = live),
    reset() {
      Object.assign(site, nothing());
    },
    close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", url).pathname;
    site.requests.push(`${request.method} ${path}`);
    const send = (type: string, body: string | Buffer, status = 200) =>
      response.writeHead(status, { "content-type": type }).end(body);
    if (request.method === "POST") {
      const body = JSON.parse(await textOf(request));
      if (path === "/v1/seen") site.seen.push(body);
      else {
        const status = site.fail.shift() ?? 200;
        if (path === "/v1/in") site.answers.push({ ...body, status });
        else site.votes.push(body);
        return void send(
          "application/json",
          status === 422 ? '{"error":{"code":"unknown_version"}}' : "{}",
          status,
        );
      }
      return void send("application/json", "{}");
    }
    if (path.startsWith("/v1/")) {
      const json = JSON.stringify(
        toWire({ ...config, host: url, widget: manifest.survey, surveys }),
      );
      return void send(
        TYPES[".js"]!,
        manifest.loader.replace("__CONFIG__", () => json),
      );
    }
    const tag = `<script async crossorigin src="/v1/st_abcdefghij.js"></script>`;
    if (path.startsWith("/plain")) return void send(TYPES[".html"]!, host(`${tag}${site.markup}`));
    if (/^\/[se]\//u.test(path)) {
      const data = JSON.stringify({ ...site.page, host: url }).replaceAll("<", "\\u003c");
      return void send(
        TYPES[".html"]!,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Survey</title><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; require-trusted-types-for 'script'">
<link rel="stylesheet" href="${manifest.pageCss}"><script type="application/json" id="ask">${data}</script>
<script type="module" src="${manifest.page}"></script><body class="landing"><header>Halden Outdoor</header>
<main id="verbatim"><form class="plain"><p class="trap" aria-hidden="true"><label>Leave this empty <input name="hp" tabindex="-1"></label></p>
<button class="send">Send</button></form></main></body></html>`,
      );
    }
    const file = path.startsWith("/demo/") ? `/demo/${path.split("/")[2]}.html` : path;
    const content = await readFile(assetsFolder + file).catch(() => undefined);
    if (!content) return void send("text/plain", "not found", 404);
    const body = file.startsWith("/demo/")
      ? content.toString().replaceAll("{{SITE}}", "st_abcdefghij")
      : content;
    send(TYPES[extname(file)] ?? "application/octet-stream", body);
  }
  return site;
}

function host(markup: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<body><main><h1>Host page</h1><p>Some text of the host.</p><button id="own">The host's button</button>${markup}</main></body></html>`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

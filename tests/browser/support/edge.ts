import { readFile } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Definition } from "../../../domain/wire/survey.ts";
import { manifestOf } from "../../../scripts/manifest.ts";
import { assetsFolder } from "../../../scripts/paths.ts";
import type { WidgetManifest } from "../../../widgets/build.ts";
import {
  type TestApp,
  npsDefinition,
  seedSurvey,
  seedWorkspace,
  testApp,
} from "../../support/app.ts";

/** A page of the customer, at an origin of another site than ours. */
export type HostPage = { html: string; headers?: Record<string, string> };

/** One request that reached us, and what we answered. */
export type Exchange = {
  /** Milliseconds UTC. */
  at: number;
  method: string;
  path: string;
  headers: Headers;
  body: string;
  status: number;
  reply: Headers;
  text: string;
};

/**
 * The real application over a real database and the built widget behind it, on loopback, with
 * customers' pages at another origin.
 */
export type Edge = {
  /** Our origin. */
  url: string;
  /** The customer's origin; its pages are `pages`, by path. */
  host: string;
  app: TestApp;
  files: WidgetManifest;
  pages: Map<string, HostPage>;
  exchanges: Exchange[];
  /** Answers a request in the application's place, where it returns something. */
  instead: ((path: string, request: Request) => Response | undefined) | undefined;
  /** Whether the customer's origin passes /v1/* and /w/* on to us, without cookies. */
  passes: boolean;
  /** A site with these live surveys. */
  site(...definitions: Definition[]): Promise<{ workspace: string; id: string; surveys: string[] }>;
  /** Bodies that were posted to a path and the status of each, in order. */
  posted(path: string): { status: number; body: Record<string, unknown> }[];
  reset(): void;
  close(): Promise<void>;
};

/** @param now the application's clock, ms UTC */
export async function openEdge(now: () => number = Date.now): Promise<Edge> {
  const manifest = await manifestOf(assetsFolder);
  const files = JSON.parse(
    await readFile(`${assetsFolder}/w/manifest.json`, "utf8"),
  ) as WidgetManifest;
  const asset = async (path: string): Promise<Response> => {
    const entry = manifest[path];
    if (!entry) return new Response(null, { status: 404 });
    return new Response(await readFile(`${assetsFolder}/${entry.file}`), {
      headers: entry.headers,
    });
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname: path } = new URL(request.url);
    const body = await request.clone().text();
    const reply =
      edge.instead?.(path, request) ??
      (manifest[path] ? await asset(path) : await edge.app.request(request.url, request));
    edge.exchanges.push({
      at: now(),
      method: request.method,
      path,
      headers: request.headers,
      body,
      status: reply.status,
      reply: reply.headers,
      text: await reply.clone().text(),
    });
    return reply;
  };
  const worker = await serve(answer);
  const host = await serve(async (request) => {
    const { pathname: path } = new URL(request.url);
    if (edge.passes && /^\/(?:v1|w)\//u.test(path)) {
      request.headers.delete("cookie");
      return answer(request);
    }
    const page = edge.pages.get(path);
    if (!page) return new Response(null, { status: 404 });
    return new Response(page.html, {
      headers: { "content-type": "text/html; charset=utf-8", ...page.headers },
    });
  });
  const url = `http://127.0.0.1:${worker.port}`;
  const app = await testApp({ now, env: { PUBLIC_ORIGIN: url } });
  Object.assign(app.env, { ASSETS: { fetch: (input: URL) => asset(input.pathname) } });

  const edge: Edge = {
    url,
    // Another site for the browser, and as trustworthy as https.
    host: `http://localhost:${host.port}`,
    app,
    files,
    pages: new Map(),
    exchanges: [],
    instead: undefined,
    passes: false,
    async site(...definitions) {
      const home = await seedWorkspace(app);
      const surveys = [];
      for (const definition of definitions.length > 0 ? definitions : [npsDefinition]) {
        surveys.push((await seedSurvey(app, home, { definition })).id);
      }
      return { workspace: home.workspace, id: home.site, surveys };
    },
    posted: (path) =>
      edge.exchanges
        .filter((e) => e.method === "POST" && e.path === path)
        .map(({ status, body }) => ({ status, body: JSON.parse(body) })),
    reset() {
      edge.pages.clear();
      edge.exchanges.length = 0;
      edge.instead = undefined;
      edge.passes = false;
    },
    async close() {
      await Promise.all([worker.close(), host.close()]);
      await app.settled();
      await app.close();
    },
  };
  return edge;
}

/** A whole host page around markup. */
export function hostPage(head: string, body = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
${head}</head><body><h1>Shop</h1><p>Words of the shop.</p>${body}</body></html>`;
}

async function serve(answer: (request: Request) => Promise<Response>) {
  const server = createServer((incoming, outgoing) => {
    relay(incoming, outgoing, answer).catch((error: unknown) =>
      outgoing.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>((closed) => server.close(() => closed()).closeAllConnections()),
  };
}

async function relay(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const reply = await answer(
    new Request(new URL(incoming.url ?? "/", `http://${incoming.headers.host}`), {
      method: incoming.method ?? "GET",
      headers: incoming.headers as Record<string, string>,
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    }),
  );
  outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
  outgoing.end(Buffer.from(await reply.arrayBuffer()));
}

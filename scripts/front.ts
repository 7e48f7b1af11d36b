import {
  Agent,
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface FrontOptions {
  host: string;
  port: number;
  /** Base URL of workerd on loopback. */
  target: string;
  /** Whether one trusted proxy stands before us, so that the last X-Forwarded-For entry is true. */
  behindProxy: boolean;
}

export interface Front {
  port: number;
  /** Takes no new connection and settles when every request in flight has been answered. */
  stop: () => Promise<void>;
}

/** Headers that only Cloudflare, Miniflare or this front may set, and those of one connection. */
const OWN_HEADER =
  /^(cf-|mf-|x-forwarded-|x-real-ip$|forwarded$|true-client-ip$|connection$|keep-alive$|upgrade$|proxy-)/;

function forwardedHeaders(headers: IncomingHttpHeaders, address: string): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !OWN_HEADER.test(name));
  return {
    ...Object.fromEntries(kept),
    "cf-connecting-ip": address,
    // Without this header Miniflare answers a crash with its stack.
    "mf-disable-pretty-error": "true",
  };
}

/**
 * What Cloudflare's edge does before the Worker: says who is calling, whatever the caller claims,
 * and cuts off who is too slow. Workerd passes a forged CF-Connecting-IP through.
 */
export async function startFront({
  host,
  port,
  target,
  behindProxy,
}: FrontOptions): Promise<Front> {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const server: Server = createServer((incoming, outgoing) => {
    const last = String(incoming.headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim();
    const socket = incoming.socket.remoteAddress ?? "";
    const address = ((behindProxy && last) || socket).replace(/^::ffff:/, "");
    const upstream = send(target + (incoming.url?.startsWith("/") ? incoming.url : "/"), {
      agent,
      method: incoming.method,
      headers: forwardedHeaders(incoming.headers, address),
    });
    upstream.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    upstream.on("error", () => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(503, { "retry-after": "2", connection: "close" }).end();
    });
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) upstream.destroy();
    });
    incoming.pipe(upstream);
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      agent.destroy();
    },
  };
}

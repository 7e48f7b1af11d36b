import {
  Agent,
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface FrontOptions {
  host: string;
  port: number;
  /** Base URL of workerd on loopback. */
  target: string;
  /** Whether one trusted proxy stands before us, so that the last X-Forwarded-For entry is true. */
  behindProxy: boolean;
  /** How long a caller may take for the head of a request, and for all of it, in ms. */
  headersMs?: number;
  requestMs?: number;
}

export interface Front {
  port: number;
  /** Takes no new connection and settles when every request in flight has been answered. */
  stop: () => Promise<void>;
}

/** Most bytes of a body that are passed on; every route takes less (functions/http/body.ts). */
const MAX_BODY = 1024 * 1024;
/** How long a caller that was answered in the middle of its body may take to read the answer. */
const LINGER_MS = 1000;

/** Headers that only Cloudflare or this front may set, and those of one connection. */
const OWN_HEADER =
  /^(cf-|mf-|x-forwarded-|x-real-ip$|forwarded$|true-client-ip$|connection$|keep-alive$|upgrade$|proxy-)/;

function forwardedHeaders(headers: IncomingHttpHeaders, address: string): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !OWN_HEADER.test(name));
  return {
    ...Object.fromEntries(kept),
    "cf-connecting-ip": address,
  };
}

/**
 * Refuses a body in the middle: nothing more of it is read. The connection stays open for a moment,
 * because one that is closed on unread bytes is reset, and the caller would never read the answer.
 */
function tooLarge(incoming: IncomingMessage, outgoing: ServerResponse): void {
  incoming.pause();
  const body = JSON.stringify({
    error: { code: "too_large", message: "The body is too large.", requestId: "" },
  });
  outgoing.writeHead(413, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    connection: "close",
  });
  outgoing.write(body);
  setTimeout(() => incoming.socket.destroy(), LINGER_MS).unref();
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
  headersMs = 10_000,
  requestMs = 30_000,
}: FrontOptions): Promise<Front> {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const deadlines = { headersTimeout: headersMs, requestTimeout: requestMs };
  // Node looks for callers over their time only every 30 s unless told.
  const options = { ...deadlines, connectionsCheckingInterval: 1000 };
  const server: Server = createServer(options, (incoming, outgoing) => {
    const last = String(incoming.headers["x-forwarded-for"] ?? "")
      .split(",")
      .at(-1)
      ?.trim();
    const socket = incoming.socket.remoteAddress ?? "";
    const address = ((behindProxy && last) || socket).replace(/^::ffff:/, "");
    let size = Number(incoming.headers["content-length"] ?? 0);
    if (size > MAX_BODY) return tooLarge(incoming, outgoing);
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
      if (size > MAX_BODY) return;
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(503, { "retry-after": "2", connection: "close" }).end();
    });
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) upstream.destroy();
    });
    size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY || outgoing.headersSent) return;
      incoming.unpipe(upstream);
      tooLarge(incoming, outgoing);
      upstream.destroy();
    });
    incoming.pipe(upstream);
  });
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

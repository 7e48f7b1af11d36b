import { createHash } from "node:crypto";
import { type IncomingHttpHeaders, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };
export type Reply = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
};
export type Service = (asked: Asked) => Reply | Promise<Reply>;

/** One request as the server saw it. */
export type Exchange = {
  /** Milliseconds since 1970, when it arrived. */
  at: number;
  method: string;
  path: string;
  status: number;
  body: Sizes;
};
/** Bytes of a body as it is, and as an edge compresses it: gzip at level 9, brotli at 11. */
export type Sizes = { readonly gz: number; readonly br: number };

export type Origin = {
  url: string;
  /** Since the last `forget()`. */
  exchanges: Exchange[];
  forget(): void;
  close(): Promise<void>;
};

const TEXT = /^(?:text\/|application\/(?:json|javascript)|image\/svg)/u;

/** An HTTP server on loopback which compresses as an edge does and keeps account of what it was asked. */
export async function openOrigin(service: Service): Promise<Origin> {
  let exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    const at = Date.now();
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      const { method = "GET", url: path = "/", headers } = incoming;
      const answered = async () => {
        const reply = await service({ method, path, headers, body: Buffer.concat(parts) });
        const { status = 200, body = "" } = reply;
        const bytes = Buffer.from(body);
        const packed = TEXT.test(reply.headers?.["content-type"] ?? "")
          ? pack(bytes)
          : plain(bytes);
        exchanges.push({ at, method, path, status, body: packed.sizes });
        outgoing.writeHead(status, {
          ...reply.headers,
          ...(packed.gzip && { "content-encoding": "gzip" }),
          ...(status !== 204 && status !== 304 && { "content-length": packed.sent.length }),
        });
        outgoing.end(method === "HEAD" ? undefined : packed.sent);
      };
      answered().catch((error: unknown) => {
        console.error(`${method} ${path}:`, error);
        outgoing.writeHead(500).end();
      });
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get exchanges() {
      return exchanges;
    },
    forget: () => void (exchanges = []),
    close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}

type Packed = { sent: Buffer; gzip: boolean; sizes: Sizes };
/** Every load asks for the same bodies. */
const known = new Map<string, Packed>();

function pack(bytes: Buffer): Packed {
  if (bytes.length === 0) return plain(bytes);
  const key = createHash("sha1").update(bytes).digest("base64");
  const found = known.get(key);
  if (found) return found;
  const gzip = gzipSync(bytes, { level: 9 });
  let br: number | undefined;
  const sizes: Sizes = {
    gz: gzip.length,
    // Takes seconds for a large body, which no page should wait for.
    get br() {
      return (br ??= brotliCompressSync(bytes).length);
    },
  };
  const packed = { sent: gzip, gzip: true, sizes };
  known.set(key, packed);
  return packed;
}

function plain(bytes: Buffer): Packed {
  return { sent: bytes, gzip: false, sizes: { gz: bytes.length, br: bytes.length } };
}

/** A stub of a peer's service: its routes, open to every origin. What no route knows is a 404. */
export function stub(route: (asked: Asked) => Reply | undefined): Service {
  return (asked) => {
    const { origin = "*", "access-control-request-headers": wanted = "" } = asked.headers;
    const open = {
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
    };
    if (asked.method === "OPTIONS") {
      const allowed = {
        "access-control-allow-headers": wanted,
        "access-control-allow-methods": "*",
      };
      return { status: 204, headers: { ...open, ...allowed } };
    }
    const reply = route(asked) ?? { status: 404 };
    return { ...reply, headers: { ...open, ...reply.headers } };
  };
}

export const script = (body: string | Buffer): Reply => ({
  headers: { "content-type": "text/javascript; charset=utf-8" },
  body,
});
export const style = (body: string | Buffer): Reply => ({
  headers: { "content-type": "text/css; charset=utf-8" },
  body,
});
export const json = (value: unknown): Reply => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

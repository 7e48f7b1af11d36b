import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorBody, HranaError, type PipelineBody } from "./protocol.ts";
import { Connection, type Synchronous } from "./statements.ts";
import { Streams } from "./streams.ts";
import { Upkeep } from "./upkeep.ts";

const BODY_LIMIT = 16 * 1024 * 1024;
const DAY_MS = 86_400_000;

export interface LibsqlOptions {
  /** Database file, or `:memory:`. */
  file: string;
  /** Bearer token that every request must carry. */
  token: string;
  /** Loopback port; 0 takes a free one. */
  port?: number;
  /** FULL survives a power cut; NORMAL only the end of the process. */
  synchronous?: Synchronous;
  /** How long an interactive transaction may stay open, in milliseconds. */
  transactionMs?: number;
  /** Between two passes that overwrite what deletes left in the file, in milliseconds; a day. */
  scrubMs?: number;
}

export interface LibsqlServer {
  url: string;
  close(): Promise<void>;
}

/** Serves one database file on loopback to clients that speak to hosted libSQL. */
export async function serveLibsql(options: LibsqlOptions): Promise<LibsqlServer> {
  const connection = new Connection(options.file, options.synchronous ?? "NORMAL");
  const streams = new Streams(connection, options.transactionMs);
  const upkeep = new Upkeep(connection, options.scrubMs ?? DAY_MS);
  const authorization = Buffer.from(`Bearer ${options.token}`);
  const server = createServer((request, response) => {
    answer(streams, upkeep, authorization, request).then(
      ([status, body]) => send(response, status, body),
      (error: unknown) => send(response, 400, errorBody(error)),
    );
  });
  server.keepAliveTimeout = 60_000;
  await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      upkeep.close();
      streams.close();
      server.closeAllConnections();
      await closed;
      connection.close();
    },
  };
}

async function answer(
  streams: Streams,
  upkeep: Upkeep,
  authorization: Buffer,
  request: IncomingMessage,
): Promise<[number, unknown]> {
  const given = Buffer.from(request.headers.authorization ?? "");
  if (given.length !== authorization.length || !timingSafeEqual(given, authorization)) {
    return [401, { message: "wrong or missing token", code: "AUTH" }];
  }
  if (request.url === "/health" || request.url === "/v2") return [200, {}];
  if (request.method !== "POST" || !["/v2/pipeline", "/hold"].includes(request.url ?? "")) {
    return [404, { message: "no such path", code: "NOT_FOUND" }];
  }
  const text = await readBody(request);
  if (text === undefined) return [413, { message: "body too large", code: "TOO_LARGE" }];
  if (request.url === "/hold") return hold(upkeep, JSON.parse(text) as HoldRequest);
  return [200, await streams.pipeline(parse(text))];
}

/** What a backup asks for: a new hold, more time for its own, or its end (`ms` 0). */
export interface HoldRequest {
  id?: number;
  ms: number;
}

function hold(upkeep: Upkeep, { id, ms }: HoldRequest): [number, unknown] {
  if (id === undefined) {
    const made = upkeep.hold(ms);
    return made === undefined ? [409, { code: "BUSY" }] : [200, { id: made }];
  }
  const kept = ms > 0 ? upkeep.extend(id, ms) : upkeep.release(id);
  return kept ? [200, { id }] : [410, { code: "HOLD_ENDED" }];
}

function parse(text: string): PipelineBody {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HranaError("the body is not JSON", "HRANA_PROTO_ERROR");
  }
  const requests = (body as Partial<PipelineBody> | null)?.requests;
  if (!Array.isArray(requests) || requests.some((request) => typeof request !== "object")) {
    throw new HranaError("the body holds no list of requests", "HRANA_PROTO_ERROR");
  }
  return body as PipelineBody;
}

/** Undefined when the body is over the limit; counted on the stream, whatever its header says. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on("end", () => resolve(textOf(chunks)));
    request.on("error", reject);
  });
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return (chunks.length === 1 && first ? first : Buffer.concat(chunks)).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": bytes.length,
    // The rest of a body that was not read must not be taken for the next request.
    ...(status === 200 ? {} : { connection: "close" }),
  });
  response.end(bytes);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { path: string; headers: Record<string, string>; body: string };
type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => unknown;

/** A receiver of webhooks on loopback. It answers 204 until told otherwise and keeps all it was sent. */
export async function startReceiver() {
  const received: Received[] = [];
  let answer: Answer = (response) => response.writeHead(204).end();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      const one = { path: request.url ?? "", headers, body };
      received.push(one);
      void answer(response, one, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    received,
    answer: (next: Answer) => (answer = next),
    /** Answers every request with this status. */
    status: (status: number, headers: Record<string, string> = {}) =>
      (answer = (response) => response.writeHead(status, headers).end()),
    /** Messages as a receiver keeps them that goes by their ids. */
    unique: () => new Map(received.map((one) => [one.headers["webhook-id"] ?? "", one])),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

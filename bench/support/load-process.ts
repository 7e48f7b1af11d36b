import { connect, type Socket } from "node:net";
import { percentile } from "./statistics.ts";
import type { Shot, Volley } from "./load.ts";

/** The child of `startLoad`: one shot a message, raw sockets, one request in flight on each. */
let kept: string[] = [];
let made = 0;

process.on("message", (shot: Shot) => {
  void volley(shot).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit(0));

async function volley(shot: Shot): Promise<Volley> {
  const ids = shot.again ? kept : undefined;
  const answered: string[] = [];
  const latencies: number[] = [];
  let failed = 0;
  const next = () => (ids ? ids.pop() : submission());
  const began = performance.now();
  const until = began + shot.ms;
  const write = writer(shot);
  const lane = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      let id: string | undefined;
      let sent = 0;
      const send = () => {
        id = performance.now() < until ? next() : undefined;
        if (id === undefined) return resolve();
        sent = performance.now();
        socket.write(write(id), "latin1");
      };
      socket.on("error", reject);
      socket.on("close", () => reject(new Error(`${shot.url} closed the connection`)));
      onReply(socket, (ok) => {
        latencies.push(performance.now() - sent);
        if (!ok) failed++;
        else if (shot.keep && id) answered.push(id);
        send();
      });
      send();
    });
  const { hostname, port } = new URL(shot.url);
  const sockets = await Promise.all(
    Array.from({ length: shot.connections }, () => open(hostname, Number(port))),
  );
  await Promise.all(sockets.map(lane));
  const seconds = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.removeAllListeners("close").destroy();
  if (shot.keep) kept = answered;
  latencies.sort((a, b) => a - b);
  return {
    answered: latencies.length,
    seconds,
    failed,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

/** Makes the request's text: everything but the places is put together once. */
function writer({ url, body, headers = {} }: Shot): (id: string) => string {
  const { host, pathname } = new URL(url);
  const filled = (id: string) =>
    body
      .replace("{submission}", id)
      .replace("{n}", String(made).padStart(8, "0"))
      .replace("{score}", String(made % 10));
  const head = Object.entries({
    host,
    "content-type": "text/plain;charset=UTF-8",
    "content-length": String(Buffer.byteLength(filled(submission()))),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const start = `POST ${pathname} HTTP/1.1\r\n${head.join("")}\r\n`;
  return (id) => start + filled(id);
}

/** Calls back at the end of each reply with whether its status was 200. Bodies have a length or are chunked. */
function onReply(socket: Socket, done: (ok: boolean) => void): void {
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    const end = text.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = /content-length: (\d+)/iu.exec(text.slice(0, end))?.[1];
    const whole = length ? text.length >= end + 4 + Number(length) : text.endsWith("\r\n0\r\n\r\n");
    if (!whole) return;
    const ok = text.startsWith("HTTP/1.1 200");
    text = "";
    done(ok);
  });
}

/** A UUIDv7: the time, then a number that no other submission of this process has. */
function submission(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const n = (made++).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n}`;
}

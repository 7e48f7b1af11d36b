import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startFront, type Front } from "../../scripts/front.ts";

let upstream: Server;
let target: string;
let seen: IncomingHttpHeaders;
let delay = 0;
const fronts: Front[] = [];

beforeEach(async () => {
  delay = 0;
  upstream = createServer((request, response) => {
    seen = request.headers;
    let size = 0;
    request.on("data", (chunk: Buffer) => (size += chunk.length));
    request.on("end", () =>
      setTimeout(() => response.end(`${request.method} ${request.url} ${size}`), delay),
    );
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => upstream.once("listening", resolve));
  target = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await Promise.all(fronts.splice(0).map((front) => front.stop()));
  upstream.close();
});

async function open(behindProxy = false): Promise<string> {
  const front = await startFront({ host: "127.0.0.1", port: 0, target, behindProxy });
  fronts.push(front);
  return `http://127.0.0.1:${front.port}`;
}

describe("the front before workerd", () => {
  it("says who calls, whatever the caller claims", async () => {
    const url = await open();
    await fetch(url, {
      headers: {
        "cf-connecting-ip": "6.6.6.6",
        "CF-Ray": "x",
        "x-forwarded-for": "6.6.6.6",
        "x-real-ip": "6.6.6.6",
        "mf-original-url": "http://elsewhere/",
        "user-agent": "test",
      },
    });
    expect(seen).toMatchObject({ "cf-connecting-ip": "127.0.0.1", "user-agent": "test" });
    for (const name of ["cf-ray", "x-forwarded-for", "x-real-ip", "mf-original-url"]) {
      expect(seen[name]).toBeUndefined();
    }
  });

  it("believes only the last hop when one proxy is trusted", async () => {
    const url = await open(true);
    await fetch(url, { headers: { "x-forwarded-for": "6.6.6.6, 203.0.113.9" } });
    expect(seen["cf-connecting-ip"]).toBe("203.0.113.9");
    await fetch(url);
    expect(seen["cf-connecting-ip"]).toBe("127.0.0.1");
  });

  it("passes method, path, query and body", async () => {
    const url = await open();
    const body = "x".repeat(100_000);
    const response = await fetch(`${url}/v1/in?a=b%20c`, { method: "POST", body });
    expect(await response.text()).toBe("POST /v1/in?a=b%20c 100000");
  });

  it("answers 503 with a time to come back when workerd is away", async () => {
    const url = await open();
    await new Promise((resolve) => upstream.close(resolve));
    const response = await fetch(url);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  });

  it("stays up when a caller hangs up in the middle of a body", async () => {
    const url = await open();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("POST /v1/in HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf");
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await fetch(url)).status).toBe(200);
  });

  it("answers what is in flight before it stops, and takes nothing new", async () => {
    delay = 200;
    const url = await open();
    const inFlight = fetch(url, { headers: { connection: "close" } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = fronts.pop()?.stop();
    expect((await inFlight).status).toBe(200);
    await stopped;
    await expect(fetch(url)).rejects.toThrow();
  });
});

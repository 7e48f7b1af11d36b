import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Hooked, hookedApp } from "./support.ts";

const URL_OF_TENANT = "https://rebind.example/hook";
let hooked: Hooked;
/** What the name resolves to, for the resolver and for the network alike. */
let addresses: string[];
let resolves: boolean;
let close: () => void;
const inside = vi.fn();

beforeEach(async () => {
  addresses = ["203.0.114.7"];
  resolves = true;
  const resolver = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://resolver");
    expect(searchParams.get("name")).toBe("rebind.example");
    if (!resolves) return void response.writeHead(502).end();
    const [type, kind] = searchParams.get("type") === "A" ? [1, "."] : [28, ":"];
    const data = addresses.filter((address) => address.includes(kind));
    const alias = { name: "rebind.example", type: 5, data: "other.example." };
    response.end(
      JSON.stringify({ Status: 0, Answer: [alias, ...data.map((one) => ({ type, data: one }))] }),
    );
  });
  await new Promise<void>((done) => resolver.listen(0, "127.0.0.1", done));
  close = () => resolver.close();
  const { port } = resolver.address() as AddressInfo;
  hooked = await hookedApp({ WEBHOOK_RESOLVER: `http://127.0.0.1:${port}/dns-query` });
  const real = globalThis.fetch;
  // The network: the name leads where it points at this moment.
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : input instanceof URL ? input.href : input;
    if (!url.startsWith("https://rebind.example")) return real(input, init);
    if (addresses.some((address) => address !== "203.0.114.7")) inside();
    return Promise.resolve(new Response(null, { status: 204 }));
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  inside.mockReset();
  close();
  await hooked.close();
});

describe("fault 47: a name that is bound anew", () => {
  it("is asked again before every call, and one inner address among its answers is enough", async () => {
    const created = await hooked.call("POST", "/webhooks", { url: URL_OF_TENANT });
    expect(created.status).toBe(201);
    const { id } = (await created.json()) as { id: string };
    const test = async () => (await hooked.call("POST", `/webhooks/${id}/test`)).json();
    expect(await test()).toEqual({ delivered: true, outcome: "204" });
    for (const inner of [
      ["127.0.0.1"],
      ["203.0.114.7", "10.0.0.1"],
      ["203.0.114.7", "::1"],
      ["::ffff:7f00:1"],
    ]) {
      addresses = inner;
      expect(await test()).toEqual({ delivered: false, outcome: "refused" });
      await hooked.respond();
      await hooked.app.run("update webhooks set paused_until = null");
      expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
      expect((await hooked.call("PATCH", `/webhooks/${id}`, { url: URL_OF_TENANT })).status).toBe(
        422,
      );
      expect((await hooked.call("POST", "/webhooks", { url: URL_OF_TENANT })).status).toBe(422);
    }
    expect(inside).not.toHaveBeenCalled();
    addresses = ["203.0.114.7"];
    await hooked.app.run("update webhooks set paused_until = null");
    await hooked.app.run("update outbox set due_at = 0");
    expect(await hooked.deliver()).toEqual({ delivered: 4, failed: 0 });
  });

  it("is not called when the resolver is away or knows no address, and is tried again later", async () => {
    const created = await hooked.call("POST", "/webhooks", { url: URL_OF_TENANT });
    const { id } = (await created.json()) as { id: string };
    resolves = false;
    const tested = await hooked.call("POST", `/webhooks/${id}/test`);
    expect(await tested.json()).toEqual({ delivered: false, outcome: "unresolved" });
    resolves = true;
    addresses = [];
    await hooked.respond();
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
    expect(await hooked.waiting()).toMatchObject([{ last: "unresolved", attempts: 1 }]);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isPublicAddress } from "../../../functions/adapters/egress/address.ts";
import { refusedUrl } from "../../../functions/adapters/egress/url.ts";
import { type Hooked, hookedApp } from "./support.ts";

const HOSTILE = [
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://0x7f000001/",
  "https://017700000001/",
  "https://127.0.0.1./",
  "https://１２７.０.０.１/",
  "https://0/",
  "https://0.0.0.0/",
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://100.64.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
  "https://8.8.8.8/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:7f00:1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[fd00::1]/",
  "https://[fe80::1]/",
  "https://[ff02::1]/",
  "https://localhost/",
  "https://LOCALHOST/",
  "https://a.localhost/",
  "https://localhost./",
  "https://metadata.google.internal/",
  "https://printer.local/",
  "https://router.lan/",
  "https://intranet/",
  "https://host./",
  "https://example.com./",
  "https://user@example.com/",
  "https://user:secret@example.com/",
  "https://example.com:22/",
  "https://example.com:80/",
  "https://example.com:6379/",
  "https://verbatim.test/",
  "https://verbatim.test:8443/api",
  "http://example.com/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "//example.com/",
  "example.com",
  "",
  "https://",
  "https://exa mple.com/",
];

describe("refusedUrl", () => {
  const rules = { allow: ["http://127.0.0.1:9000"], ownHost: "voice.example.com" };
  it.each([
    "https://example.com/hook",
    "https://example.com:443/",
    "https://hooks.example.com:8443/a?b=c#d",
    "https://xn--bcher-kva.example/",
    "http://127.0.0.1:9000/allowed",
  ])("lets %s pass", (url) => expect(refusedUrl(url, rules)).toBeUndefined());

  it.each([
    "http://127.0.0.1:9001/",
    "https://127.0.0.1:9000/",
    "http://127.0.0.1:9000@example.com/",
    "http://me@127.0.0.1:9000/",
    "https://voice.example.com/api/v1/keys",
    "https://VOICE.example.com/",
  ])("refuses %s", (url) => expect(refusedUrl(url, rules)).toMatch(/^must/u));
});

it.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["127.0.0.1", false],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["169.254.169.254", false],
  ["192.0.0.1", false],
  ["198.18.0.1", false],
  ["224.0.0.1", false],
  ["240.0.0.1", false],
  ["::1", false],
  ["::", false],
  ["::7f00:1", false],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::808:808", false],
  ["2002:7f00:1::", false],
  ["2001:db8::1", false],
  ["fc00::1", false],
  ["fec0::1", false],
  ["fe80::1", false],
  ["ff02::1", false],
  ["nonsense", false],
])("the address %s is public: %s", async (address, expected) => {
  expect(await isPublicAddress(address)).toBe(expected);
});

describe("fault 46: an address that leads inside", () => {
  let hooked: Hooked;
  let hook: { id: string };
  const outbound = vi.fn();

  beforeAll(async () => {
    hooked = await hookedApp();
    hook = await hooked.create();
    await hooked.respond();
    const real = globalThis.fetch;
    const database = hooked.app.env.DATABASE_URL;
    // Whatever is not the database would leave the house.
    vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => {
      const url = input instanceof Request ? input.url : String(input);
      if (url.startsWith(database)) return real(input, init);
      outbound(url);
      return Promise.resolve(new Response(null, { status: 204 }));
    });
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    await hooked.close();
  });

  it.each(HOSTILE)("%s is refused at create, update, test and delivery", async (url) => {
    const { call, app } = hooked;
    const created = await call("POST", "/webhooks", { url });
    expect([created.status, await created.json()]).toMatchObject([
      422,
      { error: { fields: { url: expect.any(String) } } },
    ]);
    expect((await call("PATCH", `/webhooks/${hook.id}`, { url })).status).toBe(422);
    // One that was stored by an older release, or while it was still allowed.
    await app.run("update webhooks set url = ?, paused_until = null", [url]);
    const tested = await call("POST", `/webhooks/${hook.id}/test`);
    expect(await tested.json()).toEqual({ delivered: false, outcome: "refused" });
    await app.run("update outbox set due_at = 0");
    expect(await hooked.deliver()).toEqual({ delivered: 0, failed: 1 });
    expect((await hooked.waiting())[0]?.["last"]).toBe("refused");
    expect(outbound).not.toHaveBeenCalled();
  });
});

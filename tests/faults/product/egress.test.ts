import { createServer } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Workerd, startWorkerd } from "../../../scripts/workerd.ts";

/** A Worker in the place of ours: calls an address through the network of webhooks, or its own. */
const PROBE = `
export default {
  async fetch(request, { EGRESS }) {
    const { url, inner } = await request.json();
    const reply = await (inner ? fetch(url) : EGRESS.fetch(url)).catch(() => undefined);
    return Response.json({ reached: reply !== undefined });
  }
}`;

let hits = 0;
const inside = createServer((_, response) => void (hits++, response.end("inside")));
let folder: string;
let worker: Workerd;
beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
  folder = await mkdtemp(join(tmpdir(), "verbatim-egress-"));
  await writeFile(`${folder}/index.js`, PROBE);
  worker = await startWorkerd({
    port: 0,
    bindings: {},
    main: `${folder}/index.js`,
    onPids: () => undefined,
  });
});
afterAll(async () => {
  await worker.stop();
  inside.close();
  await rm(folder, { recursive: true });
});

const call = async (host: string, inner: boolean) => {
  const { port } = inside.address() as AddressInfo;
  const body = JSON.stringify({ url: `http://${host}:${port}/`, inner });
  return (await fetch(worker.url, { method: "POST", body })).json();
};

it("fault 47: the network of webhooks reaches nothing inside, whatever its name resolves to", async () => {
  // A name, so that it is looked up as any name of a tenant is.
  for (const host of ["localhost", "127.0.0.1"])
    expect(await call(host, false)).toEqual({ reached: false });
  expect(hits).toBe(0);
  expect(await call("127.0.0.1", true)).toEqual({ reached: true });
  expect(hits).toBe(1);
});

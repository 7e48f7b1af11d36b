import { afterAll, beforeAll, expect, it } from "vitest";
import { TestProduct } from "../support/product.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start({ synchronous: "FULL" });
});
afterAll(() => product.stop());

const get = (path: string) => fetch(product.url + path, { redirect: "manual" });

it("answers readiness from the database", async () => {
  const response = await get("/readyz");
  expect([response.status, await response.json()]).toMatchObject([200, { ok: true }]);
});

it("gives the console's page for every console address, and leads there from the bare origin", async () => {
  for (const path of ["/app", "/app/surveys/sv_x?period=30d"]) {
    const response = await get(path);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(await response.text()).toContain("/app/assets/");
  }
  const bare = await get("/");
  expect([bare.status, new URL(bare.headers.get("location") ?? "", product.url).pathname]).toEqual([
    302,
    "/app",
  ]);
});

it("lets caches keep hashed files for ever", async () => {
  const page = await (await get("/app")).text();
  const [, script = ""] = /src="(\/app\/assets\/[^"]+)"/.exec(page) ?? [];
  const { headers, status } = await get(script);
  expect([status, headers.get("cache-control")]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
});

it("runs the whole cron table of wrangler.toml", async () => {
  for (const cron of ["* * * * *", "*/15 * * * *", "17 2 * * *"]) {
    await expect(product.scheduled(cron)).resolves.toBeUndefined();
  }
});

it("answers 503 while the database is away and recovers by itself", async () => {
  await product.killDatabase();
  const response = await get("/readyz");
  expect([response.status, response.headers.get("retry-after") !== null]).toEqual([503, true]);
  await product.startDatabase();
  expect((await get("/readyz")).status).toBe(200);
});

it("comes back on its address after kill -9 of workerd", async () => {
  const before = product.url;
  await product.killWorker();
  await expect(get("/healthz")).rejects.toThrow();
  await product.startWorker();
  expect(product.url).toBe(before);
  expect((await get("/readyz")).status).toBe(200);
});

it("is started again by itself when workerd crashes", async () => {
  const { worker } = product.pids;
  process.kill(worker, "SIGKILL");
  await expect.poll(() => product.pids.worker, { timeout: 20_000 }).not.toBe(worker);
  expect((await get("/readyz")).status).toBe(200);
});

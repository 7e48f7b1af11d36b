import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { readWorkerConfig } from "../../scripts/worker-config.ts";
import { TestProduct } from "../support/product.ts";

let product: TestProduct;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Who answers a person's navigation: every reply of the Worker carries its request id. */
async function answeredBy(path: string): Promise<"worker" | "console"> {
  const page = await browser.newPage();
  try {
    const response = await page.goto(product.url + path);
    return response?.headers()["x-request-id"] ? "worker" : "console";
  } finally {
    await page.close();
  }
}

const { assets } = await readWorkerConfig();
const listed = (assets as { run_worker_first?: string[] }).run_worker_first ?? [];

// fetch and curl do not show this: only a navigation falls back to the console's page.
describe("a real navigation", () => {
  it.each(listed.filter((path) => path !== "/").map((path) => path.replace("*", "anything")))(
    "to %s is the Worker's",
    async (path) => expect(await answeredBy(path)).toBe("worker"),
  );

  it.each(["/", "/app", "/app/surveys/sv_anything"])("to %s ends in the console", async (path) => {
    expect(await answeredBy(path)).toBe("console");
  });
});

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

/** What a person's navigation ends in: the console's page, or an answer of another surface. */
async function answeredBy(path: string): Promise<"worker" | "console"> {
  const page = await browser.newPage();
  try {
    const response = await page.goto(product.url + path);
    return (await response?.text())?.includes('src="/app/assets/') ? "console" : "worker";
  } finally {
    await page.close();
  }
}

const { workerFirst: listed } = await readWorkerConfig();

describe("a real navigation", () => {
  it.each(listed.filter((path) => path !== "/").map((path) => path.replace("*", "anything")))(
    "to %s is the Worker's",
    async (path) => expect(await answeredBy(path)).toBe("worker"),
  );

  it.each(["/", "/app", "/app/surveys/sv_anything"])("to %s ends in the console", async (path) => {
    expect(await answeredBy(path)).toBe("console");
  });

  it.each(["/app/assets/gone-1234.js", "/w/survey.gone.js", "/nothing"])(
    "to %s, which is not there, is 404",
    async (path) => {
      const page = await browser.newPage();
      expect((await page.goto(product.url + path))?.status()).toBe(404);
      await page.close();
    },
  );
});

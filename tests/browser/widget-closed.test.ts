import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { measured, rounds } from "../support/faults/size.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";
import { openHosts } from "./support/hosts.ts";
import "../../widgets/loader/global.ts";

vi.setConfig({ testTimeout: rounds(120_000, 900_000) });

let product: TestProduct;
let survey: Published;
let hosts: Awaited<ReturnType<typeof openHosts>>;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  hosts = await openHosts({ url: product.url, markup: "", violations: [] }, survey.site);
});
afterAll(async () => {
  await browser?.close();
  await hosts?.close();
  await product?.stop();
});
beforeEach(async () => {
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
});
afterEach(() => context.close());

/** A page of the customer on which the question stands, whatever rests. */
async function asked(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${hosts.url}/plain`);
  await page.waitForFunction(() => window.verbatim?.v);
  await page.evaluate(() => window.verbatim!("show"));
  await number(page, 0).waitFor();
  return page;
}
const number = (page: Page, value: number) =>
  page.getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") });
const scores = async (): Promise<number[]> =>
  (await product.rows("select score from responses order by row")).map((row) =>
    Number(row["score"]),
  );
/** The next page delivers what is left; waits until the device holds nothing more. */
async function nextPage(): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${hosts.url}/dark`);
  await page.waitForFunction(
    () => !("o" in (JSON.parse((localStorage["verbatim"] as string) ?? "{}") as object)),
    undefined,
    { timeout: 60_000 },
  );
}
const ascending = (all: number[]) => all.toSorted((a, b) => a - b);

it("fault 60: no click is lost and none counts twice when the page closes 0 to 50 ms after it", async (test) => {
  const given: number[] = [];
  for (let i = 0; i < rounds(20, 200); i++) {
    const page = await asked();
    await number(page, i % 11).click();
    await page.waitForTimeout((i * 7) % 51);
    await page.close();
    given.push(i % 11);
  }
  const alone = (await scores()).length;
  await nextPage();
  const stored = await scores();
  measured(test, `${alone} of ${given.length} clicks were stored before another page opened`);
  expect(ascending(stored)).toEqual(ascending(given));
  const [{ n = 0 } = {}] = await product.rows(
    "select count(distinct submission) as n from responses",
  );
  expect(n).toBe(given.length);
});

it("fault 60: an answer whose reply is lost is one row, sent again by this page or the next", async () => {
  const before = (await scores()).length;
  const page = await asked();
  const sent: string[] = [];
  await page.route("**/v1/in", async (route) => {
    sent.push(route.request().postData()!);
    if (sent.length > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await number(page, 7).click();
  await vi.waitFor(() => expect(sent).toHaveLength(2), 10_000);
  expect(sent[1]).toBe(sent[0]);
  await nextPage();
  expect(await scores()).toHaveLength(before + 1);
});

it("fault 60: what two tabs took offline is stored once each when the line is back", async () => {
  const before = (await scores()).length;
  const tabs = [await asked(), await asked()];
  await context.setOffline(true);
  for (const [i, tab] of tabs.entries()) {
    await tab.bringToFront();
    await number(tab, 3 + i).click();
  }
  expect(await scores()).toHaveLength(before);
  await context.setOffline(false);
  await nextPage();
  expect(ascending((await scores()).slice(before))).toEqual([3, 4]);
});

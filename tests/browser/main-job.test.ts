import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";
import { rollupDrift } from "../support/rollups.ts";

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
});
afterEach(() => context.close());

const number = (on: Page, value: number) =>
  on.getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") });
const stored = (channel: string) =>
  product.rows(
    "select score, texts, state from responses where survey_id = ? and channel = ? order by row",
    [survey.id, channel],
  );

/** A person reads before answering; what answers at once is set aside as a robot's. */
const readFirst = (on: Page) => on.waitForTimeout(700);

/** Signs this browser in by the one-time link, as a person does. */
async function signIn(on: Page): Promise<void> {
  await on.goto(await product.signIn());
  await on.getByRole("button").first().click();
  await on.waitForURL(/\/app/u);
}

it("a page with the tag shows the survey; a mouse answer and a keyboard answer are one row each, and the console shows them without a reload", async () => {
  const shop = `${product.url}/demo/shop?site=${survey.site}`;
  const console_ = await context.newPage();
  await signIn(console_);
  await console_.goto(`${product.url}/app/responses?survey=${survey.id}`);
  await console_.getByText("No responses in this period").waitFor();
  const loads: string[] = [];
  console_.on("load", () => loads.push(console_.url()));

  await page.bringToFront();
  await page.goto(shop);
  await number(page, 9).waitFor();
  await readFirst(page);
  await number(page, 9).click();
  await vi.waitFor(async () => expect(await stored("widget")).toHaveLength(1), 10_000);
  await page.getByRole("textbox").fill("Landed by mouse");
  await page.getByRole("button", { name: "Next" }).click();
  await vi.waitFor(
    async () => expect((await stored("widget"))[0]?.["texts"]).toContain("Landed by mouse"),
    10_000,
  );

  const other = await browser.newContext();
  const keys = await other.newPage();
  await keys.goto(shop);
  await number(keys, 0).waitFor();
  await readFirst(keys);
  await number(keys, 0).focus();
  for (let i = 0; i < 3; i++) await keys.keyboard.press("ArrowRight");
  expect(await stored("widget")).toHaveLength(1);
  await keys.keyboard.press("Enter");
  await vi.waitFor(async () => expect(await stored("widget")).toHaveLength(2), 10_000);
  await other.close();
  expect((await stored("widget")).map((r) => [r["score"], r["state"]])).toEqual([
    [9, "counted"],
    [3, "counted"],
  ]);

  await console_.bringToFront();
  // An empty list fills by itself; where something is being read, new answers wait behind a button.
  const landed = console_.getByText("Landed by mouse");
  const fresh = console_.getByRole("button", { name: /new answer/u });
  await landed.or(fresh).first().waitFor({ timeout: 25_000 });
  if (await fresh.isVisible()) await fresh.click();
  await landed.waitFor();
  expect(loads).toEqual([]);
});

/** Votes that are not of the sample data. */
const CAST = "select score, grade from votes where visit <> 'sample'";

it("a one-click link fetched a hundred times writes nothing; a person's click writes one vote", async () => {
  const demo = await product.seedDemo();
  const link = demo.oneClick[9] as string;
  const counts = async () => [
    await product.rows("select count(*) as n, sum(rev) as revs from responses"),
    await product.rows("select count(*) as n from votes"),
    await product.rows("select sum(starts) as n from rollups"),
    // Those of the sample shop's autopilot come by themselves.
    await product.rows("select * from invitations where state = 'made'"),
  ];
  const before = JSON.stringify(await counts());
  for (let i = 0; i < 50; i++) {
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link, { method: "HEAD" })).status).toBe(200);
  }
  await page.goto(link);
  await page.waitForTimeout(1000);
  await page.goto("about:blank");
  expect(JSON.stringify(await counts())).toBe(before);

  await page.goto(link);
  await page.getByRole("button", { name: /send|next/iu }).click();
  await vi.waitFor(async () => expect(await product.rows(CAST)).toHaveLength(1), 10_000);
  const [vote] = await product.rows(CAST);
  expect(vote).toMatchObject({ score: 9, grade: "confirmed" });
  expect(await rollupDrift({ run: (sql) => product.rows(sql) })).toEqual([]);
});

it("the hosted survey opens by navigation and takes an answer by its script", async () => {
  await page.goto(`${product.url}/s/${survey.slug}`);
  await number(page, 7).click();
  await vi.waitFor(async () => expect(await stored("link")).toMatchObject([{ score: 7 }]), 10_000);
});

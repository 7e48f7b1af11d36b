import { randomUUID } from "node:crypto";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Scores } from "../../domain/wire/scores.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";
import { rollupDrift } from "../support/rollups.ts";

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;
let page: Page;

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const HIDDEN = "Filled a field that people cannot see";

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  for (let i = 0; i < 8; i++) await answer(10);
  for (let i = 0; i < 3; i++) await answer(0, { hp: "https://spam.example" });
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: WIDE, bypassCSP: true, reducedMotion: "reduce" });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
  await page.goto(await product.signIn());
  await page.getByRole("button").first().click();
  await page.waitForURL(/\/app/u);
});
afterEach(() => context.close());

/** One answer as a visitor's page sends it; with `hp` it is one of a robot. */
async function answer(score: number, more: { hp?: string } = {}): Promise<void> {
  const reply = await fetch(`${product.url}/v1/in`, {
    method: "POST",
    body: JSON.stringify({
      wire: 1,
      site: survey.site,
      survey: survey.id,
      submission: randomUUID(),
      answers: { q1: score },
      complete: true,
      channel: "widget",
      ms: 4000,
      ...more,
    }),
  });
  expect([reply.status, await reply.json()]).toEqual([
    200,
    expect.objectContaining({ status: "stored" }),
  ]);
}

async function scores(): Promise<Pick<Scores, "n" | "score">> {
  const reply = await fetch(`${product.url}/api/v1/surveys/${survey.id}/scores`, {
    headers: survey.headers,
  });
  const { n, score } = (await reply.json()) as Scores;
  return { n, score };
}

const states = () =>
  product.rows("select state, count(*) as n from responses group by state order by state");
const boxes = () => page.getByRole("checkbox", { name: /^Choose the response/u });
const heading = (text: string) => page.getByRole("heading", { level: 1, name: text });
const openTray = (more = "") =>
  page.goto(`${product.url}/app/responses/tray?survey=${survey.id}${more}`);

/** What axe-core finds on the page as it stands. */
async function violations(): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations: found } = await run(document, {
      rules: { "target-size": { enabled: true } },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
}

it("robots' answers wait in the tray; keys restore two of them, the score moves, and undo takes it back", async () => {
  expect(await scores()).toEqual({ n: 8, score: 100 });
  await page.goto(`${product.url}/app/surveys/${survey.id}`);
  await page.getByRole("link", { name: "3 set aside" }).click();
  await heading("3 answers wait for a decision").waitFor();
  expect(page.url()).toContain("/app/responses/tray");
  await page.getByRole("link", { name: `${HIDDEN} 3` }).waitFor();
  await boxes().nth(2).waitFor();
  expect(await page.locator(".tray-rows .why").allTextContents()).toEqual(Array(3).fill(HIDDEN));

  await boxes().first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("2 chosen").waitFor();
  const restore = page.getByRole("button", { name: "Restore" });
  await restore.focus();
  await page.keyboard.press("Enter");
  await page.getByText("2 responses restored; counted now.").waitFor();
  await heading("1 answer waits for a decision").waitFor();
  // The button that was pressed is still there and holds the focus.
  expect(await restore.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await scores()).toEqual({ n: 10, score: 60 });

  await page.keyboard.press("Control+z");
  await heading("3 answers wait for a decision").waitFor();
  await page.getByRole("link", { name: `${HIDDEN} 3` }).waitFor();
  expect(await scores()).toEqual({ n: 8, score: 100 });
  expect(await rollupDrift({ run: async (sql) => product.rows(sql) as never })).toEqual([]);
});

it("one response opens beside the list and is restored there; its way back is the same", async () => {
  await openTray();
  await page.locator(".tray-rows .facts-link").first().click();
  const panel = page.getByRole("complementary", { name: "One response" });
  await panel.getByRole("button", { name: "Restore" }).click();
  await heading("2 answers wait for a decision").waitFor();
  expect(await scores()).toMatchObject({ n: 9 });
  await page.getByRole("button", { name: "Undo" }).click();
  await heading("3 answers wait for a decision").waitFor();
  expect(await scores()).toMatchObject({ n: 8 });
});

it("all that match go in steps of 200, also those that were never shown; a link holds the filter", async () => {
  for (let i = 0; i < 260; i++) await answer(1, { hp: "x" });
  const reason = encodeURIComponent(HIDDEN.toLowerCase());
  await openTray(`&state=quarantined&reason=${reason}`);
  await heading("263 answers wait for a decision").waitFor();
  const facet = page.getByRole("link", { name: `${HIDDEN} 263` });
  expect(await facet.getAttribute("aria-current")).toBe("true");
  await boxes().first().waitFor();
  const shown = await boxes().count();
  expect(shown).toBeLessThan(263);

  // Shift and a click choose all in between; then everything.
  await boxes().nth(2).click();
  await boxes()
    .nth(6)
    .click({ modifiers: ["Shift"] });
  await page.getByText("5 chosen").waitFor();
  await page.getByRole("checkbox", { name: "Choose all that are shown" }).click();
  await page.getByText(`${shown} chosen`).waitFor();
  await page.getByRole("button", { name: "Choose all 263" }).click();
  await page.getByText("All 263 chosen").waitFor();

  const calls: unknown[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/responses/move")) calls.push(request.postDataJSON());
  });
  await page.getByRole("button", { name: "Move to bin" }).click();
  await page.getByText("263 responses moved to the bin.").waitFor();
  expect(calls).toHaveLength(2);
  await heading("Nothing waits").waitFor();
  expect(await states()).toMatchObject([
    { state: "counted", n: 8 },
    { state: "deleted", n: 263 },
  ]);
  await page.getByRole("button", { name: "Show all that waits" }).click();
  await page.getByRole("heading", { level: 2, name: "Nothing waits" }).waitFor();
  expect(await violations()).toEqual([]);

  // Two calls are taken back, the last one first.
  await page.getByRole("button", { name: "Undo" }).click();
  await heading("263 answers wait for a decision").waitFor();
  expect(await states()).toMatchObject([
    { state: "counted", n: 8 },
    { state: "quarantined", n: 263 },
  ]);
});

it("a quota holds as soon as it is typed; what comes after it is counted, marked and found", async () => {
  await page.goto(`${product.url}/app/surveys/${survey.id}/build?tab=where`);
  const field = page.getByLabel("Stop after this many answers");
  await field.fill("8.5e9");
  await page.getByText(/A whole number from 1/u).waitFor();
  await field.fill("8");
  await field.press("Tab");
  await page.getByText("8 of 8 answers. Full: it no longer asks.").waitFor();
  // It is no part of what is published: there is nothing new to publish.
  await page.getByRole("button", { name: "Published" }).waitFor();
  const stored = await product.rows(
    "select quota, revision - published_revision as ahead from surveys",
  );
  expect(stored).toMatchObject([{ quota: 8, ahead: 0 }]);
  // The configuration that visitors' answers are checked by is kept for some seconds.
  await vi.waitFor(
    async () => {
      await answer(9);
      expect(await product.rows("select row from responses where over_quota = 1")).not.toEqual([]);
    },
    { timeout: 20_000, interval: 1000 },
  );
  await page.goto(`${product.url}/app/responses?survey=${survey.id}`);
  await page.getByLabel("State").selectOption("Over quota");
  await page.waitForURL(/over=1/u);
  await page.getByText("all that match").waitFor();
  const quotes = page.locator(".quote");
  expect(await quotes.count()).toBeGreaterThan(0);
  for (const text of await quotes.allTextContents()) expect(text).toContain("Over quota");
  await page.locator(".facts-link").first().click();
  await page.getByText("Came when the survey had all it asked for").waitFor();
});

it("the operations page tells what runs, and every new screen is clean by axe, wide and on a phone", async () => {
  await product.scheduled("* * * * *");
  const screens = [
    ["/app/settings/operations", page.getByRole("heading", { name: "Scheduled jobs" })],
    [`/app/responses/tray?survey=${survey.id}`, boxes().first()],
    [`/app/surveys/${survey.id}/build?tab=where`, page.getByLabel("Stop after this many answers")],
  ] as const;
  for (const viewport of [WIDE, PHONE]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [path, ready] of screens) {
        await page.goto(product.url + path);
        await ready.waitFor();
        if (path.includes("tray")) await boxes().first().check();
        const found = await violations();
        expect({ path, width: viewport.width, colorScheme, found }).toEqual({
          path,
          width: viewport.width,
          colorScheme,
          found: [],
        });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect({ path, wider: Math.max(0, wider) }).toEqual({ path, wider: 0 });
      }
    }
  }
  await page.goto(`${product.url}/app/settings/operations`);
  const row = page.getByRole("row", { name: /Make texts searchable/u });
  expect(await row.textContent()).toContain("Done");
});

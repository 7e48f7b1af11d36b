import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Quotes, Theme, ThemeDetail, Themes } from "../../domain/wire/themes.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";
import { comments } from "../support/texts.ts";
import { violations } from "./support/violations.ts";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
const TEXTS = 190;
const CHANNELS = ["widget", "inline", "link"] as const;
const MINUTE = "* * * * *";

let product: TestProduct;
let survey: Published;
let browser: Browser;
let session: Awaited<ReturnType<BrowserContext["storageState"]>>;
let context: BrowserContext;
let page: Page;
let delivery: Theme;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  await Promise.all(comments(TEXTS).map(answer));
  await call("/theme-runs", { survey: survey.id });
  await vi.waitFor(
    async () => {
      await product.scheduled(MINUTE);
      const { items, waiting } = await themes();
      expect([items.length > 2, waiting]).toEqual([true, 0]);
    },
    { timeout: 60_000, interval: 200 },
  );
  delivery = await named("deliver");
  const first = await browser.newContext();
  const sign = await first.newPage();
  await sign.goto(await product.signIn());
  await sign.getByRole("button").first().click();
  await sign.waitForURL(/\/app/u);
  session = await first.storageState();
  await first.close();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(() => open(WIDE));
afterEach(() => context.close());

async function open(viewport: typeof WIDE): Promise<void> {
  await context?.close();
  context = await browser.newContext({
    viewport,
    bypassCSP: true,
    reducedMotion: "reduce",
    storageState: session,
  });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
}

/** One answer as a visitor's page sends it; every fourth visitor is known. */
async function answer({ text, score }: { text: string; score: number }, i: number): Promise<void> {
  const reply = await fetch(`${product.url}/v1/in`, {
    method: "POST",
    body: JSON.stringify({
      wire: 1,
      site: survey.site,
      survey: survey.id,
      submission: randomUUID(),
      answers: { q1: score, q2: text },
      complete: true,
      channel: CHANNELS[i % CHANNELS.length],
      lang: "en",
      ms: 4000,
      ...(i % 4 === 0 && { person: { id: `person-${i % 12}` } }),
    }),
  });
  expect(reply.status).toBe(200);
}

async function call<T>(path: string, body?: unknown): Promise<T> {
  const reply = await fetch(`${product.url}/api/v1${path}`, {
    headers: survey.headers,
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Waits for what the page or the server comes to; a busy machine takes its time. */
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

const themes = () => call<Themes>(`/surveys/${survey.id}/themes`);
const detail = (id = delivery.id) => call<ThemeDetail>(`/themes/${id}?survey=${survey.id}`);
const quotes = (order: string) =>
  call<Quotes>(`/themes/${delivery.id}/quotes?survey=${survey.id}&order=${order}`);
async function named(word: string): Promise<Theme> {
  const found = (await themes()).items.find(({ label }) => label.toLowerCase().includes(word));
  if (!found) throw new Error(`no theme about ${word}`);
  return found;
}

const button = (name: string | RegExp) => page.getByRole("button", { name });
const texts = () => page.locator(".quote-rows blockquote").allTextContents();
const boxes = () => page.getByRole("checkbox", { name: /^Choose the quote/u });
const title = (name: string) => page.getByRole("heading", { level: 2, name, exact: true });
const toMap = async (more = "", { id, label } = delivery) => {
  await page.goto(`${product.url}/app/themes/${id}?survey=${survey.id}${more}`);
  await title(label).waitFor();
};
const toQuotes = async (more = "") => {
  await toMap(`&tab=quotes${more}`);
  await boxes().first().waitFor();
};

it("the map says why a theme matters, is read by keys and broken down by what the address says", async () => {
  await toMap();
  const { theme } = await detail();
  const article = page.getByRole("article", { name: "One theme" });
  await article.getByText(/of texts name it/u).waitFor();
  await article.getByText("an association, not a cause").waitFor();
  expect(await article.getByText(`${theme.positive} good`).count()).toBe(1);

  // The chart is read by keys; its first week is told, and the table behind holds them all.
  const chart = page.getByRole("slider", { name: "Read the chart" });
  await chart.focus();
  await page.keyboard.press("Home");
  const first = await chart.getAttribute("aria-valuetext");
  expect(first).toMatch(/^Week of .+ of \d+ texts?|no texts/u);
  await page.keyboard.press("End");
  expect(await chart.getAttribute("aria-valuetext")).not.toBe(first);
  expect(await page.locator(".readout").first().textContent()).toContain("Week of");

  // Its segments, each against all others; another dimension is another address.
  const segments = () => page.locator(".segments");
  await segments().getByRole("rowheader", { name: "Popover" }).waitFor();
  expect(await segments().getByRole("row").count()).toBe(1 + CHANNELS.length);
  await page.getByLabel("Broken down by").selectOption("score");
  await segments().getByRole("rowheader", { name: "Score 10" }).waitFor();
  expect(page.url()).toContain("by=score");
  await segments().getByRole("button", { name: "Share" }).click();
  await page.reload();
  await segments().getByRole("rowheader", { name: "Score 10" }).waitFor();
  expect(await segments().locator("[aria-sort]").textContent()).toContain("Share");
  expect(await violations(page)).toEqual([]);

  await open(PHONE);
  await toMap();
  await segments().waitFor();
  await page.locator(".quote-rows .verbatim").first().waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBe(0);
  expect(await violations(page)).toEqual([]);
});

it("quotes stand in four orders with the words that caused them, and lead to their response", async () => {
  await toQuotes();
  for (const [name, order] of [
    ["Most negative", "negative"],
    ["Most positive", "positive"],
    ["Newest", "newest"],
    ["Most typical", "typical"],
  ] as const) {
    await page.getByRole("radio", { name }).check();
    const { items } = await quotes(order);
    await until(async () => expect(await texts()).toEqual(items.map(({ text }) => text)));
    expect(page.url()).toContain(`order=${order}`);
  }
  const marked = await page.locator(".verbatim mark").allTextContents();
  expect(marked.some((word) => /deliver/iu.test(word))).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.locator(".verbatim .facts-link").first().click();
  await page.getByRole("complementary", { name: "One response" }).waitFor();
  expect(page.url()).toContain("open=");
});

it("a quote under the wrong theme leaves at one click, the next one has the focus, undo brings it back", async () => {
  await toQuotes("&order=newest");
  const [first = "", second = ""] = await texts();
  const before = (await detail()).theme.volume;
  await boxes().first().focus();
  await page.keyboard.press("w");
  await page.getByRole("menuitem", { name: "Does not belong here" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByText(/^Taken out of .+ Later texts like it stay out too\.$/u).waitFor();
  await until(async () => expect((await texts())[0]).toBe(second));
  const focused = await page.evaluate(() => document.activeElement?.closest("li")?.textContent);
  expect(focused).toContain(second);
  await until(async () => expect((await detail()).theme.volume).toBe(before - 1));
  expect((await detail()).rules).toMatchObject([{ mode: "never", kind: "example" }]);

  await button("Undo").click();
  await until(async () => expect((await texts())[0]).toBe(first));
  const after = await detail();
  expect([after.theme.volume, after.rules]).toEqual([before, []]);
});

it("a quote moves to another theme after a look at what else would change", async () => {
  const refund = await named("refund");
  await toQuotes("&order=newest");
  const [moved = ""] = await texts();
  await button("Wrong theme").first().click();
  await page.getByRole("menuitem", { name: "Move to…" }).click();
  const dialog = page.getByRole("dialog", { name: "Where does this quote belong?" });
  await dialog.getByLabel("Find a theme").fill(refund.label);
  await dialog.getByRole("radio", { name: new RegExp(refund.label, "u") }).check();
  const preview = dialog.getByRole("region", { name: "What would change" });
  await preview.getByRole("rowheader", { name: refund.label }).waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: `Move to “${refund.label}”` }).click();
  await page.getByText(`Moved to “${refund.label}”. Later texts like it go there too.`).waitFor();
  await until(async () => expect((await texts())[0]).not.toBe(moved));
  const there = await call<Quotes>(`/themes/${refund.id}/quotes?survey=${survey.id}`);
  expect(there.items.map(({ text }) => text)).toContain(moved);

  await button("Undo").click();
  await until(async () => expect((await texts())[0]).toBe(moved));
});

it("chosen quotes are split off after a preview, lead to the theme they made, and come back with undo", async () => {
  await toQuotes("&order=negative");
  const before = (await detail()).theme.volume;
  await boxes().first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("3 quotes chosen").waitFor();
  await button("Split off…").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Split off" }).click();
  await dialog.getByText("It needs a name.").waitFor();
  await dialog.getByLabel("Name of the new theme").fill("Days late");
  const made = dialog.getByRole("row", { name: /Days late/u });
  await made.waitFor();
  const promised = Number(await made.getByRole("cell").nth(1).textContent());
  expect(promised).toBeGreaterThanOrEqual(3);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Split off" }).click();
  await page.getByRole("link", { name: "Open it" }).waitFor();
  const split = await named("days late");
  // What the preview promised is what came.
  expect(split.volume).toBe(promised);
  expect((await detail()).theme.volume).toBeLessThan(before);
  await page.getByRole("link", { name: "Open it" }).click();
  await title("Days late").waitFor();

  await button("Undo").click();
  await until(async () => expect((await detail()).theme.volume).toBe(before));
  expect((await themes()).items.map(({ label }) => label)).not.toContain("Days late");
});

it("words become a rule after a preview; the rule is listed and taken back", async () => {
  const before = (await detail()).theme.volume;
  await toMap("&tab=rules");
  await page.getByRole("radio", { name: "Never belong" }).check();
  await page.getByLabel("Words that stand side by side").fill("delivery driver");
  const preview = page.getByRole("region", { name: "What would change" });
  await preview.getByRole("rowheader", { name: delivery.label }).waitFor();
  expect(await violations(page)).toEqual([]);
  await button("Add rule").click();
  const rule = page.getByRole("list", { name: "Never belong" }).getByRole("listitem");
  await rule.getByText("delivery driver").waitFor();
  await until(async () => expect((await detail()).theme.volume).toBeLessThan(before));
  const { items } = await quotes("newest");
  expect(items.filter(({ text }) => text.includes("delivery driver"))).toEqual([]);
  expect(await violations(page)).toEqual([]);

  await rule.getByRole("button", { name: "Undo" }).click();
  await until(async () => expect((await detail()).theme.volume).toBe(before));
  await page.getByText("No rules yet.").waitFor();
});

it("a theme is renamed where it stands and moved under another; its history takes each back", async () => {
  const { items } = await themes();
  const leaf = items.find(
    ({ id, parent }) =>
      id !== delivery.id && parent === null && !items.some((one) => one.parent === id),
  );
  if (!leaf) throw new Error("no theme without sub-themes");
  await toMap("&tab=rules", leaf);
  await button("Rename this theme").click();
  await page.getByLabel("Name of this theme").fill("Odds and ends");
  await page.keyboard.press("Enter");
  await title("Odds and ends").waitFor();
  await button("More to do with this theme").click();
  await page.getByRole("menuitem", { name: "Move under another…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: `${delivery.label} ` }).check();
  await dialog.getByRole("button", { name: `Move under “${delivery.label}”` }).click();
  const crumb = page.getByRole("navigation", { name: "Stands under" }).getByRole("link");
  await crumb.waitFor();
  expect(await violations(page)).toEqual([]);

  // The theme above shows it as a bar of its own.
  await crumb.click();
  await page.locator(".branches").getByRole("link", { name: "Odds and ends" }).click();
  await title("Odds and ends").waitFor();
  await page.getByRole("link", { name: "Rules and history" }).click();
  const undo = page.locator(".log").getByRole("button", { name: "Undo" });
  for (const left of [1, 0]) {
    await undo.first().click();
    await until(async () => expect(await undo.count()).toBe(left));
  }
  const { theme } = await detail(leaf.id);
  expect([theme.label, theme.parent]).toEqual([leaf.label, null]);
});

it("its quotes come as a file, and who said it leads to the person", async () => {
  await toMap();
  await button("More to do with this theme").click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export its quotes as CSV" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/\.csv$/u);
  const { data } = Papa.parse(await readFile(await download.path(), "utf8"), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data.length).toBe((await detail()).theme.volume);

  await page.getByRole("link", { name: "People", exact: true }).last().click();
  expect(page.url()).toContain("tab=people");
  const people = page.locator(".speakers");
  await people.waitFor();
  expect(await violations(page)).toEqual([]);
  await people.getByRole("rowheader").getByRole("link").first().click();
  await page.waitForURL(/\/app\/people\//u);
});

it("a search by meaning finds what is said in other words, and its state is its address", async () => {
  await page.goto(`${product.url}/app/responses?survey=${survey.id}`);
  await page.getByLabel("Search the words people wrote").fill("parcel delayed");
  await page.getByText("Nothing matches").waitFor();
  await page.getByRole("radio", { name: "By meaning" }).check();
  const results = page.locator(".reading-list .verbatim");
  await results.first().waitFor();
  expect(page.url()).toContain("find=meaning");
  expect(page.url()).toContain("q=parcel+delayed");
  const found = await results.locator("blockquote").allTextContents();
  // No text holds these words: what came is near them.
  expect(found.filter((text) => /parcel|delayed/iu.test(text))).toEqual([]);
  expect(found[0]).toMatch(/deliver|late|long|waiting/iu);
  await page.getByText(/texts?, nearest first, of \d+ texts? that were compared\.$/u).waitFor();
  await page.getByText("Also looked for").waitFor();
  expect(await violations(page)).toEqual([]);

  await results.first().getByRole("link").first().click();
  await page.getByRole("complementary", { name: "One response" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Say it in your own words").fill("xqzzt");
  await page.getByRole("heading", { name: "Nothing says that" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Say it in your own words").fill("");
  await page.getByRole("heading", { name: "Search by what people mean" }).waitFor();

  await page.route("**/meaning?*", (route) => route.abort());
  await page.getByLabel("Say it in your own words").fill("too expensive");
  await page.getByRole("alert").getByText("The server cannot be reached.").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.unroute("**/meaning?*");
  await button("Try again").click();
  await results.first().waitFor();
  expect((await results.locator("blockquote").allTextContents())[0]).toMatch(/price|expensive/iu);
});

it("a viewer reads the map and changes nothing; who said it is not theirs to see", async () => {
  await product.rows("update members set role = 'viewer'");
  await toMap("&tab=people");
  await page.getByText("Your role does not show this").waitFor();
  await page.getByRole("link", { name: "Quotes", exact: true }).click();
  await page.locator(".quote-rows .verbatim").first().waitFor();
  expect(await page.locator(".said-by").count()).toBe(0);
  for (const name of ["Wrong theme", "Rename this theme", "Split off…", "Merge…"]) {
    expect(await button(name).count()).toBe(0);
  }
  await page.getByRole("link", { name: "Rules and history" }).click();
  await page.getByRole("heading", { name: "Rules" }).waitFor();
  expect(await button("Add rule").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

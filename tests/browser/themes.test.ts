import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Theme, Themes } from "../../domain/wire/themes.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { answer } from "../support/faults/clients.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";
import { type Text, comments } from "../support/texts.ts";
import { violations } from "./support/violations.ts";

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;
let page: Page;

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const TEXTS = comments(150);
/** As long as a busy machine needs. */
const WAIT = { timeout: 30_000 };
/** Too few to look for themes. */
const FIRST = 20;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  await send(TEXTS.slice(0, FIRST));
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: WIDE, bypassCSP: true, reducedMotion: "reduce" });
  context.setDefaultTimeout(30_000);
  const [name = "", value = ""] = (survey.headers["cookie"] ?? "").split("=");
  await context.addCookies([{ name, value, url: product.url }]);
  page = await context.newPage();
});
afterEach(() => context.close());

/** Answers as a visitor's page sends them, a few at a time. */
async function send(texts: readonly Text[]): Promise<void> {
  for (let at = 0; at < texts.length; at += 10) {
    const replies = await Promise.all(
      texts.slice(at, at + 10).map(({ text, score }) =>
        fetch(`${product.url}/v1/in`, {
          method: "POST",
          body: JSON.stringify(answer(survey, { answers: { q1: score, q2: text } })),
        }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
  }
}

/** Minutes pass: queued runs and what edits left to be read again are done. */
async function minutes(n = 2): Promise<void> {
  for (let i = 0; i < n; i++) await product.scheduled("* * * * *");
}

async function listed(): Promise<Theme[]> {
  const reply = await fetch(`${product.url}/api/v1/surveys/${survey.id}/themes`, {
    headers: survey.headers,
  });
  const { items } = (await reply.json()) as Themes;
  return items.filter(({ status }) => status === "active" || status === "proposed");
}

/** Themes that stand at the top with nothing below them, the largest first. */
async function alone(): Promise<[Theme, Theme, ...Theme[]]> {
  const all = await listed();
  const found = all
    .filter(({ id, parent }) => parent === null && !all.some((one) => one.parent === id))
    .toSorted((a, b) => b.volume - a.volume);
  const [first, second, ...rest] = found;
  if (!first || !second) throw new Error("fewer than two themes stand alone");
  return [first, second, ...rest];
}

const open = (more = "") => page.goto(`${product.url}/app/themes?survey=${survey.id}${more}`);
const row = ({ id }: Theme) => page.locator(`tr[data-theme="${id}"]`);
const labels = () => page.locator("tr[data-theme] th a").allTextContents();
const said = (text: string) => page.getByRole("status").getByText(text);

/** Takes a row by the mouse and holds it over another, on its middle or in the gap below. */
async function drag(from: Locator, to: Locator, at: "on" | "below"): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error("no row to drag");
  await page.mouse.move(a.x + 60, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + 70, a.y + a.height / 2 + 8, { steps: 3 });
  await page.mouse.move(b.x + 90, b.y + b.height * (at === "on" ? 0.5 : 0.9), { steps: 5 });
}

it("says how many texts are missing; a first look shows its progress and ends with the list", async () => {
  await open();
  await page
    .getByRole("heading", { name: `${30 - FIRST} more until themes are looked for` })
    .waitFor();
  expect(await violations(page)).toEqual([]);

  await send(TEXTS.slice(FIRST));
  await page.reload();
  await page.getByRole("button", { name: "Look for themes now" }).first().click();
  await page.getByRole("heading", { name: "Reading what people wrote" }).waitFor();
  await page.getByRole("progressbar").waitFor();
  expect(await violations(page)).toEqual([]);
  await minutes();
  // Nobody reloads.
  await page.getByRole("table", { name: /^Themes with volume/u }).waitFor();
  expect((await labels()).length).toBeGreaterThanOrEqual(3);
  expect(await violations(page)).toEqual([]);
});

it("sorts and filters in the address, so that a link shows the same", async () => {
  const themes = await listed();
  await open();
  await page.getByRole("columnheader", { name: "Volume" }).getByRole("button").click();
  await page.waitForURL(/sort=-volume/u);
  const byVolume = themes
    .filter(({ parent }) => parent === null)
    .map(({ volume }) => volume)
    .toSorted((a, b) => b - a);
  const volumes = () =>
    page
      .locator("tr[data-theme] td[data-label=Volume]")
      .evaluateAll((cells) => cells.map((cell) => Number.parseInt(cell.textContent ?? "", 10)));
  await expect.poll(volumes, WAIT).toEqual(byVolume);
  await page.getByRole("columnheader", { name: "Volume" }).getByRole("button").click();
  await page.waitForURL(/sort=volume/u);
  await page.reload();
  await page.locator("tr[data-theme]").first().waitFor();
  await expect.poll(volumes, WAIT).toEqual(byVolume.toReversed());

  const first = (await alone())[0].label;
  await page.getByRole("searchbox", { name: "Find a theme" }).fill(first.toUpperCase());
  await expect.poll(labels, WAIT).toEqual([first]);
  expect(page.url()).toContain("find=");

  await page.setViewportSize(PHONE);
  await open();
  await page.locator("tr[data-theme]").first().waitFor();
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

it("drags one theme onto another: shows what would change, merges, and undo takes it back", async () => {
  const [into, from] = await alone();
  await open();
  await row(from).waitFor();
  // Escape lets go of it.
  await drag(row(from), row(into), "on");
  await page.locator(".drag-label", { hasText: `Merge into “${into.label}”` }).waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe("/app/themes");

  await drag(row(from), row(into), "on");
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: `Merge “${from.label}” into “${into.label}”?` });
  const preview = dialog.getByRole("region", { name: "What would change" });
  await preview.getByRole("row", { name: from.label }).waitFor();
  expect(
    await preview.getByRole("row", { name: from.label }).getByRole("cell").nth(1).textContent(),
  ).toBe("0");
  expect(await preview.getByRole("listitem").count()).toBe(10);
  expect(await violations(page)).toEqual([]);
  expect((await listed()).map(({ id }) => id)).toContain(from.id);

  await dialog.getByRole("button", { name: `Merge into “${into.label}”` }).click();
  await said(`“${from.label}” is part of “${into.label}” now.`).waitFor();
  await expect.poll(labels, WAIT).not.toContain(from.label);
  expect((await listed()).map(({ id }) => id)).not.toContain(from.id);

  await page.keyboard.press("Control+z");
  await expect.poll(labels, WAIT).toContain(from.label);
  await minutes();
  const back = (await listed()).find(({ id }) => id === from.id);
  expect(back).toMatchObject({ label: from.label, volume: from.volume });
});

it("drops one in a gap below another, folds by keys, and moves it back from the menu", async () => {
  const [parent, child] = await alone();
  await open("&sort=-volume");
  await row(child).waitFor();
  await drag(row(child), row(parent), "below");
  await page.locator(".drag-label", { hasText: `Move under “${parent.label}”` }).waitFor();
  await page.mouse.up();
  await said(`“${child.label}” stands under “${parent.label}”.`).waitFor();
  await expect.poll(labels, WAIT).not.toContain(child.label);

  await row(parent).getByRole("link").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/unfold=/u);
  await row(child).waitFor();
  await page.keyboard.press("ArrowDown");
  expect(
    await row(child)
      .getByRole("link")
      .evaluate((link) => link === document.activeElement),
  ).toBe(true);
  expect(await violations(page)).toEqual([]);

  await row(child)
    .getByRole("button", { name: `Change “${child.label}”` })
    .click();
  await page.getByRole("menuitem", { name: "Move under another…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("At the top").click();
  await dialog.getByRole("button", { name: "Move to the top" }).click();
  await said(`“${child.label}” stands at the top.`).waitFor();
  expect((await listed()).find(({ id }) => id === child.id)?.parent).toBeNull();
});

it("a proposal is read, renamed and accepted by keys, and undone in one step", async () => {
  const proposed = (await alone()).at(-1);
  if (!proposed) throw new Error("no theme");
  // As a later run leaves what it finds, once a survey had a run over 200 texts.
  await product.rows(
    `update themes set status = 'proposed', model = json_set(model, '$.status', 'proposed') where id = ?`,
    [proposed.id],
  );
  await open();
  const tray = page.getByRole("region", { name: "Proposed themes" });
  await tray.getByRole("heading", { name: "One theme is proposed" }).waitFor();
  await tray.getByRole("button", { name: new RegExp(`^${proposed.label}`, "u") }).focus();
  await page.keyboard.press("j");
  await tray.locator("blockquote").first().waitFor();
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press("r");
  await tray.getByRole("textbox").fill("What I named");
  await page.keyboard.press("Enter");
  await said("“What I named” is a theme now.").waitFor();
  await expect.poll(labels, WAIT).toContain("What I named");
  const accepted = async () => (await listed()).find(({ id }) => id === proposed.id);
  expect(await accepted()).toMatchObject({ status: "active", label: "What I named" });

  await page.keyboard.press("Control+z");
  await tray.getByRole("heading", { name: "One theme is proposed" }).waitFor();
  expect(await accepted()).toMatchObject({ status: "proposed", label: proposed.label });

  await tray.getByRole("button", { name: `Accept “${proposed.label}”` }).click();
  await said(`“${proposed.label}” is a theme now.`).waitFor();
  await tray.waitFor({ state: "detached" });
  expect(await accepted()).toMatchObject({ status: "active" });
});

it("tells what changed and who did it, and which texts have no theme and why", async () => {
  const [first] = await alone();
  await open("&view=changes");
  const feed = page.getByRole("region", { name: "What changed" });
  await feed.getByText("New theme").waitFor();
  await feed.getByText("Taken back").first().waitFor();
  await feed.getByRole("link", { name: first.label }).first().waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole("link", { name: "Themes", exact: true }).last().click();
  await page.getByRole("link", { name: /texts? without a theme$/u }).click();
  await page.waitForURL(/view=unthemed/u);
  const texts = page.getByRole("region", { name: "Texts without a theme" });
  await texts.getByRole("button", { pressed: true }).waitFor();
  await texts.locator("blockquote").first().waitFor();
  expect(await violations(page)).toEqual([]);
});

it("finds all themes anew: nothing changes until it is accepted, and undo brings the old ones back", async () => {
  const before = (await listed()).map(({ id }) => id).toSorted();
  await open();
  await page.getByRole("button", { name: "More to do with all themes" }).click();
  await page.getByRole("menuitem", { name: "Find all themes anew…" }).click();
  const dialog = page.getByRole("dialog", { name: "Find all themes anew?" });
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Find them anew" }).click();
  await page.waitForURL(/refit=/u);
  await minutes();
  const refit = page.getByRole("region", { name: "Themes found anew" });
  const accept = refit.getByRole("button", { name: "Accept these themes" });
  await accept.waitFor();
  expect((await listed()).map(({ id }) => id).toSorted()).toEqual(before);
  expect(await violations(page)).toEqual([]);

  // Its address brings one back to the same decision.
  await page.reload();
  await accept.click();
  await refit.getByRole("heading", { name: "Accepted" }).waitFor();
  const entry = async () =>
    (await product.rows("select undone_at from theme_edits where kind = 'refit'")).map(
      (one) => one["undone_at"],
    );
  expect(await entry()).toEqual([null]);
  expect(await violations(page)).toEqual([]);

  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await refit.getByRole("heading", { name: "Discarded" }).waitFor();
  expect(await entry()).toEqual([expect.any(Number)]);
  await minutes();
  expect((await listed()).map(({ id }) => id).toSorted()).toEqual(before);
});

import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { answer } from "../support/faults/clients.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

const TEXTS = {
  "right to left": "שלום, המשלוח הגיע מאוחר מאוד",
  "an override that is never closed": "\u202Eevil txt.exe",
  "an isolate that is closed too often": "a\u2069\u2069\u202Cb",
  "4,000 combining marks": `e${"\u0301".repeat(3999)}`,
  "4,000 letters without a space": "W".repeat(4000),
  "a family, a flag, zero widths": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 a\u200Bb\u200Dc",
  markup: `<img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}`,
};

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  for (const q2 of Object.values(TEXTS)) {
    const attributes = { country: "\u202Etf\u202Eel" };
    const sent = answer(survey, { answers: { q1: 9, q2 }, attributes });
    const reply = await fetch(`${product.url}/v1/in`, {
      method: "POST",
      body: JSON.stringify(sent),
    });
    expect(reply.status).toBe(200);
  }
  context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const [name = "", value = ""] = (survey.headers["cookie"] ?? "").split("=");
  await context.addCookies([{ name, value, url: product.url }]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.each([360, 1280])("fault 11: the console at %i px", (width) => {
  it("shows every text as it was written, each by itself, and holds its layout", async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width, height: 800 });
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`${product.url}/app/responses?survey=${survey.id}`);
    const quotes = page.locator(".quote blockquote");
    await expect.poll(() => quotes.count(), { timeout: 10_000 }).toBe(Object.keys(TEXTS).length);
    expect((await quotes.allTextContents()).toSorted()).toEqual(Object.values(TEXTS).toSorted());
    const look = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      quotes: [...document.querySelectorAll(".quote blockquote")].map((one) => {
        const { unicodeBidi, direction } = getComputedStyle(one);
        return { unicodeBidi, direction, hebrew: /[\u05d0-\u05ea]/u.test(one.textContent ?? "") };
      }),
      facts: [...document.querySelectorAll(".quote footer bdi")].map(
        (one) => getComputedStyle(one).unicodeBidi,
      ),
    }));
    expect(look.overflow).toBe(0);
    for (const { unicodeBidi, direction, hebrew } of look.quotes) {
      expect(unicodeBidi).toMatch(/isolate|plaintext/u);
      if (hebrew) expect(direction).toBe("rtl");
    }
    expect(look.facts.length).toBeGreaterThan(Object.keys(TEXTS).length);
    expect(new Set(look.facts)).toEqual(new Set(["isolate"]));
    expect(dialogs).toEqual([]);
    await page.close();
  });
});

describe("fault 9: a reply in which a text is an object", () => {
  it("is refused by the console, and never an element of its page", async () => {
    const page = await context.newPage();
    const element = { type: "img", props: { src: "x", onerror: "alert(1)", id: "planted" } };
    await page.route("**/api/v1/surveys/*/responses?*", async (route) => {
      const reply = await route.fetch();
      const list = (await reply.json()) as { items: { texts: object }[] };
      for (const item of list.items) item.texts = { q2: element };
      await route.fulfill({ json: list });
    });
    await page.goto(`${product.url}/app/responses?survey=${survey.id}`);
    await page.getByText("This did not load").waitFor();
    expect(await page.locator("#planted").count()).toBe(0);
    await page.close();
  });
});

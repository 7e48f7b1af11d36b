import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Definition } from "../../domain/wire/survey.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { npsDefinition } from "../support/definitions.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

const ask = (id: string, text: string) => ({ id, kind: "text" as const, long: false, text });
/** Everything that a browser likes to fill in for its owner. */
const contact: Definition = {
  ...npsDefinition,
  questions: [
    ...npsDefinition.questions.slice(0, 1),
    ask("q2", "What is your full name?"),
    ask("q3", "Street address"),
    ask("q4", "City"),
    ask("q5", "Company"),
    ask("q6", "Phone number"),
    { id: "q7", kind: "email", text: "Your e-mail address" },
  ],
};
const PROFILE = {
  NAME_FULL: "Ada Lovelace",
  NAME_FIRST: "Ada",
  NAME_LAST: "Lovelace",
  COMPANY_NAME: "Engines",
  EMAIL_ADDRESS: "ada@example.com",
  PHONE_HOME_WHOLE_NUMBER: "+14155550100",
  ADDRESS_HOME_LINE1: "1 Main St",
  ADDRESS_HOME_CITY: "Springfield",
  ADDRESS_HOME_STATE: "CA",
  ADDRESS_HOME_ZIP: "94105",
  ADDRESS_HOME_COUNTRY: "US",
};

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext | undefined;

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product, contact);
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function open(javaScriptEnabled: boolean): Promise<Page> {
  context = await browser.newContext({ javaScriptEnabled });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(`${product.url}/s/${survey.slug}`);
  return page;
}

/** Lets the browser itself fill the form around a field in, as when its owner picks a profile. */
async function autofill(page: Page, selector: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Autofill.enable");
  const { result } = await session.send("Runtime.evaluate", {
    expression: `document.querySelector(${JSON.stringify(selector)})`,
  });
  const { node } = await session.send("DOM.describeNode", { objectId: result.objectId ?? "" });
  const { frameTree } = await session.send("Page.getFrameTree");
  const fields = Object.entries(PROFILE).map(([name, value]) => ({ name, value }));
  await expect
    .poll(
      async () => {
        // The browser looks at a form a moment after it is there.
        const { backendNodeId: fieldId } = node;
        const given = { fieldId, frameId: frameTree.frame.id, address: { fields } };
        await session.send("Autofill.trigger", given).catch(() => undefined);
        return page.locator(selector).inputValue();
      },
      { timeout: 10_000 },
    )
    .toBe(PROFILE.EMAIL_ADDRESS);
}

const newest = async () =>
  (
    await product.rows("select submission, state, reason, texts from responses order by row desc")
  )[0];
const counted = async () =>
  (
    await product.rows(
      "select coalesce(sum(starts), 0) as n from rollups where dimension = 'channel'",
    )
  )[0];

it("fault 18: a browser that fills the form in for its owner does not trip the honeypot", async () => {
  const page = await open(false);
  await page.locator('input[name="q1"][value="9"]').check();
  await autofill(page, 'input[name="q7"]');
  await page.locator("button.send").click();
  await page.getByText("Thank you").waitFor();
  const row = await newest();
  expect([row?.["state"], row?.["reason"]]).toEqual(["counted", null]);
  // Not because nothing was filled in.
  for (const text of [PROFILE.NAME_FULL, PROFILE.ADDRESS_HOME_CITY, PROFILE.COMPANY_NAME])
    expect(row?.["texts"]).toContain(text);
});

it("fault 18: nor does a person on the page with its script", async () => {
  const before = await counted();
  const page = await open(true);
  await page.getByRole("radio", { name: /^9\b/u }).waitFor();
  await page.waitForTimeout(700);
  await page.getByRole("radio", { name: /^9\b/u }).click();
  await expect.poll(counted, { timeout: 10_000 }).toEqual({ n: Number(before?.["n"]) + 1 });
  expect((await newest())?.["state"]).toBe("counted");
  expect(await page.locator(".trap input").inputValue()).toBe("");
});

it("fault 18: a robot that fills every field in is thanked, set aside, seen in the tray and can be brought back", async () => {
  const before = await counted();
  const page = await open(false);
  await page.locator('input[name="q1"][value="0"]').check();
  for (const field of await page.locator("form input:not([type=radio]):not([type=hidden])").all())
    await field.fill("buy@spam.example", { force: true });
  await page.locator("button.send").click();
  await page.getByText("Thank you").waitFor();
  const row = await newest();
  expect(row).toMatchObject({
    state: "quarantined",
    reason: "filled a field that people cannot see",
  });
  expect(await counted()).toEqual(before);

  const call = async (method: string, path: string, body?: object) => {
    const reply = await fetch(`${product.url}/api/v1/surveys/${survey.id}${path}`, {
      method,
      headers: survey.headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(reply.status).toBe(200);
    return reply.json();
  };
  const { items } = (await call("GET", "/responses?state=quarantined")) as {
    items: { id: string }[];
  };
  expect(items).toHaveLength(1);
  const ids = items.map(({ id }) => id);
  await call("POST", "/responses/move", { call: crypto.randomUUID(), to: "counted", ids });
  expect((await newest())?.["state"]).toBe("counted");
  expect(await counted()).toEqual({ n: Number(before?.["n"]) + 1 });
});

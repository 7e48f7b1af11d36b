import { createHmac, randomUUID } from "node:crypto";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { SiteHealth } from "../../domain/wire/site-health.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { npsDefinition } from "../support/definitions.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";
import { openHosts } from "./support/hosts.ts";

let product: TestProduct;
let survey: Published;
let hosts: Awaited<ReturnType<typeof openHosts>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  const { targeting } = npsDefinition;
  survey = await publishedSurvey(product, {
    ...npsDefinition,
    targeting: { ...targeting, except: ["/spa/*"], languages: ["en", "de"] },
  });
  hosts = await openHosts({ url: product.url, markup: "", violations: [] }, survey.site);
});
afterAll(async () => {
  await browser?.close();
  await hosts?.close();
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

const sitePath = (more = "") => `${product.url}/app/settings/sites/${survey.site}${more}`;
const headline = (name: string | RegExp) => page.getByRole("heading", { level: 2, name });
/** The line of the panel with this name. */
const line = (name: string) =>
  page.locator(".checks > div").filter({ has: page.getByText(name, { exact: true }) });
const health = async () => {
  const reply = await fetch(`${product.url}/api/v1/sites/${survey.site}`, {
    headers: survey.headers,
  });
  return ((await reply.json()) as SiteHealth).site;
};
async function violations(): Promise<unknown[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)]);
  });
}

it("a site whose tag no page carries says what to do, and hears of the first page by itself", async () => {
  await page.goto(`${product.url}/app/settings/sites`);
  await page.getByRole("link", { name: "Shop" }).click();
  await headline("The tag has not been seen yet").waitFor();
  await line("Tag").getByText("Never seen").waitFor();
  await page.getByRole("button", { name: "Copy the tag" }).waitFor();
  await page.getByRole("button", { name: "Copy the pinned tag" }).waitFor();

  const visitor = await browser.newContext();
  const host = await visitor.newPage();
  await host.goto(`${hosts.url}/plain`);
  await host.locator("verbatim-survey section").waitFor();
  await visitor.close();
  // The panel asks again every ten seconds.
  await line("Tag")
    .getByText(/^Seen .+ on http/u)
    .waitFor({ timeout: 30_000 });
  await headline("All is well").waitFor();
});

it("a page whose policy blocks answers shows up with the line that mends it", async () => {
  const visitor = await browser.newContext();
  visitor.setDefaultTimeout(10_000);
  const host = await visitor.newPage();
  await host.goto(`${hosts.url}/csp-silent`);
  await host.getByRole("radio", { name: /^3\b/u }).click();
  // The answer stays on the device until a page lets it out.
  await host.waitForFunction(() => /"blocked":[1-9]/u.test(localStorage["verbatim"] ?? ""));
  expect(await product.rows("select row from responses")).toEqual([]);
  expect(await health()).toMatchObject({ blocked: 0, failed: 0 });
  await host.goto(`${hosts.url}/plain`);
  await vi.waitFor(async () => expect((await health()).blocked).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 250,
  });
  expect(await product.rows("select score from responses")).toEqual([{ score: 3 }]);
  await visitor.close();

  await page.goto(sitePath());
  await headline("One thing needs a look").waitFor();
  const { blocked, failed } = await health();
  expect(failed).toBeGreaterThan(0);
  await line("Blocked by pages")
    .getByText(`${blocked} request${blocked === 1 ? "" : "s"}`)
    .waitFor();
  await line("Blocked by pages")
    .getByText(`script-src ${product.url}; connect-src ${product.url}`)
    .waitFor();
  await line("Failed tries to send")
    .getByText(failed === 1 ? "1 try" : `${failed} tries`)
    .waitFor();

  // Counts only grow: once it is mended they begin anew, and that can be taken back.
  await page.getByRole("button", { name: "It is mended, count from zero" }).click();
  await headline("All is well").waitFor();
  expect(await health()).toMatchObject({ blocked: 0, failed: 0 });
  await page.getByRole("button", { name: "Undo" }).click();
  await headline("One thing needs a look").waitFor();
  expect(await health()).toMatchObject({ blocked, failed });
});

it("by the keyboard alone: who would be asked, and why not; the address holds the question", async () => {
  await page.goto(sitePath());
  await page.getByRole("link", { name: "Why somebody is asked" }).click();
  await headline("Whom, and where?").waitFor();
  // It begins with the page that carried the tag last.
  const field = page.getByLabel("Page", { exact: true });
  expect(await field.inputValue()).toContain(hosts.url);
  await field.fill(`${hosts.url}/plain/cart`);
  await page.keyboard.press("Enter");
  await headline("“NPS” would ask this visitor").waitFor();
  const row = page.locator(".why-surveys details").first();
  expect(await row.getAttribute("open")).not.toBeNull();
  await row.getByText("/plain/cart is not left out by /spa/*").waitFor();

  await page.getByLabel("Language").fill("fr");
  await page.keyboard.press("Enter");
  await headline("No survey would ask this visitor here").waitFor();
  await page.locator("summary").getByText("French is not asked, only English or German").waitFor();
  expect(await row.getAttribute("open")).toBeNull();
  await page.locator("summary").focus();
  await page.keyboard.press("Enter");
  await row.getByText("Does not hold:").waitFor({ state: "attached" });

  // A link shows a colleague the same; the way back is the question before.
  const link = page.url();
  await page.goBack();
  await headline("“NPS” would ask this visitor").waitFor();
  expect(await page.getByLabel("Language").inputValue()).toBe("");
  await page.goto(link);
  await headline("No survey would ask this visitor here").waitFor();
});

it("a person's rests have their dates, and what cannot be understood is named at its field", async () => {
  const at = Date.now() - 5 * 86_400_000;
  await product.client().execute({
    sql: "insert into asks (workspace_id, person, survey_id, shown_at) select workspace_id, 'ada', id, ? from surveys",
    args: [at],
  });
  const query = new URLSearchParams({ page: `${hosts.url}/plain`, person: "ada" });
  await page.goto(sitePath(`/why?${query}`));
  await page
    .locator("summary")
    .getByText(/^Rests until .+: was shown “NPS” on/u)
    .waitFor();
  await page.getByText("Was shown “NPS”", { exact: true }).waitFor();
  await page.getByLabel("Language").fill("Deutsch bitte");
  await page.getByRole("button", { name: "Find out why" }).click();
  await page.getByText("must be a tag such as de").waitFor();
  expect(await page.getByLabel("Language").getAttribute("aria-invalid")).toBe("true");
});

it("a response leads to whether its person would be asked again", async () => {
  const answer = {
    wire: 1,
    site: survey.site,
    survey: survey.id,
    submission: randomUUID(),
    answers: { q1: 9 },
    complete: true,
    ms: 4000,
    page: `${hosts.url}/plain`,
    attributes: { plan: "pro" },
  };
  const stored = await fetch(`${product.url}/v1/in`, {
    method: "POST",
    body: JSON.stringify(answer),
  });
  expect(stored.status).toBe(200);
  await page.goto(`${product.url}/app/responses?survey=${survey.id}`);
  await page.locator(".facts-link").first().click();
  await page.getByRole("link", { name: "Would they be asked again?" }).click();
  await headline(/would ask this visitor|No survey would ask/u).waitFor();
  expect(await page.getByLabel("Page", { exact: true }).inputValue()).toBe(`${hosts.url}/plain`);
  expect(await page.getByLabel("Attributes that the page sets").inputValue()).toBe("plan: pro");
});

it("a secret for proofs is shown once, signs who somebody is, and can be removed", async () => {
  await page.goto(sitePath());
  await page.getByRole("button", { name: "New secret" }).click();
  const shown = page.getByRole("dialog", { name: "Copy the secret now" });
  const [secret = "", kid = ""] = await shown.locator("code[tabindex]").allTextContents();
  await shown.getByRole("button", { name: "I have it" }).click();
  await page.getByText(`Secret ${kid}`).waitFor();
  expect(await page.content()).not.toContain(secret);

  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", kid })}.${part({ aud: survey.site, sub: "grace", iat: now, exp: now + 600 })}`;
  const proof = `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  // The edge may know the site from before, for some seconds.
  const leave = async () => {
    const reply = await fetch(`${product.url}/v1/ok`, {
      method: "POST",
      body: JSON.stringify({
        wire: 1,
        site: survey.site,
        survey: survey.id,
        visit: randomUUID(),
        person: { proof },
      }),
    });
    return [reply.status, reply.ok && ((await reply.json()) as { ok: boolean }).ok];
  };
  await vi.waitFor(async () => expect(await leave()).toEqual([200, true]), {
    timeout: 30_000,
    interval: 500,
  });
  // What the edge has just granted is what the console tells.
  const query = new URLSearchParams({ page: `${hosts.url}/plain`, person: "grace" });
  await page.goto(sitePath(`/why?${query}`));
  await page
    .locator("summary")
    .getByText(/^Rests until .+: was shown “NPS” on/u)
    .waitFor();
  expect(await leave()).toEqual([200, false]);

  await page.goto(sitePath());
  await page.getByRole("button", { name: `Remove the secret ${kid}` }).click();
  await page.getByRole("button", { name: "Remove the secret", exact: true }).click();
  await page.getByText("The secret is removed.").waitFor();
  await page.getByText(/Without a secret to sign by/u).waitFor();
});

it("a survey that is paused says that it leaves open pages", async () => {
  const move = (to: string) =>
    fetch(`${product.url}/api/v1/surveys/${survey.id}/move`, {
      method: "POST",
      headers: survey.headers,
      body: JSON.stringify({ to }),
    });
  expect((await move("paused")).status).toBe(200);
  await page.goto(sitePath());
  await page.getByText(/Gone from open pages within a minute/u).waitFor();
  await line("Configuration")
    .getByText(/was paused/u)
    .waitFor();
  await page.goto(sitePath(`/why?page=${encodeURIComponent(`${hosts.url}/plain`)}`));
  await page.locator("summary").getByText("Paused, so no page shows it").waitFor();
  expect((await move("live")).status).toBe(200);
});

it("both screens are clean by axe and fit, wide and on a phone, light and dark", async () => {
  const query = new URLSearchParams({ page: `${hosts.url}/plain`, person: "ada" });
  const screens = [
    ["/app/settings/sites", page.getByRole("link", { name: "Shop" })],
    [`/app/settings/sites/${survey.site}`, page.locator(".checks")],
    [`/app/settings/sites/${survey.site}/why?${query}`, page.locator("summary").first()],
    [`/app/settings/sites/${survey.site}/why`, page.getByText("Whom, and where?")],
  ] as const;
  for (const viewport of [WIDE, PHONE]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [path, ready] of screens) {
        await page.goto(product.url + path);
        await ready.waitFor();
        for (const summary of await page.locator("details:not([open]) summary").all())
          await summary.click();
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect({
          path,
          viewport,
          colorScheme,
          found: await violations(),
          wider: Math.max(0, wider),
        }).toEqual({
          path,
          viewport,
          colorScheme,
          found: [],
          wider: 0,
        });
      }
    }
  }
});

import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import type { Survey } from "../../domain/wire/surveys.ts";
import type { Me } from "../../domain/wire/workspace.ts";
import { npsDefinition } from "../support/definitions.ts";
import { TestProduct } from "../support/product.ts";
import { type Published, publishedSurvey } from "../support/published.ts";

const ZONE = "Europe/Berlin";

let product: TestProduct;
let survey: Published;
let browser: Browser;
let context: BrowserContext;
let page: Page;

async function call<T>(path: string, body?: unknown): Promise<T> {
  const reply = await fetch(`${product.url}/api/v1${path}`, {
    headers: survey.headers,
    ...(body !== undefined && { method: "PATCH", body: JSON.stringify(body) }),
  });
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
}
const stored = () => call<Survey>(`/surveys/${survey.id}`);
const drafted = async () => (await stored()).draft;
/** What comes to hold: a draft saves itself a moment after an edit. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 10_000 });

beforeAll(async () => {
  [product, browser] = await Promise.all([TestProduct.start(), launchBrowser()]);
  survey = await publishedSurvey(product);
  await call("/workspace", { zone: ZONE });
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(10_000);
  const [name = "", value = ""] = (survey.headers["cookie"] ?? "").split("=");
  await context.addCookies([{ name, value, url: product.url }]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  const { revision } = await stored();
  await call(`/surveys/${survey.id}`, { revision, draft: npsDefinition });
  page = await context.newPage();
  return () => page.close();
});

const open = async (tab: string) => {
  await page.goto(`${product.url}/app/surveys/${survey.id}/build?tab=${tab}`);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
};
const saved = () => page.getByText(/^Saved \d/u).waitFor();
const field = (label: string) => page.getByLabel(label, { exact: true });
const preview = () => page.frameLocator(".stage iframe");

describe("rules", () => {
  it("are set, said in a sentence, saved, read back and undone", async () => {
    await open("where");
    const summary = page.locator(".rules-summary > p").first();
    await field("On these pages").fill("/pricing*\n#/cart");
    await field("Not on these pages").fill("/pricing/team");
    await field("Seconds on the page").fill("2,5");
    await field("Percent of the page scrolled through").fill("50");
    await field("Only after this event").fill("order_placed");
    await field("Only when the pointer leaves the window at its top").check();
    await field("Percent of visitors asked").fill("12.5");
    await page.getByRole("checkbox", { name: "Phone" }).uncheck();
    await field("Languages of the browser").selectOption("de");
    await page.getByRole("button", { name: "Add a rule for an attribute" }).click();
    const rule = page.getByRole("group", { name: "Rule 1 for an attribute" });
    await rule.getByLabel("Condition").selectOption("one_of");
    await rule.getByLabel("Any of these, one a line").fill("pro\nteam, large");
    await rule.getByLabel("Only if signed").check();
    await field("Asks from").fill("2098-12-01T09:00");
    await field("Asks until").fill("2099-07-01T09:00");
    await field("The same visitor is asked").selectOption("until");
    await field("Days after a dismissal").fill("45");
    await field("Ask where the browser keeps nothing").check();

    const expected = {
      urls: ["/pricing*", "#/cart"],
      except: ["/pricing/team"],
      delay: 2500,
      scroll: 50,
      event: "order_placed",
      exit: true,
      sample: 0.125,
      devices: ["desktop", "tablet"],
      languages: ["de"],
      attributes: [{ name: "plan", is: "one_of", values: ["pro", "team, large"], signed: true }],
      from: Date.UTC(2098, 11, 1, 8),
      until: Date.UTC(2099, 6, 1, 7),
      again: { answered: null, dismissed: 45 },
      askWithoutMemory: true,
    };
    await soon(async () => (await drafted()).targeting).toEqual(expected);
    const said = await summary.textContent();
    expect(said).toMatch(/^Shows to 12\.5 % of visitors on \/pricing\* or #\/cart but not/u);
    expect(said).toContain("Until they answer, again 45 days after a dismissal.");
    expect(said).toContain("until 1 Jul 2099, 09:00 (Europe/Berlin).");

    await page.reload();
    await field("On these pages").waitFor();
    expect(await field("On these pages").inputValue()).toBe("/pricing*\n#/cart");
    expect(await field("Seconds on the page").inputValue()).toBe("2.5");
    expect(await field("Percent of visitors asked").inputValue()).toBe("12.5");
    expect(await page.getByRole("checkbox", { name: "Phone" }).isChecked()).toBe(false);
    expect(await rule.getByLabel("Any of these, one a line").inputValue()).toBe("pro\nteam, large");
    expect(await field("Asks until").inputValue()).toBe("2099-07-01T09:00");
    expect(await field("The same visitor is asked").inputValue()).toBe("until");
    expect(await summary.textContent()).toBe(said);

    await field("On these pages").fill("/elsewhere");
    await soon(async () => (await drafted()).targeting.urls).toEqual(["/elsewhere"]);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await field("On these pages").inputValue()).toBe("/pricing*\n#/cart");
    await soon(async () => (await drafted()).targeting).toEqual(expected);
  });

  it("are taken away without a trace", async () => {
    const before = (await stored()).draft.targeting;
    await open("where");
    await field("Percent of the page scrolled through").fill("50");
    await field("Only after this event").fill("order_placed");
    await field("Not on these pages").fill("/x");
    await field("Languages of the browser").selectOption("de");
    await page.getByRole("button", { name: "Add a rule for an attribute" }).click();
    await field("The same visitor is asked").selectOption("every");
    await saved();
    await field("Percent of the page scrolled through").fill("");
    await field("Only after this event").fill("");
    await field("Not on these pages").fill("");
    await page.getByRole("button", { name: /^German\b/u }).click();
    await page.getByRole("button", { name: "Remove rule 1 for an attribute" }).click();
    await field("The same visitor is asked").selectOption("rest");
    await soon(async () => (await drafted()).targeting).toEqual(before);
  });

  it("say of an address whether it fits, as it is typed", async () => {
    await open("where");
    await field("On these pages").fill("/pricing*");
    await field("Not on these pages").fill("/pricing/team");
    const tried = page.locator(".tried");
    await field("Try an address").fill("/pricing/plans?x=1");
    expect(await tried.textContent()).toMatch(
      /^Match .*\/pricing\/plans\?x=1 fits \/pricing\*\.$/u,
    );
    await field("Try an address").fill("/pricing/team");
    expect(await tried.textContent()).toMatch(/^No match .* is left out by \/pricing\/team\.$/u);
    await field("Not on these pages").fill("");
    expect(await tried.textContent()).toMatch(/^Match /u);
  });

  it("that can never hold are not published, and say where they are mended", async () => {
    const { version } = await stored();
    await open("where");
    await field("On these pages").fill("checkout");
    await saved();
    await page.getByRole("link", { name: "Look" }).click();
    await page.getByRole("button", { name: /^Publish \d change/u }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("no page is called “checkout”").waitFor();
    await dialog.getByRole("button", { name: "Publish" }).click({ force: true });
    expect((await stored()).version).toBe(version);
    await dialog.getByRole("button", { name: "Show" }).click();
    await field("On these pages").fill("/checkout");
    await page.getByRole("button", { name: /^Publish \d change/u }).click();
    await dialog.getByRole("button", { name: "Publish" }).click();
    await page.getByText(`Version ${version + 1} is live.`).waitFor();
    expect((await stored()).published?.targeting.urls).toEqual(["/checkout"]);
  });

  it("an unfinished one is named with its remedy and not saved", async () => {
    await open("where");
    await page.getByRole("button", { name: "Add a rule for an attribute" }).click();
    await saved();
    await field("Condition").selectOption("more");
    await page
      .getByText("Not saved. Where and when: rule 1 for an attribute needs a number")
      .waitFor();
    expect((await stored()).draft.targeting.attributes).toEqual([{ name: "plan", is: "set" }]);
    await field("Number").fill("3");
    await soon(async () => (await drafted()).targeting.attributes).toEqual([
      { name: "plan", is: "more", values: ["3"] },
    ]);
  });
});

describe("modes", () => {
  it("are shown by the real widget and saved", async () => {
    await open("look");
    const question = /How likely/u;
    const mode = (name: string) => page.getByRole("radio", { name, exact: true }).click();

    await mode("Modal");
    await preview().getByRole("dialog", { name: question }).waitFor();
    await soon(async () => (await drafted()).look.mode).toBe("modal");

    await mode("Inline");
    await preview().locator(".slot").getByText(question).waitFor();
    const code = page.locator(".in-page code");
    expect(await code.first().textContent()).toBe(`<div data-verbatim="${survey.id}"></div>`);
    await soon(() => code.nth(1).textContent()).toMatch(
      /^\[data-verbatim="sv_[a-z2-7]+"\] \{ min-height: [1-9]\d\dpx \}/u,
    );

    await mode("Feedback tab");
    await field("Word on the tab").fill("Tell us");
    await field("Side of the window").selectOption("l");
    const tab = preview().getByRole("button", { name: "Tell us" });
    await tab.click();
    await preview().getByText(question).waitFor();
    await soon(async () => (await drafted()).look).toMatchObject({
      mode: "tab",
      tab: "Tell us",
      corner: "bl",
    });
    await field("Word on the tab").fill("");
    await soon(async () => "tab" in (await drafted()).look).toBe(false);

    await mode("Popover");
    await preview().getByRole("region", { name: question }).waitFor();
  });

  it.each(["modal", "tab"] as const)(
    "a preview that opens as a %s takes no focus from who is typing",
    async (mode) => {
      const { revision } = await stored();
      const look = { ...npsDefinition.look, mode };
      await call(`/surveys/${survey.id}`, { revision, draft: { ...npsDefinition, look } });
      await page.goto(`${product.url}/app/surveys/${survey.id}/build?question=q2`);
      await preview().getByRole("heading", { name: "Why?" }).waitFor();
      await field("Question").click();
      await page.keyboard.press("End");
      await page.keyboard.type(" Tell us", { delay: 50 });
      await preview().getByRole("heading", { name: "Why? Tell us" }).waitFor();
      expect(await field("Question").inputValue()).toBe("Why? Tell us");
    },
  );

  it("a colour that is hard to read on its background is said, and read all the same", async () => {
    await open("look");
    await field("A background of its own").check();
    await field("Colour of buttons").fill("#8fa08f");
    await field("Background").fill("#9fb09f");
    await page.getByText(/^#8fa08f itself reaches 1\.\d:1 on this background/u).waitFor();
    await soon(async () => (await drafted()).look).toMatchObject({ surface: "#9fb09f" });
  });
});

describe("wordings", () => {
  it("take an attribute and an earlier answer, and the preview fills them", async () => {
    await page.goto(`${product.url}/app/surveys/${survey.id}/build?question=q2`);
    await field("Question").fill("");
    const insert = async (entry: RegExp) => {
      await page.getByRole("button", { name: "Insert into Question" }).click();
      await page.getByRole("menuitem", { name: entry }).click();
    };
    await insert(/^An attribute/u);
    await field("Name of the attribute").fill("First name");
    await page.getByRole("button", { name: "Insert", exact: true }).click();
    await page.getByText("Small letters, digits and _").waitFor();
    await field("Name of the attribute").fill("first_name");
    await field("Words where it is unknown").fill("Friend");
    await page.keyboard.press("Enter");
    await field("Question").waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type(", you gave ");
    await insert(/^Answer to 1\./u);
    const written = "{{first_name|Friend}}, you gave {{q1}}";
    await soon(() => field("Question").inputValue()).toBe(written);
    await soon(async () => (await drafted()).questions[1]?.text).toBe(written);
    await preview()
      .getByRole("heading", { name: /^Friend, you gave \d+$/u })
      .waitFor();
    await field("first_name").fill("Ada");
    await preview()
      .getByRole("heading", { name: /^Ada, you gave \d+$/u })
      .waitFor();
  });

  it("a message is added, with a link, and asks for no answer", async () => {
    await page.goto(`${product.url}/app/surveys/${survey.id}/build`);
    await page.getByRole("button", { name: "Add a question" }).click();
    await page.getByRole("menuitem", { name: "Message without an answer" }).click();
    await field("Message").fill("Have a look around");
    await field("Words of a link").fill("To the shop");
    await field("Address of the link").fill("https://shop.example.com/");
    await preview().getByRole("link", { name: "To the shop" }).waitFor();
    expect(await page.getByLabel("An answer is required").count()).toBe(0);
    await soon(async () => (await drafted()).questions.at(-1)).toMatchObject({
      kind: "message",
      text: "Have a look around",
      link: { text: "To the shop", url: "https://shop.example.com/" },
    });
  });
});

describe("what holds for several surveys", () => {
  it("a survey goes before the others of its site, at once", async () => {
    const other = await fetch(`${product.url}/api/v1/surveys`, {
      method: "POST",
      headers: survey.headers,
      body: JSON.stringify({ site: survey.site, name: "Newer one", template: "csat" }),
    });
    expect(other.status).toBe(201);
    await open("where");
    const names = () => page.locator(".order li > span").allTextContents();
    await soon(names).toEqual(["Newer one Draft", "NPS Live"]);
    await page.getByRole("button", { name: "Goes earlier" }).click();
    expect(await names()).toEqual(["NPS Live", "Newer one Draft"]);
    await soon(async () => (await stored()).priority).toBe(1);
    await page.getByRole("button", { name: "Undo" }).click();
    await soon(async () => (await stored()).priority).toBe(0);
  });

  it("days of rest of the workspace are saved, undone and told in the builder", async () => {
    const rest = async () => (await call<Me>("/me")).workspace.cooldown;
    await page.goto(`${product.url}/app/settings`);
    await field("After any survey was shown").fill("14");
    await field("After an answer, by metric").fill("x");
    await page.getByText("A whole number from 0 to 3,650.").waitFor();
    await field("After an answer, by metric").fill("200");
    const section = page.locator("section", { has: page.getByText("Days of rest") });
    await section.getByRole("button", { name: "Save" }).click();
    await soon(rest).toEqual({ shown: 14, metric: 200 });
    await page.goto(`${product.url}/app/surveys/${survey.id}/build?tab=where`);
    await page.getByText("Nobody is asked within 14 days of seeing any survey").waitFor();
    await page.getByText("So it rests 200 days after an answer.").waitFor();
  });
});

it.each([320, 360])("the builder at %i px has no sideways scrolling", async (width) => {
  await page.setViewportSize({ width, height: 740 });
  for (const tab of ["where", "look", "questions"]) {
    await open(tab);
    if (tab === "where")
      await page.getByRole("button", { name: "Add a rule for an attribute" }).click();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, tab).toBe(0);
  }
});

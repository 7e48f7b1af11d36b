import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import type { PageData } from "../../widgets/page/data.ts";
import { ask } from "../widgets/support/surveys.ts";
import { type Site, openSite } from "./support/site.ts";

let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];
const base = { host: "", site: "st_abcdefghij", survey: "sv_abcdefghij", v: 2, ask };
const vote: PageData = {
  ...base,
  kind: "vote",
  visit: "visit-0123456789",
  answers: { q1: 3 },
  saved: "Your answer is kept.",
  mail: "0123456789ab",
  slot: 3,
  confirm: "Not counted yet. Press Send to confirm your answer.",
  refused: "No answer was kept.",
};

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(async () => {
  site.reset();
  errors.length = 0;
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(5000);
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
});
afterEach(async () => {
  await context.close();
});
const radio = (value: number) => page.getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") });

describe("hosted page", () => {
  it("replaces the plain form and posts each step over the channel link", async () => {
    site.page = { ...base, kind: "hosted", person: { id: "ada-17" } };
    await page.goto(`${site.url}/s/halden`);
    await radio(9).click();
    await page.getByRole("textbox", { name: "What do you like most?" }).fill("The tents");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await vi.waitFor(() => expect(site.answers).toHaveLength(2));
    expect(site.answers[1]).toMatchObject({
      channel: "link",
      v: 2,
      person: { id: "ada-17" },
      hp: "",
      rev: 1,
      answers: { q1: 9, q3: "The tents" },
      complete: true,
    });
    expect(await page.locator("form.plain").count()).toBe(0);
    expect(errors.filter((line) => !line.includes("favicon"))).toEqual([]);
  });
});

describe("one-click page", () => {
  it("shows the clicked score and sends it only when somebody presses the button", async () => {
    site.page = vote;
    await page.goto(`${site.url}/e/token`);
    await radio(3).waitFor();
    expect(await radio(3).isChecked()).toBe(true);
    await page.waitForTimeout(1000);
    expect(site.votes).toEqual([]);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Your answer is kept.").waitFor();
    expect(site.votes).toHaveLength(1);
    expect(site.votes[0]).toMatchObject({
      visit: "visit-0123456789",
      rev: 0,
      answers: { q1: 3 },
      complete: false,
      evidence: { touched: true, webdriver: true, hp: "" },
    });
    await page.getByRole("textbox").fill("It was late");
    await page.getByRole("button", { name: "Send" }).click();
    await vi.waitFor(() => expect(site.votes).toHaveLength(2));
    expect(site.votes[1]).toMatchObject({
      rev: 1,
      answers: { q1: 3, q2: "It was late" },
      complete: true,
    });
    expect(errors.filter((line) => !line.includes("favicon"))).toEqual([]);
  });

  it("sends the score by itself after four seconds before somebody's eyes, and takes a change after that", async () => {
    site.page = vote;
    await page.goto(`${site.url}/e/token`);
    await vi.waitFor(() => expect(site.votes).toHaveLength(1), 9000);
    expect(site.votes[0]).toMatchObject({
      rev: 0,
      answers: { q1: 3 },
      evidence: { touched: false },
    });
    expect(site.votes[0]!.evidence.dwell).toBeGreaterThanOrEqual(4000);
    await radio(8).click();
    await vi.waitFor(() => expect(site.votes).toHaveLength(2));
    expect(site.votes[1]).toMatchObject({
      rev: 1,
      answers: { q1: 8 },
      evidence: { touched: true },
    });
  });

  it("sends the newest answers again when the server was away", async () => {
    site.page = vote;
    site.fail = [503];
    await page.goto(`${site.url}/e/token`);
    await radio(6).click();
    await vi.waitFor(() => expect(site.votes).toHaveLength(2), 6000);
    expect(site.votes[1]).toEqual(site.votes[0]);
  });

  it("does not count time out of sight", async () => {
    site.page = vote;
    await page.addInitScript(() =>
      Object.defineProperty(document, "visibilityState", { get: () => "hidden" }),
    );
    await page.goto(`${site.url}/e/token`);
    await page.waitForTimeout(5500);
    expect(site.votes).toEqual([]);
  });

  it("tells which other links of the mail this browser has opened, and nobody else's", async () => {
    for (const [mail, slot] of [
      ["0123456789ab", 9],
      ["another-mail", 1],
      ["0123456789ab", 3],
    ] as const) {
      site.page = { ...vote, mail, slot };
      await page.goto(`${site.url}/e/token-${slot}`);
      await radio(3).waitFor();
    }
    await page.getByRole("button", { name: "Send" }).click();
    await vi.waitFor(() => expect(site.votes).toHaveLength(1));
    expect(site.votes[0]!.evidence.others).toEqual([{ slot: 9, ago: expect.any(Number) }]);
  });

  it("keeps nothing where the browser asks for that", async () => {
    await page.addInitScript(() =>
      Object.defineProperty(navigator, "globalPrivacyControl", { get: () => true }),
    );
    site.page = vote;
    await page.goto(`${site.url}/e/token`);
    await radio(3).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it("notices when something that people cannot see is pressed, by script or pointer", async () => {
    site.page = vote;
    await page.goto(`${site.url}/e/token`);
    await radio(3).waitFor();
    await page.evaluate(() => document.querySelector<HTMLElement>(".trap a")?.click());
    await page.getByRole("button", { name: "Send" }).click();
    await vi.waitFor(() => expect(site.votes).toHaveLength(1));
    expect(site.votes[0]!.evidence).toMatchObject({ touched: true, trap: true });
    // Also after the vote: it was the same visitor's.
    await page.reload();
    await page.getByRole("button", { name: "Send" }).click();
    await vi.waitFor(() => expect(site.votes).toHaveLength(2));
    expect(site.votes[1]!.evidence.trap).toBe(false);
    await page.evaluate(() => document.querySelector<HTMLElement>(".trap input")?.click());
    await vi.waitFor(() => expect(site.votes).toHaveLength(3));
    expect(site.votes[2]!).toMatchObject({ answers: { q1: 3 }, evidence: { trap: true } });
    expect(new URL(page.url()).pathname).toBe("/e/token");
  });

  it("asks to confirm where nothing shows that a person is there, and takes the press", async () => {
    site.page = vote;
    site.taken = false;
    await page.goto(`${site.url}/e/token`);
    await page
      .getByText("Not counted yet. Press Send to confirm your answer.")
      .waitFor({ timeout: 9000 });
    site.taken = true;
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Your answer is kept.").waitFor();
    expect(site.votes).toHaveLength(2);
    expect(site.votes[1]!.evidence.touched).toBe(true);
  });
});

import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { survey } from "../../widgets/support/surveys.ts";
import { type Site, openSite } from "./site.ts";

/** A fresh visitor of the host pages for each test of a file; the widget carries one popover. */
export type Visit = {
  site: Site;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  /** Errors of the pages and their consoles, but for failed requests, which the browser logs itself. */
  errors: string[];
  /** Opens a host page: "plain", "spa/basket" ... */
  go: (path?: string) => Promise<void>;
  /** A new visitor instead, with other settings. */
  as: (options: BrowserContextOptions) => Promise<void>;
  /** Another tab of the same visitor. */
  tab: () => Promise<Page>;
  panel: (on?: Page) => ReturnType<Page["locator"]>;
  /** The radio button of a score. */
  number: (value: number, on?: Page) => ReturnType<Page["getByRole"]>;
  /** Waits until so many answers were posted. */
  arrived: (count: number) => Promise<void>;
  /** Gives a low score and says why, and waits until both steps have arrived. */
  answer: () => Promise<void>;
  /** What the device remembers. */
  state: (on?: Page) => Promise<{ [key: string]: unknown }>;
};

/** Registers the hooks of a test file; its fields are there once a test runs. */
export function visits(): Visit {
  const visit = {
    errors: [] as string[],
    async go(path = "plain") {
      await visit.page.goto(`${visit.site.hosts}/${path}`);
    },
    async as(options: BrowserContextOptions) {
      await visit.context?.close();
      visit.context = await visit.browser.newContext({
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      visit.context.setDefaultTimeout(10_000);
      visit.page = await visit.tab();
    },
    async tab() {
      const page = await visit.context.newPage();
      page.on("pageerror", (error) => visit.errors.push(error.message));
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource"))
          visit.errors.push(text);
      });
      return page;
    },
    panel: (on = visit.page) => on.locator("verbatim-survey :is(section, dialog)"),
    number: (value: number, on = visit.page) =>
      on.getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") }),
    arrived: (count: number) =>
      vi.waitFor(() => expect(visit.site.answers).toHaveLength(count), 10_000),
    async answer() {
      await visit.number(6).click();
      await visit.page.getByRole("textbox").fill("Fine");
      await visit.page.getByRole("button", { name: "Send" }).click();
      await visit.page.getByRole("heading", { name: "Thank you" }).waitFor();
      await visit.arrived(2);
      expect(visit.site.answers[1]!.answers).toEqual({ q1: 6, q2: "Fine" });
    },
    state: async (on = visit.page) =>
      JSON.parse(await on.evaluate(() => (localStorage["verbatim"] as string) ?? "{}")),
  } as Visit;

  beforeAll(async () => {
    [visit.site, visit.browser] = await Promise.all([openSite(), launchBrowser()]);
  });
  afterAll(async () => {
    await visit.browser?.close();
    await visit.site?.close();
  });
  beforeEach(async () => {
    visit.site.reset();
    visit.site.carry(survey);
    visit.errors.length = 0;
    await visit.as({});
  });
  afterEach(() => visit.context.close());
  return visit;
}

/** Long enough for a question that is not meant to come, to come. */
export const quiet = (page: Page): Promise<void> => page.waitForTimeout(400);

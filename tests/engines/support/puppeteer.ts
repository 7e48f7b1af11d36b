import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { launch } from "puppeteer-core";
import { installedBrowser } from "../../../scripts/browser.ts";
import { installedEngines } from "../../../scripts/engines.ts";
import type { Engine, Tab, Visitor } from "./engine.ts";

/** Chromium by its DevTools protocol. */
export async function openChromium(): Promise<Engine> {
  const browser = await launch({
    executablePath: (await installedBrowser())!,
    // Chromium's sandbox refuses to run as root.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return engineOf("Chromium", browser);
}

/** Firefox by WebDriver BiDi. */
export async function openFirefox(): Promise<Engine> {
  const { firefox } = await installedEngines();
  return engineOf("Firefox", await launch({ browser: "firefox", executablePath: firefox }));
}

async function engineOf(name: Engine["name"], browser: Browser): Promise<Engine> {
  return {
    name,
    version: await browser.version(),
    visitor: async () => visitorOf(await browser.createBrowserContext()),
    close: () => browser.close(),
  };
}

const visitorOf = (context: BrowserContext): Visitor => ({
  async tab() {
    const page = await context.newPage();
    await page.setViewport({ width: 1024, height: 700 });
    return tabOf(page);
  },
  close: () => context.close(),
});

const tabOf = (page: Page): Tab => ({
  async open(url) {
    await page.goto(url);
  },
  // No load follows where the page comes back from memory: nothing to wait for.
  back: () =>
    page.evaluate(() => setTimeout(() => history.back())) as Promise<unknown> as Promise<void>,
  run: (script, ...values) => page.evaluate(script as never, ...(values as unknown as never[])),
  click: (x, y) => page.mouse.click(x, y),
  press: (key) => page.keyboard.press(key),
  type: (text) => page.keyboard.type(text),
});

import AxeBuilder from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import type { Ask, LiveSurvey } from "../../domain/wire/site-config.ts";
import { lookFor } from "../../domain/survey/look.ts";
import { ask, asking, nps, plain, survey } from "../widgets/support/surveys.ts";
import { type Site, openSite } from "./support/site.ts";

let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => {
  site.reset();
  site.carry(survey);
  errors.length = 0;
});
afterEach(async () => {
  await context.close();
});

/** A page of a fresh visitor; errors of the console and the page are collected. */
async function visit(
  path: string,
  options: Parameters<Browser["newContext"]>[0] = {},
  before?: () => void,
) {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(5000);
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  if (before) await page.addInitScript(before);
  await page.goto(site.url + path);
}
const panel = () => page.locator("verbatim-survey section");
const number = (value: number) =>
  page.getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") });

describe("storage refused", () => {
  const refuse = () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  };

  it("asks nothing by itself and sends nothing before a touch, but works when called", async () => {
    await visit("/plain", {}, refuse);
    await page.waitForTimeout(400);
    expect(await panel().count()).toBe(0);
    await page.evaluate(() => window.verbatim!("show"));
    await panel().waitFor();
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    expect(site.requests.filter((line) => line.startsWith("POST"))).toEqual([]);
    site.fail = [503];
    await number(7).click();
    await vi.waitFor(() => expect(site.answers).toHaveLength(2), 5000);
    expect(site.answers[1]!.submission).toBe(site.answers[0]!.submission);
    expect(errors.filter((line) => !line.includes("503"))).toEqual([]);
  });

  it("asks by itself where the survey says so", async () => {
    site.carry({ ...survey, bold: true });
    await visit("/plain", {}, refuse);
    await panel().waitFor();
  });

  it("writes and sends nothing but the answer without consent", async () => {
    site.markup = `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};verbatim("set",{consent:false,plan:"pro"})</script><div data-verbatim></div>`;
    site.carry({ ...survey, inline: true });
    await visit("/plain");
    await number(7).click();
    await vi.waitFor(() => expect(site.answers).toHaveLength(1), 5000);
    expect(Object.keys(site.answers[0]!).toSorted()).toEqual(
      // status: the stub's own note
      [
        "answers",
        "at",
        "channel",
        "complete",
        "lang",
        "ms",
        "rev",
        "site",
        "status",
        "submission",
        "survey",
        "v",
        "wire",
      ],
    );
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});

describe("hostile hosts", () => {
  it("breaks no strict policy with Trusted Types", async () => {
    await visit("/demo/csp", {}, () => {
      document.addEventListener("securitypolicyviolation", (event) => {
        ((window as unknown as { broken: string[] }).broken ??= []).push(event.violatedDirective);
      });
    });
    await number(6).click();
    await page.getByRole("textbox").fill("Fine");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await vi.waitFor(() => expect(site.answers).toHaveLength(2));
    expect(
      await page.evaluate(() => (window as unknown as { broken?: string[] }).broken),
    ).toBeUndefined();
    expect(errors.filter((line) => !line.includes("favicon"))).toEqual([]);
  });

  it("stays itself and delivers the answer intact on a page that breaks everything", async () => {
    site.carry({
      ...survey,
      ask: asking(
        { ...nps },
        {
          id: "q2",
          kind: "multiple",
          text: "What?",
          options: [
            { id: "o1", text: "Tents" },
            { id: "o2", text: "Boots" },
          ],
        },
      ),
    });
    await visit("/demo/hostile");
    await panel().waitFor();
    expect(await panel().count()).toBe(1);
    const style = await panel().evaluate((element) => {
      const { fontSize, display, direction } = getComputedStyle(element);
      return { fontSize, display, direction, width: element.getBoundingClientRect().width };
    });
    expect(style).toEqual({ fontSize: "14px", display: "block", direction: "ltr", width: 400 });
    await number(9).click();
    await page.getByText("Tents").click();
    await page.getByText("Boots").click();
    await page.getByRole("button", { name: "Send" }).click();
    await vi.waitFor(() => expect(site.answers).toHaveLength(2), 5000);
    expect(site.answers[1]!.answers).toEqual({ q1: 9, q2: ["o1", "o2"] });
    expect(errors).toEqual([]);
  });

  it("waits until a modal dialog of the page is gone", async () => {
    site.markup = `<dialog id="own-dialog">Cookies?</dialog><script>document.querySelector("#own-dialog").showModal()</script>`;
    await visit("/plain");
    await page.waitForTimeout(600);
    expect(await panel().count()).toBe(0);
    await page.evaluate(() => document.querySelector("dialog")!.close());
    await panel().waitFor();
  });

  it("moves nothing on the page", async () => {
    site.markup = `<div data-verbatim style="min-height:200px"></div><p>After it</p>`;
    site.carry({ ...survey, id: "sv_bbbbbbbbbb", inline: true }, survey);
    await visit("/plain", {}, () => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
          if (!shift.hadRecentInput) (window as unknown as { cls: number }).cls += shift.value;
        }
      }).observe({ type: "layout-shift", buffered: true });
      (window as unknown as { cls: number }).cls = 0;
    });
    await expect.poll(() => panel().count()).toBe(2);
    await page.locator("[popover]").getByRole("radio", { name: /^3/u }).click();
    await page.getByRole("button", { name: "Send" }).waitFor();
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (window as unknown as { cls: number }).cls)).toBe(0);
  });

  it("follows a one-page app to a new container", async () => {
    site.carry({ ...survey, inline: true });
    await visit("/demo/spa");
    await page.getByRole("link", { name: "Thanks" }).click();
    await panel().waitFor();
    await page.getByRole("link", { name: "Basket" }).click();
    await panel().waitFor({ state: "detached" });
    await page.goBack();
    await panel().waitFor();
    expect(errors).toEqual([]);
  });
});

const everyKind: Ask["questions"] = [
  nps,
  {
    ...nps,
    id: "q2",
    min: 1,
    max: 5,
    style: "faces",
    labels: ["Very bad", "Bad", "Okay", "Good", "Very good"],
  },
  { ...nps, id: "q3", min: 1, max: 5, style: "stars" },
  {
    id: "q4",
    kind: "single",
    text: "Where?",
    options: [
      { id: "o1", text: "Shop" },
      { id: "o2", text: "Web" },
    ],
    other: { id: "o3", text: "Elsewhere" },
  },
  {
    id: "q5",
    kind: "multiple",
    text: "What?",
    options: [
      { id: "o1", text: "Tents" },
      { id: "o2", text: "Boots" },
    ],
  },
  { id: "q6", kind: "text", long: true, text: "Why?", hint: "One sentence is enough" },
  { id: "q7", kind: "email", text: "Your address?" },
  { id: "q8", kind: "consent", text: "May we write to you?" },
];

describe("accessibility", () => {
  it.each([
    ["light", false, "#1d5b49"],
    ["dark", true, "#ffd400"],
  ] as const)(
    "finds nothing in any step: %s, right to left %s, accent %s",
    async (scheme, rtl, accent) => {
      for (const mode of ["popover", "inline"] as const) {
        const live: LiveSurvey = {
          ...survey,
          ...(mode === "inline" && { inline: true }),
          ask: {
            ...ask,
            ...(rtl && { rtl }),
            questions: everyKind,
            look: lookFor({ ...plain, scheme, accent }),
          },
        };
        site.carry(live);
        site.markup = mode === "inline" ? "<div data-verbatim></div>" : "";
        await visit("/plain", { colorScheme: scheme });
        await page.evaluate(AxeBuilder.source);
        await panel().waitFor();
        const steps = [
          () => number(5).click(),
          () => page.getByRole("radio", { name: "4, Good" }).click(),
          () => number(4).click(),
          () =>
            page
              .getByText("Elsewhere")
              .click()
              .then(() => page.getByRole("button", { name: "Next" }).click()),
          () =>
            page
              .getByText("Boots")
              .click()
              .then(() => page.getByRole("button", { name: "Next" }).click()),
          () => page.getByRole("button", { name: "Next" }).click(),
          () => page.getByRole("button", { name: "Next" }).click(),
          () => page.getByRole("button", { name: "Send" }).click(),
          () => Promise.resolve(),
        ];
        for (const [step, next] of steps.entries()) {
          const found = await page.evaluate(async () => {
            const { violations } = await (window as unknown as { axe: typeof AxeBuilder }).axe.run(
              document,
              {
                rules: { "target-size": { enabled: true } },
              },
            );
            return violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
            );
          });
          expect({ mode, step, found }).toEqual({ mode, step, found: [] });
          await next();
        }
        if (mode === "popover") await context.close();
      }
    },
    60_000,
  );

  it("gives every choice 44 px, and 24 across at 320 px", async () => {
    await visit("/plain", { viewport: { width: 320, height: 640 } });
    await panel().waitFor();
    const sizes = await page
      .getByRole("radio")
      .evaluateAll((boxes) =>
        boxes
          .map((box) => box.parentElement!.getBoundingClientRect())
          .map(({ width, height }) => ({ width, height })),
      );
    expect(sizes).toHaveLength(11);
    for (const { width, height } of sizes) {
      expect(width).toBeGreaterThanOrEqual(24);
      expect(height).toBeGreaterThanOrEqual(44);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      320,
    );
  });

  it("follows the page's colour scheme, and stands right to left where the language does", async () => {
    const background = () =>
      panel().evaluate((element) => getComputedStyle(element).backgroundColor);
    await visit("/plain", { colorScheme: "dark" });
    await panel().waitFor();
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.evaluate(() => (document.documentElement.style.colorScheme = "light dark"));
    expect(await background()).not.toBe("rgb(255, 255, 255)");
    await context.close();
    site.carry({ ...survey, ask: { ...ask, lang: "ar", rtl: true } });
    await visit("/plain");
    const [zero, ten] = await Promise.all([number(0).boundingBox(), number(10).boundingBox()]);
    expect(zero!.x).toBeGreaterThan(ten!.x);
  });
});

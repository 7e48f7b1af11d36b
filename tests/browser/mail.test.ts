import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Definition, ScoreQuestion } from "../../domain/wire/survey.ts";
import { letters } from "../../functions/mail/index.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { npsDefinition } from "../support/definitions.ts";

const scale = (more: Partial<ScoreQuestion>, language = "en"): Definition => ({
  ...npsDefinition,
  language,
  metric: more.metric === "csat" || more.metric === "ces" ? more.metric : "nps",
  questions: [{ ...(npsDefinition.questions[0] as ScoreQuestion), ...more }],
});
const SURVEYS = {
  nps: scale({}),
  stars: scale({ metric: "csat", min: 1, max: 5, style: "stars" }),
  faces: scale({
    metric: "csat",
    min: 1,
    max: 5,
    style: "faces",
    labels: ["Very unsatisfied", "Unsatisfied", "Neutral", "Satisfied", "Very satisfied"],
  }),
  ces: scale({ metric: "ces", min: 1, max: 7 }),
  arabic: scale({ text: "ما مدى احتمال أن توصي بنا؟" }, "ar"),
};
type Name = keyof typeof SURVEYS;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const readerOf = (min: number, max: number) => ({
  attributes: {},
  links: Array.from({ length: max - min + 1 }, (_, i) => `https://v.example/e/${min + i}`),
  link: "https://v.example/e/open",
  trap: "https://v.example/e/trap",
  unsubscribe: "https://v.example/u/x",
});

/** The mail in a page, as a mail program that keeps style sheets shows it. */
async function shown(name: Name, width: number, colorScheme: "light" | "dark"): Promise<Page> {
  const survey = SURVEYS[name];
  const { min, max } = survey.questions[0] as ScoreQuestion;
  const letter = {
    subject: "One question",
    preview: "Ten seconds",
    intro: "Hello,\n\nhow was it?",
  };
  const compiled = await letters.compile({
    survey,
    letter,
    language: survey.language,
    sender: { fromName: "Acme", address: "1 High Street, London" },
    workspaceName: "Acme",
    kind: "invitation",
  });
  const { html } = compiled.fill(readerOf(min, max));
  const page = await browser.newPage({ viewport: { width, height: 700 }, colorScheme });
  await page.setContent(html);
  return page;
}

const names = Object.keys(SURVEYS) as Name[];

describe.each(names)("the mail of %s", (name) => {
  it.each([
    [360, "dark"],
    [680, "light"],
  ] as const)(
    "at %d px in the %s has no violation of axe, contrast among them",
    async (width, scheme) => {
      const page = await shown(name, width, scheme);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run(
              of: Document,
              how: object,
            ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        };
        // A mail is no page of an application: it has no landmarks.
        const found = await axe.run(document, {
          rules: { region: { enabled: false }, "landmark-one-main": { enabled: false } },
        });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
      await page.close();
    },
  );

  it("has targets of 44 px on a phone, none over another, and nothing to scroll sideways", async () => {
    for (const width of [360, 320]) {
      const page = await shown(name, width, "light");
      const boxes = await page.locator("a.pick[aria-label]").evaluateAll((links) =>
        links.map((link) => {
          // The link fills its cell; the line around it is part of what is pressed.
          const {
            x,
            y,
            width: w,
            height: h,
          } = (link.closest("td") as Element).getBoundingClientRect();
          return { x, y, w, h };
        }),
      );
      for (const { w, h } of boxes) {
        expect(h).toBeGreaterThanOrEqual(44);
        expect(w).toBeGreaterThanOrEqual(width === 360 ? 40 : 34);
      }
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1))
          expect(
            a.x + a.w <= b.x + 0.5 ||
              b.x + b.w <= a.x + 0.5 ||
              a.y + a.h <= b.y + 0.5 ||
              b.y + b.h <= a.y + 0.5,
          ).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      await page.close();
    }
  });

  it("is walked through by Tab link by link, and the trap is never reached", async () => {
    const page = await shown(name, 680, "light");
    const met: string[] = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      met.push(
        await page.evaluate(() => (document.activeElement as HTMLAnchorElement | null)?.href ?? ""),
      );
    }
    expect(met).not.toContain("https://v.example/e/trap");
    expect(met).toContain("https://v.example/u/x");
    expect(await page.locator('a[href$="/e/trap"]').isVisible()).toBe(false);
    const tree = await page.locator("body").ariaSnapshot();
    expect(tree).not.toContain("trap");
    await page.close();
  });
});

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { type Site, openSite } from "../support/site.ts";
import { ALL, type Kind, THEMES, type Theme, askOf } from "./support/kinds.ts";
import { MODES, type Mode, enter, live, openStage } from "./support/stage.ts";

/** One for each width: what a site carries changes while the other is read. */
let sites: Site[] = [];
let browser: Browser;
const WIDTHS = [320, 1280];
/** Light and dark ones, and those between, where grey would be lost. */
const SURFACES = "#ffd400 #f3e2c7 #e8f0fe #1e1e2e #2e7d32 #b3261e #8a7f73 #12324f #4a148c".split(
  " ",
);

beforeAll(async () => {
  [browser, ...sites] = await Promise.all([launchBrowser(), ...WIDTHS.map(() => openSite())]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(sites.map((site) => site.close()));
});

/** The surveys of one mode: each kind comes first in one and second, with Back, in another. */
function surveysOf(mode: Mode, words: { lang: string; look: (typeof THEMES)[Theme] }) {
  return [
    ...ALL.map((kind, i) => live(kind, mode, askOf([kind, ALL[i + 1] ?? ALL[0]!], words))),
    live("bare", mode, askOf(["nps"], { ...words, link: false })),
  ];
}

/** Leads through all of them in one page. Returns what was found and how many steps were judged. */
async function sweep(
  page: Page,
  mode: Mode,
  kinds: readonly Kind[] = ALL,
): Promise<{ found: string[]; steps: number }> {
  return page.evaluate(
    async ({ kinds, mode }) => {
      const { hands } = window;
      const found: string[] = [];
      let steps = 0;
      const judge = async (at: string, rules?: string[]) => {
        steps++;
        found.push(...(await hands.judge(at, rules)));
      };
      for (const kind of [...kinds, "bare"]) {
        await hands.bring(kind, mode);
        if (mode === "tab") {
          if (kind === "bare") await judge("the tab");
          await hands.unfold();
        }
        if (kind !== "bare") await judge(`${kind}, first`);
        hands.answer();
        // What an answer changes is colours and what is shown.
        await judge(`${kind}, answered`, ["target-size"]);
        await hands.next();
        if (kind === "bare") await judge("thank-you without link");
        else await judge(`after ${kind}, with Back`);
        if (kind === kinds[0]) {
          hands.answer();
          await hands.next();
          await judge("thank-you with link");
        }
        await hands.away();
      }
      return { found, steps };
    },
    { kinds, mode },
  );
}

/** As many findings as somebody can read, each but once. */
const some = (found: string[]): string[] => [...new Set(found)].slice(0, 40);

/** The thank-you of an answer that could not be sent. */
async function offline(page: Page, mode: Mode): Promise<string[]> {
  return page.evaluate(async (mode) => {
    const { hands } = window;
    await hands.bring("bare", mode);
    if (mode === "tab") await hands.unfold();
    hands.answer();
    await hands.next();
    await hands.kept();
    return hands.judge("kept on the device");
  }, mode);
}

describe("axe and contrast, every kind x step x mode at 320 and 1280 px", () => {
  for (const theme of Object.keys(THEMES) as Theme[])
    it.each(["en", "ar"])(
      `find nothing: ${theme}, %s`,
      async (lang) => {
        const words = { lang, look: THEMES[theme] };
        const judged = await Promise.all(
          WIDTHS.map(async (width, i) => {
            const site = sites[i]!;
            const { page, context } = await openStage(browser, site, [], {
              width,
              dark: theme === "dark",
            });
            const found: string[] = [];
            let steps = 0;
            for (const mode of MODES) {
              await enter(page, site, surveysOf(mode, words));
              const swept = await sweep(page, mode);
              steps += swept.steps;
              found.push(...swept.found.map((line) => `${mode}, ${width} px, ${line}`));
            }
            await context.close();
            return { found, steps };
          }),
        );
        expect(some(judged.flatMap(({ found }) => found))).toEqual([]);
        // As many as there are: a sweep that stops early must not pass.
        const each = ALL.length * 3 + 3;
        expect(judged.map(({ steps }) => steps)).toEqual([4 * each + 1, 4 * each + 1]);
      },
      120_000,
    );

  it.each(["en", "ar"])(
    "find nothing where the answer is kept on the device: %s",
    async (lang) => {
      const found: string[] = [];
      const [site] = sites as [Site];
      for (const theme of Object.keys(THEMES) as Theme[]) {
        const { page, context } = await openStage(browser, site, [], { dark: theme === "dark" });
        for (const mode of MODES)
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            await enter(page, site, surveysOf(mode, { lang, look: THEMES[theme] }));
            site.fail = [503];
            const at = [theme, mode, width].join(", ");
            found.push(...(await offline(page, mode)).map((line) => `${at}: ${line}`));
          }
        await context.close();
      }
      expect(some(found)).toEqual([]);
    },
    120_000,
  );

  it("find nothing too faint on a surface of one's own", async () => {
    const found: string[] = [];
    const [site] = sites as [Site];
    const { page, context } = await openStage(browser, site, []);
    for (const surface of SURFACES)
      for (const accent of ["#1d5b49", "#ffd400", "#e0115f"]) {
        const words = { lang: "en", look: { ...THEMES.light, accent, surface } };
        await enter(page, site, surveysOf("popover", words));
        const { found: faint } = await sweep(page, "popover", [
          "nps",
          "stars",
          "faces",
          "other",
          "long",
        ]);
        found.push(...faint.map((line) => `${accent} on ${surface}: ${line}`));
      }
    await context.close();
    expect(some(found)).toEqual([]);
  });
});

import { writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { type Site, openSite } from "../support/site.ts";
import { ALL, askOf } from "./support/kinds.ts";
import { MODES, type Mode, live, openStage } from "./support/stage.ts";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const surveysOf = (mode: Mode, lang = "en") =>
  ALL.map((kind, i) => live(kind, mode, askOf([kind, ALL[i + 1] ?? ALL[0]!], { lang })));

/**
 * Shows every kind in a mode, first as it comes, then answered, and asks the page each time.
 * @param look runs in the page
 */
async function everyStep<T extends object>(
  page: Page,
  mode: Mode,
  look: () => T[],
): Promise<(T & { at: string })[]> {
  await page.evaluate(`window.look = ${String(look)}`);
  const seen = await page.evaluate(
    async ({ kinds, mode }) => {
      const { hands } = window;
      const { look } = window as unknown as { look: () => object[] };
      const seen: object[] = [];
      const note = (at: string) => seen.push(...look().map((one) => ({ at, ...one })));
      for (const kind of kinds) {
        await hands.bring(kind, mode);
        if (mode === "tab") await hands.unfold();
        note(`${kind}, first`);
        hands.answer();
        note(`${kind}, answered`);
        await hands.next();
        note(`after ${kind}`);
        await hands.away();
      }
      return seen;
    },
    { kinds: ALL, mode },
  );
  return seen as (T & { at: string })[];
}

/** Everything that can be pressed, with its place. */
function targets(): { what: string; x: number; y: number; width: number; height: number }[] {
  return [...window.hands.root().querySelectorAll<HTMLElement>("button,a,.t,input")]
    .filter((one) => one.checkVisibility())
    .map((one) => {
      // A box with words beside it is pressed anywhere on them.
      const pressed = one.closest("label") ?? one;
      const { x, y, width, height } = pressed.getBoundingClientRect();
      const what = one.getAttribute("aria-label") || pressed.textContent || one.localName;
      return { what: `${one.localName} ${what}`, x, y, width, height };
    });
}

describe("targets", () => {
  it("are 44 px high and 24 wide at 320 px, and none lies over another", async () => {
    const small: string[] = [];
    const over: string[] = [];
    let least = { what: "", width: Infinity, height: Infinity };
    for (const mode of MODES) {
      const { page, context } = await openStage(browser, site, surveysOf(mode), {
        width: 320,
        height: 640,
      });
      const all = await everyStep(page, mode, targets);
      for (const [i, one] of all.entries()) {
        const { at, what, x, y, width, height } = one;
        if (Math.min(width, height) < Math.min(least.width, least.height))
          least = { what: `${mode}, ${at}: ${what}`, width, height };
        // A link in a line of text is excepted (WCAG 2.5.8), ours has room above and below.
        if (width < 24 || height < (what.startsWith("a ") ? 24 : 44))
          small.push(`${mode}, ${at}: ${what}: ${width} x ${height}`);
        for (const other of all.slice(i + 1)) {
          if (other.at !== at) continue;
          const apart =
            other.x >= x + width - 0.5 ||
            x >= other.x + other.width - 0.5 ||
            other.y >= y + height - 0.5 ||
            y >= other.y + other.height - 0.5;
          if (!apart) over.push(`${mode}, ${at}: ${what} and ${other.what}`);
        }
      }
      await context.close();
    }
    console.log(`smallest target at 320 px: ${least.what}, ${least.width} x ${least.height}`);
    expect({ small, over }).toEqual({ small: [], over: [] });
  });
});

/** What is cut off or sticks out. */
function outside(): { what: string }[] {
  const panel = window.hands.root().querySelector<HTMLElement>(".p")!;
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  const out: { what: string }[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) out.push({ what: "the page scrolls sideways" });
  if (panel.scrollWidth > panel.clientWidth) out.push({ what: "the panel scrolls sideways" });
  if (left < 0 || right > root.clientWidth) out.push({ what: `at ${left} to ${right}` });
  if (panel.matches("[popover],dialog") && (top < 0 || bottom > innerHeight))
    out.push({ what: `from ${top} down to ${bottom}` });
  for (const one of panel.querySelectorAll<HTMLElement>(
    "h2,p:not(.l),label,button,input,a,span,.t",
  )) {
    if (!one.checkVisibility()) continue;
    const box = one.getBoundingClientRect();
    if (box.left < left - 3 || box.right > right + 3)
      out.push({ what: `${one.localName} ${one.textContent} sticks out` });
  }
  return out;
}

describe("room", () => {
  it.each([
    ["320 px", "en", { width: 320, height: 640 }],
    ["320 px, right to left", "ar", { width: 320, height: 640 }],
    ["a phone lying on its side", "en", { width: 640, height: 300 }],
    ["1280 px at 200 %", "en", { width: 640, height: 400, deviceScaleFactor: 2 }],
    ["1280 px at 400 %", "en", { width: 320, height: 225, deviceScaleFactor: 4 }],
  ])("everything is there and nothing scrolls sideways: %s", async (_, lang, size) => {
    const found: string[] = [];
    for (const mode of MODES) {
      const { page, context } = await openStage(browser, site, surveysOf(mode, lang), size);
      const out = await everyStep(page, mode, outside);
      found.push(...out.map((one) => `${mode}: ${JSON.stringify(one)}`));
      await context.close();
    }
    expect(found).toEqual([]);
  });

  it("fields are written in 16 px, so that no phone zooms in", async () => {
    const { page, context } = await openStage(browser, site, surveysOf("popover"), { width: 320 });
    const sizes = await everyStep(page, "popover", () =>
      [...window.hands.root().querySelectorAll(".t")].map((one) => ({
        size: getComputedStyle(one).fontSize,
      })),
    );
    expect(sizes.length).toBeGreaterThan(8);
    expect(new Set(sizes.map(({ size }) => size))).toEqual(new Set(["16px"]));
    await context.close();
  });
});

describe("what the system wants", () => {
  it("nothing moves, whether or not less motion is wanted", async () => {
    for (const reducedMotion of ["reduce", "no-preference"] as const)
      for (const mode of ["popover", "modal"] as const) {
        const { page, context } = await openStage(browser, site, surveysOf(mode), {
          reducedMotion,
        });
        const moving = await everyStep(page, mode, () =>
          [...window.hands.root().querySelectorAll("*")].flatMap((one) =>
            ["", "::before", "::backdrop"].flatMap((part) => {
              const { animationName, transitionDuration } = getComputedStyle(one, part);
              return animationName === "none" && transitionDuration === "0s"
                ? []
                : [{ what: one.localName + part }];
            }),
          ),
        );
        expect(moving).toEqual([]);
        expect(await page.evaluate(() => document.getAnimations())).toEqual([]);
        await context.close();
      }
  });

  it("what is chosen shows in forced colours", async () => {
    const { page, context } = await openStage(browser, site, surveysOf("popover"), {
      forcedColors: "active",
      width: 480,
    });
    for (const kind of ["nps", "stars", "faces", "single", "multiple", "consent"]) {
      await page.evaluate((kind) => window.hands.bring(kind, "popover"), kind);
      const panel = page.locator("verbatim-survey .p");
      const marks = () =>
        panel.evaluate((element) =>
          [...element.querySelectorAll<HTMLElement>("input,label,svg")].map((one) => {
            const { outlineStyle, backgroundColor, color } = getComputedStyle(one);
            const { content } = getComputedStyle(one, "::before");
            // A system's own box says itself that it is checked.
            const own =
              getComputedStyle(one).appearance === "auto" && (one as HTMLInputElement).checked;
            return [outlineStyle, backgroundColor, color, content, own].join();
          }),
        );
      const before = await marks();
      await page.evaluate(() => window.hands.answer());
      expect({ kind, marks: await marks() }).not.toEqual({ kind, marks: before });
      if (process.env["SHOTS"])
        await writeFile(`${process.env["SHOTS"]}/forced-${kind}.png`, await page.screenshot());
      await page.evaluate(() => window.hands.away());
    }
    await context.close();
  });
});

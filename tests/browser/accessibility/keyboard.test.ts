import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { frameFor } from "../../../domain/survey/frame.ts";
import { launchBrowser } from "../../../scripts/browser.ts";
import { type Site, openSite } from "../support/site.ts";
import { type Kind, askOf } from "./support/kinds.ts";
import { type Mode, live, openStage } from "./support/stage.ts";

let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => site.reset());
afterEach(async () => {
  await context.close();
});

/** A page whose own button has the focus, and a survey of these kinds that has just come. */
async function show(mode: Mode, kinds: Kind[], options = {}): Promise<void> {
  ({ context, page } = await openStage(
    browser,
    site,
    [live("walk", mode, askOf(kinds, options))],
    options,
  ));
  await page.locator("#own").focus();
  await page.evaluate((mode) => window.hands.bring("walk", mode), mode);
}

/** What has the focus: the page's own element by its id, or the widget's by role and name. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement!;
    const inside = active.shadowRoot?.activeElement;
    if (!inside) return active.id || active.localName;
    const role = (inside as HTMLInputElement).type || inside.localName;
    return `${role} ${inside.getAttribute("aria-label") ?? inside.textContent}`;
  });

/** Presses Tab so often, and returns what has the focus each time. */
async function tabs(times: number, key = "Tab"): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < times; i++) {
    await page.keyboard.press(key);
    stops.push(await focused());
  }
  return stops;
}

const posts = (): string[] => site.requests.filter((line) => line === "POST /v1/in");
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe("a popover", () => {
  it("takes no focus, and is reached after the page's own content", async () => {
    await show("popover", ["csat", "nps"]);
    expect(await focused()).toBe("own");
    expect(await tabs(2)).toEqual(["radio 1, Very unsatisfied", "button Close"]);
    // Once something is chosen there is a way on, too.
    await press("Shift+Tab", "ArrowRight");
    expect(await tabs(2)).toEqual(["button Next", "button Close"]);
  });

  it("sends nothing while arrows move, one answer on Space, and leads on with Enter", async () => {
    await show("popover", ["csat", "nps"]);
    await press("Tab", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp");
    expect(await focused()).toBe("radio 2");
    expect(posts()).toEqual([]);
    await press("Space");
    await vi.waitFor(() => expect(posts()).toHaveLength(1));
    expect(await focused()).toBe("radio 2");
    await press("ArrowRight", "Enter");
    await page.getByRole("heading", { name: /recommend/u }).waitFor();
    await vi.waitFor(() => expect(site.answers.at(-1)!.answers).toEqual({ csat: 3 }));
    expect(await focused()).toBe("h2 How likely are you to recommend Halden to a friend?");
  });

  it.each(["faces", "stars", "single"] as const)(
    "is answered with arrows and Enter: %s",
    async (kind) => {
      await show("popover", [kind]);
      await press("Tab", "ArrowRight", "ArrowRight");
      expect(posts()).toEqual([]);
      await press("Enter");
      await page.getByRole("heading", { name: "Thank you" }).waitFor();
      expect(await focused()).toBe("h2 Thank you");
      await vi.waitFor(() => expect(posts()).toHaveLength(1));
    },
  );

  it("moves the focus to a field that can be typed in at once, and back again with Back", async () => {
    await show("popover", ["nps", "short"]);
    await press("Tab", "ArrowRight", "Enter");
    expect(await focused()).toBe("text Which city do you live in?");
    expect(await tabs(3)).toEqual(["button Back", "button Send", "button Close"]);
    await press("Shift+Tab", "Shift+Tab", "Enter");
    expect(await focused()).toBe("h2 How likely are you to recommend Halden to a friend?");
    await press("Tab");
    expect(await focused()).toBe("radio 1");
  });

  it.each(["Escape", "Enter"])("closes with %s and gives the focus back", async (key) => {
    await show("popover", ["csat"]);
    await press("Tab");
    if (key === "Enter") await press("Tab");
    await press(key);
    await page.locator("verbatim-survey").waitFor({ state: "detached" });
    expect(await focused()).toBe("own");
  });

  it("gives the focus back from the thank-you, too", async () => {
    await show("popover", ["csat"]);
    await press("Tab", "ArrowRight", "Enter");
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(await tabs(2)).toEqual(["a See where my order is", "button Close"]);
    await press("Enter");
    expect(await focused()).toBe("own");
  });
});

describe("a modal dialog", () => {
  it("takes the focus, keeps it, makes the page inert, and gives it back", async () => {
    await show("modal", ["csat", "short"]);
    expect(await focused()).toBe("h2 How satisfied are you with your delivery?");
    const stops = new Set(await tabs(8));
    expect([...stops].toSorted()).toEqual(["body", "button Close", "radio 1, Very unsatisfied"]);
    // A click on the page falls on the dialog's backdrop.
    const box = (await page.locator("#own").boundingBox())!;
    await page.evaluate(() =>
      document.querySelector("#own")!.addEventListener("click", () => (document.title = "clicked")),
    );
    await page.mouse.click(box.x + 5, box.y + 5);
    expect(await page.title()).toBe("Host page");
    await press("Escape");
    await page.locator("verbatim-survey").waitFor({ state: "detached" });
    expect(await focused()).toBe("own");
  });

  it("is gone when the browser asks it to close", async () => {
    await show("modal", ["csat"]);
    // What the Back gesture of a phone and the dismissal of a screen reader come to.
    await page.evaluate(() => window.hands.root().querySelector("dialog")!.requestClose());
    await page.locator("verbatim-survey").waitFor({ state: "detached" });
    expect(await focused()).toBe("own");
  });
});

describe("a feedback tab", () => {
  it("is reached in order, opens with Enter, takes the focus and gives it back", async () => {
    await show("tab", ["csat"]);
    expect(await tabs(1)).toEqual(["button Feedback"]);
    await press("Enter");
    expect(await focused()).toBe("h2 How satisfied are you with your delivery?");
    await press("Escape");
    await expect.poll(() => page.locator("verbatim-survey").count()).toBe(1);
    expect(await focused()).toBe("button Feedback");
  });
});

describe("an inline survey", () => {
  it("stands in the page's own order and is not closed with Escape", async () => {
    await show("inline", ["csat", "nps"]);
    expect(await tabs(1)).toEqual(["radio 1, Very unsatisfied"]);
    await press("Escape");
    expect(await page.locator("verbatim-survey").count()).toBe(1);
    await press("ArrowRight");
    expect(await tabs(1)).toEqual(["button Next"]);
  });
});

describe("what has the focus", () => {
  /** The ring of what has the focus, or of the label round it. */
  const ring = (): Promise<{ width: number; style: string; offset: number }> =>
    page.evaluate(() => {
      const inside = document.activeElement!.shadowRoot!.activeElement!;
      const ringed = [inside, inside.closest("label")!].find(
        (one) => one && getComputedStyle(one).outlineStyle === "solid",
      );
      const style = getComputedStyle(ringed ?? inside);
      return {
        // A box that is drawn larger has its ring drawn larger with it.
        width: Math.round(parseFloat(style.outlineWidth) * (ringed ?? inside).currentCSSZoom),
        style: style.outlineStyle,
        offset: parseFloat(style.outlineOffset),
      };
    });

  it.each([
    ["csat", 2],
    ["faces", 2],
    ["stars", 2],
    ["single", 2],
    ["multiple", 3],
    ["other", 2],
    ["email", 2],
    ["long", 2],
    ["consent", 3],
    ["message", 3],
  ] as const)("shows at every stop: %s", async (kind, stops) => {
    await show("popover", [kind, "nps"]);
    for (let i = 0; i < stops; i++) {
      await press("Tab");
      const at = await focused();
      expect({ at, ...(await ring()) }).toMatchObject({ at, width: 2, style: "solid" });
    }
  });

  it("is told from what is chosen", async () => {
    await show("popover", ["csat", "nps"]);
    await press("Tab", "ArrowRight");
    const chosen = page.getByRole("radio", { name: "2" });
    const look = () => chosen.evaluate((radio) => getComputedStyle(radio).outlineOffset);
    const withFocus = await look();
    await press("Tab");
    expect(await look()).not.toBe(withFocus);
  });
});

describe("the live region", () => {
  const said = () =>
    page.evaluate(() => window.hands.root().querySelector("[role=status]")!.textContent);

  it("says the question, then each step, then what the thank-you says", async () => {
    await show("popover", ["csat", "nps"]);
    await expect.poll(said).toBe("How satisfied are you with your delivery? Question 1 / 2");
    await press("Tab", "Space", "Enter");
    await expect.poll(said).toBe("Question 2 / 2");
    await press("Tab", "Space", "Enter");
    await expect.poll(said).toBe("The delivery team reads this today.");
  });

  it("says that an answer is kept on the device", async () => {
    site.fail = [503];
    await show("popover", ["csat"]);
    await press("Tab", "ArrowRight", "Enter");
    await expect.poll(said).toContain(frameFor("en").kept);
    expect(await focused()).toBe("h2 Thank you");
  });
});

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { frameFor } from "../../../domain/survey/frame.ts";
import { launchBrowser } from "../../../scripts/browser.ts";
import { root } from "../../../scripts/paths.ts";
import { type Site, openSite } from "../support/site.ts";
import { ALL, type Kind, KINDS, askOf } from "./support/kinds.ts";
import { Reader } from "./support/reader.ts";
import { MODES, type Mode, enter, live, openStage } from "./support/stage.ts";
import { lines, listenTo, treeOf, widgetOf } from "./support/tree.ts";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([openSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => site.reset());

/** Brings a survey up; a tab is opened, too. */
const bring = (page: Page, name: string, mode: Mode): Promise<void> =>
  page.evaluate(
    async ({ name, mode }) => {
      await window.hands.bring(name, mode);
      if (mode === "tab") await window.hands.unfold();
      await window.hands.spoken();
    },
    { name, mode },
  );
const away = (page: Page): Promise<void> => page.evaluate(() => window.hands.away());

// Files that somebody has read line by line; `npm run screen-readers` writes them anew.
describe("the accessibility tree of every kind and step", () => {
  it.each(MODES)("is the agreed one: %s", async (mode) => {
    const surveys = [
      ...ALL.map((kind, i) => live(kind, mode, askOf([kind, ALL[i + 1] ?? ALL[0]!]))),
      live("bare", mode, askOf(["nps"], { link: false })),
      live("arabic", mode, askOf(["nps", "faces"], { lang: "ar" })),
    ];
    const { page, context } = await openStage(browser, site, surveys);
    const session = await listenTo(page);
    const parts: string[] = [];
    const note = async (title: string) => {
      parts.push(`## ${title}\n\n${lines(widgetOf(await treeOf(session)))}`);
    };
    for (const name of [...ALL, "bare", "arabic"]) {
      site.fail = name === "bare" ? [503] : [];
      if (mode === "tab" && name === ALL[0]) {
        await page.evaluate(() => window.hands.bring("nps", "tab"));
        await note("The tab");
        await page.evaluate(() => window.hands.unfold().then(window.hands.spoken));
      } else await bring(page, name, mode);
      await note(`${name}, first`);
      await page.evaluate(() => window.hands.answer());
      await note(`${name}, answered`);
      await page.evaluate(() => window.hands.next().then(window.hands.spoken));
      if (name === "bare") {
        await page.evaluate(() => window.hands.kept().then(window.hands.spoken));
        await note("Thank-you, kept on the device, without a link");
      } else await note(`after ${name}, with Back`);
      if (name === "nps") {
        await page.evaluate(() => {
          window.hands.answer();
          return window.hands.next().then(window.hands.spoken);
        });
        await note("Thank-you with a link");
      }
      await away(page);
    }
    await context.close();
    await expect(parts.join("\n")).toMatchFileSnapshot(`${import.meta.dirname}/trees/${mode}.md`);
  });
});

type Row = [what: string, said: string];

const table = (rows: Row[]): string =>
  [
    "| What happens | What is said |",
    "|---|---|",
    ...rows.map(([a, b]) => `| ${a} | ${b || "nothing"} |`),
  ].join("\n");

const HEAD = `# What a screen reader says in the widget

A screen reader speaks from what the browser hands it: the role, the name and the state of what has the
focus, the containers it enters on the way, and what a live region says. This page is made from that tree,
as Chromium computes it while a test leads through the real widget by keyboard. It is **computed from roles and
names, not recorded from NVDA, JAWS, VoiceOver or TalkBack**: each of them has its own words and its own order,
and leaves some of this out. The whole trees lie in \`tests/browser/accessibility/trees\`.

\`·\` parts what is said one after the other; *(then)* marks the live region, which waits until the reader is
silent. \`npm test\` compares this page with the widget, \`npm run screen-readers\` writes it anew.
`;

describe("what a screen reader says", () => {
  it("is what docs/screen-readers.md says", async () => {
    const parts: string[] = [HEAD];
    const { page, context } = await openStage(browser, site, []);
    const press = (key: string) => () => page.keyboard.press(key);
    const { kept, step } = frameFor("en");
    const second = new RegExp(`${step} 2`, "u");

    const begin = async (mode: Mode, kinds: Kind[], lang = "en"): Promise<Reader> => {
      await enter(page, site, [live("walk", mode, askOf(kinds, { lang }))]);
      await page.locator("#own").focus();
      const reader = await Reader.start(page);
      await reader.after(() => Promise.resolve());
      return reader;
    };
    const comes = (mode: Mode) => () =>
      page.evaluate((mode) => window.hands.bring("walk", mode), mode);
    const anything = /./u;

    {
      const reader = await begin("popover", ["nps", "long"]);
      parts.push(
        "## A popover, from the question to the end\n\nIt takes no focus: whoever reads or types on the page goes on. Tab leads to it after the page's own content.\n",
        table([
          ["The popover comes", await reader.after(comes("popover"), anything)],
          ["Tab", await reader.after(press("Tab"))],
          ["Right arrow: nothing is sent", await reader.after(press("ArrowRight"))],
          ["Right arrow", await reader.after(press("ArrowRight"))],
          [
            "Enter: the answer counts, the next question comes",
            await reader.after(press("Enter"), second),
          ],
          [
            "Text is typed, then Tab",
            await reader.after(() => page.keyboard.type("Late").then(press("Tab"))),
          ],
          ["Tab", await reader.after(press("Tab"))],
          ["Enter: sent", await reader.after(press("Enter"), /reads/u)],
          ["Tab", await reader.after(press("Tab"))],
          ["Tab", await reader.after(press("Tab"))],
          ["Escape: closed, the focus is back on the page", await reader.after(press("Escape"))],
        ]),
      );
    }
    {
      site.fail = [503];
      const reader = await begin("popover", ["csat"]);
      await reader.after(comes("popover"), anything);
      await press("Tab")();
      await press("ArrowRight")();
      await reader.after(() => Promise.resolve());
      parts.push(
        "\n## An answer that cannot be sent now\n",
        table([
          [
            "Enter, without a connection",
            await reader.after(press("Enter"), new RegExp(kept, "u")),
          ],
        ]),
      );
    }
    {
      const reader = await begin("modal", ["csat", "short"]);
      parts.push(
        "\n## A modal dialog\n\nIt takes the focus, keeps it, and the page behind it is inert.\n",
        table([
          ["The dialog comes", await reader.after(comes("modal"), anything)],
          ["Tab", await reader.after(press("Tab"))],
          ["Tab: there is no way on without an answer", await reader.after(press("Tab"))],
          ["Escape: closed, the focus is back on the page", await reader.after(press("Escape"))],
        ]),
      );
    }
    {
      const reader = await begin("tab", ["csat"]);
      parts.push(
        "\n## A feedback tab\n",
        table([
          ["The tab comes", await reader.after(comes("tab"))],
          ["Tab", await reader.after(press("Tab"))],
          ["Enter: it opens and takes the focus", await reader.after(press("Enter"), anything)],
          ["Escape: closed, the focus is back on the tab", await reader.after(press("Escape"))],
        ]),
      );
    }
    {
      const reader = await begin("inline", ["csat", "short"]);
      parts.push(
        "\n## A survey in the page\n\nIt stands in the page's order, as a region of its own.\n",
        table([
          ["It comes", await reader.after(comes("inline"), anything)],
          ["Tab", await reader.after(press("Tab"))],
          ["Right arrow", await reader.after(press("ArrowRight"))],
          ["Tab", await reader.after(press("Tab"))],
        ]),
      );
    }
    {
      const rows: Row[] = [];
      for (const kind of ALL) {
        const reader = await begin("popover", [kind]);
        await reader.after(comes("popover"), anything);
        rows.push([`${KINDS[kind].text.en} (${kind})`, await reader.after(press("Tab"))]);
      }
      parts.push("\n## Every kind of question, when Tab first leads into it\n", table(rows));
    }
    {
      const reader = await begin("popover", ["nps", "faces"], "ar");
      parts.push(
        "\n## Right to left\n\nThe panel carries its language, so that a reader takes the right voice. The arrow keys follow the eye: left leads to the higher number.\n",
        table([
          ["The popover comes", await reader.after(comes("popover"), anything)],
          ["Tab", await reader.after(press("Tab"))],
          ["Left arrow", await reader.after(press("ArrowLeft"))],
          [
            "Enter",
            await reader.after(press("Enter"), new RegExp(`${frameFor("ar").step} 2`, "u")),
          ],
          ["Tab", await reader.after(press("Tab"))],
        ]),
      );
    }
    await context.close();
    await expect(`${parts.join("\n")}\n`).toMatchFileSnapshot(`${root}/docs/screen-readers.md`);
  });
});

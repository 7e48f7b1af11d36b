import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { pathSource, screenQuery } from "../../domain/survey/targeting.ts";
import { asking, ask, nps, survey } from "../widgets/support/surveys.ts";
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
beforeEach(async () => {
  site.reset();
  site.carry(survey);
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

const panel = () => page.locator("verbatim-survey section");
const number = (value: number) =>
  page.getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") });
const arrived = (count: number) => vi.waitFor(() => expect(site.answers).toHaveLength(count), 5000);

describe("a popover", () => {
  it("shows after load with two requests, takes no focus and adds one global", async () => {
    await page.goto(`${site.url}/plain`);
    await panel().waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(site.requests).toEqual([
      "GET /plain",
      "GET /v1/st_abcdefghij.js",
      expect.stringMatching(/^GET \/w\/survey\..+\.js$/u),
    ]);
    const globals = await page.evaluate(() =>
      Object.keys(window).filter((key) => /verbatim/iu.test(key)),
    );
    expect(globals).toEqual(["verbatim"]);
    expect(errors).toEqual([]);
  });

  it("takes an answer by mouse, branches, amends it with text and says thank you", async () => {
    await page.goto(`${site.url}/plain`);
    await number(3).click();
    await arrived(1);
    expect(site.answers[0]).toMatchObject({
      wire: 1,
      site: "st_abcdefghij",
      survey: "sv_abcdefghij",
      v: 1,
      rev: 0,
      answers: { q1: 3 },
      complete: false,
      channel: "widget",
      lang: "en",
      page: `${site.url}/plain`,
    });
    await page
      .getByRole("heading", { name: "You gave 3. What should we have done better?" })
      .waitFor();
    // The field has the focus: typing can start at once.
    await page.keyboard.type("The parcel came “late” \\ 4 days");
    await page.getByRole("button", { name: "Send" }).click();
    await arrived(2);
    expect(site.answers[1]).toMatchObject({
      rev: 1,
      answers: { q1: 3, q2: "The parcel came “late” \\ 4 days" },
      complete: true,
    });
    expect(site.answers[1]!.submission).toBe(site.answers[0]!.submission);
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(site.requests.filter((line) => line === "POST /v1/in")).toHaveLength(2);
    expect(site.requests.filter((line) => line.startsWith("OPTIONS"))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("leads a high score to another question", async () => {
    await page.goto(`${site.url}/plain`);
    await number(10).click();
    await page.getByRole("heading", { name: "What do you like most?" }).waitFor();
  });

  it("sends nothing while arrow keys browse, and one answer on Enter", async () => {
    await page.goto(`${site.url}/plain`);
    await panel().waitFor();
    await number(0).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Next" }).waitFor();
    await page.waitForTimeout(300);
    expect(site.answers).toEqual([]);
    await page.keyboard.press("Enter");
    await arrived(1);
    expect(site.answers[0]).toMatchObject({ answers: { q1: 4 } });
    await page.getByRole("heading", { name: /You gave 4/u }).waitFor();
  });

  it("commits on Space without leading on, and once more only when something changed", async () => {
    await page.goto(`${site.url}/plain`);
    await panel().waitFor();
    await number(0).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await arrived(1);
    expect(await page.getByRole("heading", { name: /recommend/u }).isVisible()).toBe(true);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("heading", { name: /You gave 1/u }).waitFor();
    expect(site.answers).toHaveLength(1);
  });

  it("goes back, and drops answers that the new road does not pass", async () => {
    await page.goto(`${site.url}/plain`);
    await number(2).click();
    await page.keyboard.type("slow");
    await page.getByRole("button", { name: "Back" }).click();
    expect(await number(2).isChecked()).toBe(true);
    await number(9).click();
    await page.getByRole("heading", { name: /like most/u }).waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await arrived(3);
    expect(site.answers[2]).toMatchObject({ answers: { q1: 9 }, complete: true });
    expect(site.answers[2]!.answers).toEqual({ q1: 9 });
  });

  it("closes on Escape, gives the focus back and rests", async () => {
    await page.goto(`${site.url}/plain`);
    await panel().waitFor();
    await page.locator("#own").focus();
    await number(0).focus();
    await page.keyboard.press("Escape");
    await panel().waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("own");
    await vi.waitFor(() => expect(site.seen).toHaveLength(1));
    expect(site.seen[0]!.events.map((event) => event.what)).toEqual(["shown", "dismissed"]);
    site.requests.length = 0;
    await page.reload();
    await page.waitForTimeout(400);
    expect(site.requests).toEqual(["GET /plain", "GET /v1/st_abcdefghij.js"]);
  });

  it("keeps its keys from the page", async () => {
    await page.goto(`${site.url}/plain`);
    await page.evaluate(() =>
      document.addEventListener("keydown", () => (document.title = "heard")),
    );
    await number(3).click();
    await page.keyboard.type("k");
    expect(await page.title()).toBe("Host page");
  });
});

describe("kinds of questions", () => {
  it("takes choices with a text of one's own, and an e-mail address only when it is one", async () => {
    site.carry({
      ...survey,
      ask: asking(
        {
          id: "q1",
          kind: "single",
          text: "Where?",
          options: [{ id: "o1", text: "Shop" }],
          other: { id: "o2", text: "Elsewhere" },
        },
        {
          id: "q2",
          kind: "multiple",
          text: "What?",
          options: [
            { id: "o1", text: "Tents" },
            { id: "o2", text: "Boots" },
            { id: "o3", text: "Maps" },
          ],
        },
        { id: "q3", kind: "email", text: "Your address?", must: true },
        { id: "q4", kind: "consent", text: "May we write to you?" },
        { id: "q5", kind: "text", text: "Anything else?" },
      ),
    });
    await page.goto(`${site.url}/plain`);
    await page.getByLabel("Elsewhere", { exact: true }).first().click();
    await page.getByRole("textbox", { name: "Elsewhere" }).fill("A fair");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Boots").click();
    await page.getByText("Maps").click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("textbox", { name: "Your address?" }).fill("ada@example");
    await page.getByRole("button", { name: "Next" }).click();
    expect(await page.getByRole("heading", { name: "Your address?" }).isVisible()).toBe(true);
    await page.getByRole("textbox", { name: "Your address?" }).fill("ada@example.org");
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "May we write to you?" }).check();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("textbox", { name: "Anything else?" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await arrived(5);
    expect(site.answers.at(-1)!.answers).toEqual({
      q1: { id: "o2", text: "A fair" },
      q2: ["o2", "o3"],
      q3: "ada@example.org",
      q4: true,
    });
    expect(site.answers.at(-1)!.complete).toBe(true);
    expect(errors).toEqual([]);
  });

  it.each([
    ["stars", 1, 5],
    ["faces", 1, 5],
    ["numbers", 1, 7],
  ] as const)("takes a score by %s", async (style, min, max) => {
    const look = style === "numbers" ? {} : { style };
    site.carry({ ...survey, ask: asking({ ...nps, ...look, min, max }) });
    await page.goto(`${site.url}/plain`);
    await number(4).click();
    await arrived(1);
    expect(site.answers[0]).toMatchObject({ answers: { q1: 4 }, complete: true });
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
  });

  it("fills the stars up to the chosen one", async () => {
    site.carry({
      ...survey,
      ask: asking({ ...nps, style: "stars", min: 1, max: 5 }),
    });
    await page.goto(`${site.url}/plain`);
    await number(1).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const stars = await panel()
      .locator("i")
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark, "::before").content));
    expect(stars).toEqual(['"★"', '"★"', '"★"', '"☆"', '"☆"']);
  });

  it("shows a link behind the thank-you", async () => {
    const link = { text: "Orders", url: "https://example.org/orders" };
    site.carry({ ...survey, ask: { ...asking(nps), thanks: { title: "Thanks", link } } });
    await page.goto(`${site.url}/plain`);
    await number(4).click();
    await page.getByRole("heading", { name: "Thanks" }).waitFor();
    expect(await page.getByRole("link", { name: "Orders" }).getAttribute("href")).toBe(link.url);
  });
});

describe("rules", () => {
  const shows = async () => {
    await page.waitForTimeout(400);
    return (await panel().count()) > 0;
  };

  it("asks only on the pages, devices and shares it is meant for", async () => {
    for (const [rules, shown] of [
      [{ paths: pathSource(["/other/*"]) }, false],
      [{ paths: pathSource(["/other/*", "/pla*"]) }, true],
      [{ screens: screenQuery(["mobile"]) }, false],
      [{ screens: screenQuery(["desktop", "mobile"]) }, true],
      [{ sample: 0 }, false],
    ] as const) {
      site.carry({ ...survey, ...rules });
      await page.goto(`${site.url}/plain`);
      expect([rules, await shows()]).toEqual([rules, shown]);
      await page.evaluate(() => localStorage.clear());
    }
  });

  it("waits for an event, also one that was tracked before the tag came", async () => {
    site.carry({ ...survey, event: "bought" });
    await page.goto(`${site.url}/plain`);
    expect(await shows()).toBe(false);
    await page.evaluate(() => window.verbatim!("track", "bought"));
    await panel().waitFor();
    await page.evaluate(() => localStorage.clear());
    site.markup = `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};verbatim("track","bought");verbatim("nonsense",1)</script>`;
    await page.goto(`${site.url}/plain`);
    await panel().waitFor();
    expect(errors).toEqual([]);
  });

  it("checks again when its delay is over, and forgets it when the page moves on", async () => {
    site.carry({ ...survey, delay: 1500, paths: pathSource(["/plain"]) });
    await page.goto(`${site.url}/plain`);
    expect(await shows()).toBe(false);
    await page.evaluate(() => history.pushState(null, "", "/plain/elsewhere"));
    await page.waitForTimeout(1500);
    expect(await panel().count()).toBe(0);
    await page.evaluate(() => history.back());
    await panel().waitFor({ timeout: 3000 });
  });

  it("asks one survey at a time, the first that fits", async () => {
    site.carry(
      { ...survey, id: "sv_bbbbbbbbbb", paths: pathSource(["/other"]) },
      { ...survey, id: "sv_cccccccccc" },
      survey,
    );
    await page.goto(`${site.url}/plain`);
    await number(5).click();
    await arrived(1);
    expect(site.answers[0]!.survey).toBe("sv_cccccccccc");
    expect(await panel().count()).toBe(1);
  });
});

describe("commands", () => {
  it("identifies, sets attributes, listens, shows, hides and resets", async () => {
    site.carry({ ...survey, sample: 0 });
    await page.goto(`${site.url}/plain`);
    await page.evaluate(() => {
      const heard: string[] = ((window as unknown as { heard: string[] }).heard = []);
      for (const name of ["shown", "started", "answered", "closed"] as const) {
        window.verbatim!("on", name, ({ survey }) => heard.push(`${name} ${survey}`));
      }
      window.verbatim!("identify", "ada-17", { plan: "pro" });
      window.verbatim!("set", { seats: 4, trial: false });
      window.verbatim!("show");
    });
    await number(8).click();
    await arrived(1);
    expect(site.answers[0]).toMatchObject({
      person: { id: "ada-17" },
      attributes: { plan: "pro", seats: 4, trial: false },
    });
    expect(Object.keys(site.answers[0]!.attributes!)).toEqual(["plan", "seats", "trial"]);
    await page.evaluate(() => window.verbatim!("hide"));
    await panel().waitFor({ state: "detached" });
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(
      ["shown", "started", "answered", "closed"].map((name) => `${name} sv_abcdefghij`),
    );
    await page.evaluate(() => window.verbatim!("reset"));
    await page.evaluate(() => window.verbatim!("show"));
    await number(8).click();
    await arrived(2);
    expect(site.answers[1]!.person).toBeUndefined();
    expect(site.answers[1]!.submission).not.toBe(site.answers[0]!.submission);
    // The answer has arrived before the page has heard so: only then does its outbox end.
    await page.waitForFunction(
      () => !("o" in (JSON.parse(localStorage["verbatim"] as string) as object)),
    );
  });

  it("mounts inline surveys where the page wants them", async () => {
    site.markup = `<div data-verbatim></div><div data-verbatim="sv_bbbbbbbbbb"></div>`;
    site.carry({ ...survey, inline: true }, { ...survey, id: "sv_bbbbbbbbbb", inline: true });
    await page.goto(`${site.url}/plain`);
    await page.locator("[data-verbatim='sv_bbbbbbbbbb'] section").waitFor();
    await page.locator("[data-verbatim=''] section").waitFor();
    await page.locator("[data-verbatim='sv_bbbbbbbbbb']").getByRole("radio", { name: "7" }).click();
    await arrived(1);
    expect(site.answers[0]).toMatchObject({ survey: "sv_bbbbbbbbbb", channel: "inline" });
    expect(await page.getByRole("button", { name: "Close" }).count()).toBe(0);
  });

  it("does nothing the second time the tag runs", async () => {
    site.markup = `<script async src="/v1/st_abcdefghij.js?again"></script>`;
    await page.goto(`${site.url}/plain`);
    await panel().waitFor();
    await page.waitForTimeout(300);
    expect(await panel().count()).toBe(1);
  });
});

describe("delivery", () => {
  it("sends the same submission and revision again after a 503, and says that it is kept", async () => {
    site.carry({ ...survey, ask: { ...ask, questions: [nps] } });
    site.fail = [503];
    await page.goto(`${site.url}/plain`);
    await number(6).click();
    await page.getByRole("paragraph").getByText("You are offline").waitFor();
    await arrived(2);
    const [first, second] = site.answers;
    expect(first!.status).toBe(503);
    expect({ ...second, status: 503 }).toEqual(first);
    await vi.waitFor(async () =>
      expect(await page.evaluate(() => localStorage["verbatim"])).not.toContain(first!.submission),
    );
  });

  it("sends what is left on the next page, drops what is refused and counts it", async () => {
    site.fail = [422, 400];
    await page.goto(`${site.url}/plain`);
    await number(6).click();
    await arrived(1);
    await page.goto(`${site.url}/plain`);
    await arrived(2);
    expect(site.answers[1]!.submission).toBe(site.answers[0]!.submission);
    await vi.waitFor(async () =>
      expect(
        JSON.parse((await page.evaluate(() => localStorage["verbatim"])) as string),
      ).toMatchObject({ l: 1 }),
    );
    await page.evaluate(() => window.verbatim!("show"));
    await number(2).click();
    await arrived(3);
    expect(site.answers[2]).toMatchObject({ lost: 1 });
  });

  it("waits as long as the server asks", async () => {
    site.fail = [429];
    await page.goto(`${site.url}/plain`);
    await page.route(
      "**/v1/in",
      (route) => route.fulfill({ status: 429, headers: { "retry-after": "2" } }),
      { times: 1 },
    );
    const asked = Date.now();
    await number(6).click();
    site.fail = [];
    await vi.waitFor(() => expect(site.answers).toHaveLength(1), 6000);
    expect(Date.now() - asked).toBeGreaterThan(2000);
  });
});

import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ShareLink, SingleLinks } from "../../domain/wire/share.ts";
import type { Definition } from "../../domain/wire/survey.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { npsDefinition, seedMember, seedSurvey, seedWorkspace } from "../support/app.ts";
import { type Edge, openEdge } from "./support/edge.ts";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

const survey: Definition = {
  ...npsDefinition,
  questions: [
    {
      id: "q1",
      kind: "score",
      metric: "nps",
      min: 0,
      max: 10,
      style: "numbers",
      text: {
        en: "How likely are you to recommend us?",
        de: "Empfehlen Sie uns weiter?",
        ar: "هل توصي بنا؟",
      },
      low: { en: "Not likely", de: "Nein", ar: "لا" },
      high: { en: "Very likely", de: "Ja", ar: "نعم" },
    },
    { id: "q2", kind: "text", long: true, text: { en: "Why?", de: "Warum?", ar: "لماذا؟" } },
    {
      id: "q3",
      kind: "single",
      text: { en: "Where?", de: "Wo?", ar: "أين؟" },
      options: [
        { id: "o1", text: { en: "Shop", de: "Laden", ar: "متجر" } },
        { id: "o2", text: { en: "Web", de: "Netz", ar: "ويب" } },
      ],
    },
  ],
  thanks: {
    title: { en: "Thank you", de: "Danke", ar: "شكرا" },
    link: { text: { en: "Onwards", de: "Weiter", ar: "التالي" }, url: "https://shop.example/" },
  },
  look: { ...npsDefinition.look, accent: "#1d5b49", radius: 12 },
};

let edge: Edge;
let browser: Browser;
let home: { workspace: string; site: string };
let admin: Record<string, string>;
let id: string;
let slug: string;

beforeAll(async () => {
  [edge, browser] = await Promise.all([openEdge(), launchBrowser()]);
  home = await seedWorkspace(edge.app);
  admin = (await seedMember(edge.app, home.workspace, "admin")).headers;
  ({ id, slug } = await seedSurvey(edge.app, home, { definition: survey }));
});
afterAll(async () => {
  await browser?.close();
  await edge?.close();
});
beforeEach(() => edge.reset());

const looking = (look: Partial<Definition["look"]>) =>
  seedSurvey(edge.app, home, { definition: { ...survey, look: { ...survey.look, ...look } } });
async function made<T>(path: string, body: object): Promise<T> {
  const reply = await edge.app.post(`/api/v1/surveys/${id}${path}`, body, admin);
  expect(reply.status).toBe(201);
  return (await reply.json()) as T;
}
const answers = () => edge.posted("/v1/in").map(({ body }) => body);

/** A page of a visitor; what it asks of others, and what its policy blocks, fails the test. */
async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(edge.url)) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (/Content Security|Trusted/u.test(message.text())) foreign.push(message.text());
  });
  page.on("close", () => expect(foreign).toEqual([]));
  await page.goto(edge.url + path);
  return page;
}
const leave = (page: Page) => page.context().close();

describe("what a link fills in", () => {
  it("stands chosen, and is nobody's answer before that question is committed", async () => {
    const link = await made<ShareLink>("/links", {
      name: "Till",
      prefill: { attributes: { store: "berlin" } },
    });
    const page = await visit(`/s/${link.code}?q1=9&q3=o2`);
    const nine = page.getByRole("radio", { name: "9" });
    await nine.waitFor();
    expect(await nine.isChecked()).toBe(true);
    // Nobody acts: nothing is sent, by the page or when it is left.
    await page.waitForTimeout(300);
    expect(answers()).toEqual([]);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("textbox", { name: "Why?" }).waitFor();
    expect(answers()).toMatchObject([
      { answers: { q1: 9 }, link: link.code, attributes: { store: "berlin" }, rev: 0 },
    ]);
    expect(answers()[0]?.["answers"]).toEqual({ q1: 9 });
    await page.getByRole("textbox", { name: "Why?" }).fill("Fast");
    await page.getByRole("button", { name: "Next" }).click();
    const web = page.getByRole("radio", { name: "Web" });
    expect(await web.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await expect
      .poll(() => answers().at(-1))
      .toMatchObject({
        answers: { q1: 9, q2: "Fast", q3: "o2" },
        complete: true,
      });
    await leave(page);
  });

  it("works without script, in the language that was asked for", async () => {
    const page = await visit(`/s/${slug}?q1=9&lang=de`, { javaScriptEnabled: false });
    expect(await page.getByRole("radio", { name: "9" }).isChecked()).toBe(true);
    await page.getByRole("textbox", { name: "Warum?" }).fill("Schnell");
    await page.getByRole("radio", { name: "Netz" }).check();
    await page.getByRole("button", { name: "Senden" }).click();
    await page.getByRole("heading", { name: "Danke" }).waitFor();
    expect(await page.getByRole("link", { name: "Weiter" }).getAttribute("href")).toBe(
      "https://shop.example/",
    );
    const [row] = await edge.app.run(
      "select answers, language, complete from responses where survey_id = ? order by row desc limit 1",
      [id],
    );
    expect(row).toEqual({ answers: '{"q1":9,"q3":"o2"}', language: "de", complete: 1 });
    await leave(page);
  });
});

describe("languages", () => {
  it("are a switch above the page, and Arabic is read from the right", async () => {
    const page = await visit(`/s/${slug}`, { locale: "de-AT" });
    await page.getByRole("heading", { name: "Empfehlen Sie uns weiter?" }).waitFor();
    const list = page.getByRole("navigation", { name: "Sprache" });
    expect(await list.getByRole("link").allTextContents()).toEqual([
      "English",
      "Deutsch",
      "العربية",
    ]);
    await list.getByRole("link", { name: "العربية" }).click();
    await page.getByRole("heading", { name: "هل توصي بنا؟" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe("rtl");
    const [from, to] = await page.evaluate(() =>
      [".from", ".languages"].map((at) => document.querySelector(at)!.getBoundingClientRect().x),
    );
    expect(from).toBeGreaterThan(to ?? 0);
    await leave(page);
  });
});

describe("themes", () => {
  const seen = (page: Page) =>
    page.evaluate(() => {
      const host = document.querySelector("verbatim-survey")!.shadowRoot!;
      const main = getComputedStyle(document.querySelector("main")!);
      return {
        surface: main.backgroundColor,
        radius: main.borderTopLeftRadius,
        next: getComputedStyle(host.querySelector("footer > :last-child")!).backgroundColor,
      };
    });

  it.each([
    ["auto in a light browser", {}, "light", "rgb(255, 255, 255)", "rgb(29, 91, 73)"],
    [
      "light in a dark browser",
      { scheme: "light" },
      "dark",
      "rgb(255, 255, 255)",
      "rgb(29, 91, 73)",
    ],
    [
      "dark in a light browser",
      { scheme: "dark", accent: "#ffcc00" },
      "light",
      "rgb(21, 22, 25)",
      "rgb(255, 204, 0)",
    ],
    [
      "a surface",
      { surface: "#fff3d6", accent: "#803300" },
      "dark",
      "rgb(255, 243, 214)",
      "rgb(128, 51, 0)",
    ],
  ] as const)("%s, with script and without", async (_, look, colorScheme, surface, next) => {
    const { slug: own } = await looking(look);
    const page = await visit(`/s/${own}?q1=9`, { colorScheme });
    await page.getByRole("radio", { name: "9" }).waitFor();
    expect(await seen(page)).toEqual({ surface, radius: "12px", next });
    await leave(page);
    const plain = await visit(`/s/${own}`, { colorScheme, javaScriptEnabled: false });
    const send = plain.getByRole("button", { name: "Send" });
    expect(await send.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(next);
    await leave(plain);
  });
});

describe("links that take one answer", () => {
  it("take it, and say so to who comes again", async () => {
    const { items } = await made<SingleLinks>("/single-links", { n: 1 });
    const path = new URL(items[0]?.url ?? "").pathname;
    const first = await visit(path);
    await first.getByRole("radio", { name: "3" }).click();
    await first.getByRole("textbox", { name: "Why?" }).waitFor();
    // Left half-way and opened elsewhere: the same response goes on.
    await leave(first);
    const page = await visit(path);
    await page.getByRole("radio", { name: "8" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    // A pointer's choice leads on by itself.
    await page.getByRole("radio", { name: "Web" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await expect.poll(() => answers().at(-1)?.["complete"]).toBe(true);
    expect(new Set(answers().map(({ submission }) => submission)).size).toBe(1);
    expect(edge.posted("/v1/in").every(({ status }) => status === 200)).toBe(true);
    await page.goto(edge.url + path);
    await page.getByRole("heading", { name: "You have already answered" }).waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await leave(page);
  });
});

describe("the time of a link", () => {
  it("is told by the reader's clock", async () => {
    const link = await made<ShareLink>("/links", {
      name: "Later",
      opensAt: Date.UTC(2099, 11, 1, 20),
    });
    const page = await visit(`/s/${link.code}`, { locale: "en-GB", timezoneId: "Asia/Tokyo" });
    await page.getByRole("heading", { name: "This survey is not open yet" }).waitFor();
    expect(await page.locator("time").textContent()).toMatch(
      /December 2, 2099 at 05:00 AM GMT\+9/u,
    );
    await leave(page);
    const plain = await visit(`/s/${link.code}`, { javaScriptEnabled: false });
    expect(await plain.locator("time").textContent()).toMatch(/December 1, 2099 at 08:00 PM UTC/u);
    await leave(plain);
  });
});

describe("accessibility", () => {
  const violations = async (page: Page): Promise<string[]> => {
    await page.evaluate(axe.source);
    return page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof axe }).axe.run;
      const { violations: found } = await run(document, {
        rules: { "target-size": { enabled: true } },
      });
      return found.map(({ id: rule, nodes }) => `${rule}: ${nodes.map((n) => n.html).join(" ")}`);
    });
  };

  it.each([
    ["wide", WIDE],
    ["narrow", NARROW],
  ] as const)("axe finds nothing, and nothing runs out of a %s window", async (_, viewport) => {
    const dark = await looking({ scheme: "dark", accent: "#ffcc00" });
    const surface = await looking({ surface: "#1d5b49", accent: "#1d5b49" });
    const closed = await seedSurvey(edge.app, home, { state: "closed", definition: survey });
    const later = await made<ShareLink>("/links", { name: "Later", opensAt: Date.UTC(2099, 1, 1) });
    for (const path of [
      `/s/${slug}?q1=9`,
      `/s/${slug}?lang=ar`,
      `/s/${dark.slug}?q1=9`,
      `/s/${surface.slug}?q1=9`,
      `/s/${closed.slug}`,
      `/s/${later.code}?lang=de`,
      "/s/nothing-here",
    ])
      for (const plain of [false, true]) {
        const context = await browser.newContext({
          viewport,
          bypassCSP: true,
          reducedMotion: "reduce",
        });
        const page = await context.newPage();
        // Without its script the page stays the plain form, and axe can still run.
        if (plain) await page.route("**/w/page.*.js", (route) => route.abort());
        await page.goto(edge.url + path);
        if (!plain && path.includes("q1"))
          await page.locator("verbatim-survey").waitFor({ state: "attached" });
        expect([path, plain, await violations(page)]).toEqual([path, plain, []]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([path, plain, wider <= 0]).toEqual([path, plain, true]);
        await context.close();
      }
  });
});

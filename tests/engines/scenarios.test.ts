import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asking, survey } from "../widgets/support/surveys.ts";
import { STRICT } from "../browser/support/hosts.ts";
import { type Site, openSite } from "../browser/support/site.ts";
import type { Engine, Visitor } from "./support/engine.ts";
import { type Hand, handOf } from "./support/hand.ts";
import { openChromium, openFirefox } from "./support/puppeteer.ts";
import { openWebKit } from "./support/webkit.ts";

const THANKS = "Thank you";
const FOLLOW_UP = "You gave 6. What should we have done better?";

describe.each([
  ["Chromium", openChromium],
  ["Firefox", openFirefox],
  ["WebKitGTK", openWebKit],
])("%s", (name, open) => {
  let site: Site;
  let engine: Engine;
  let visitor: Visitor;
  let hand: Hand;

  beforeAll(async () => {
    site = await openSite();
    engine = await open();
    console.log(`${name}: ${engine.version}`);
  });
  afterAll(async () => {
    await engine?.close();
    await site?.close();
  });
  beforeEach(async () => {
    site.reset();
    site.carry(survey);
    visitor = await engine.visitor();
    hand = handOf(await visitor.tab());
  });
  afterEach(() => visitor?.close());

  const go = (path = "plain", by = hand) => by.open(`${site.hosts}/${path}`);
  const arrived = (count: number) =>
    vi.waitFor(() => expect(site.answers).toHaveLength(count), { timeout: 15_000 });
  /** Long enough for what is not meant to happen. */
  const quiet = () => new Promise((done) => setTimeout(done, 700));
  const answer = async () => {
    await hand.clicks("6");
    await hand.sees(FOLLOW_UP);
    await hand.clicks("Send");
    await hand.sees(THANKS);
    await arrived(2);
    expect(site.answers.at(-1)!.answers).toMatchObject({ q1: 6 });
  };
  const outbox = () =>
    hand.run(() => {
      const state = JSON.parse((localStorage["verbatim"] as string | undefined) ?? "{}") as {
        o?: object;
      };
      return Object.keys(state.o ?? {}).length;
    });

  it("shows after load, takes no focus, adds one global", async () => {
    await go();
    await hand.sees("0");
    const [focus, globals] = await hand.run(() => [
      document.activeElement?.tagName,
      Object.getOwnPropertyNames(window).filter((key) => /verbatim/iu.test(key)),
    ]);
    expect([focus, globals]).toEqual(["BODY", ["verbatim"]]);
    expect(site.requests).toEqual([
      expect.stringMatching(/^GET \/v1\/st_\w+\.js$/u),
      expect.stringMatching(/^GET \/w\/.+\.js$/u),
    ]);
  });

  it("takes an answer by pointer, and its follow-up, without a preflight", async () => {
    await go();
    await hand.clicks("6");
    await hand.sees(FOLLOW_UP);
    await arrived(1);
    await hand.focuses(FOLLOW_UP);
    await hand.type("Came late");
    await hand.clicks("Send");
    await hand.sees(THANKS);
    await arrived(2);
    expect(site.answers[1]).toMatchObject({
      submission: site.answers[0]!.submission,
      rev: 1,
      answers: { q1: 6, q2: "Came late" },
      complete: true,
    });
    expect(site.requests.filter((line) => line.startsWith("OPTIONS"))).toEqual([]);
  });

  it("takes choices, an address and a consent", async () => {
    site.carry({
      ...survey,
      ask: asking(
        {
          id: "q1",
          kind: "multiple",
          text: "What?",
          options: [
            { id: "o1", text: "Tents" },
            { id: "o2", text: "Boots" },
          ],
        },
        {
          id: "q2",
          kind: "single",
          text: "Where?",
          options: [{ id: "o1", text: "Shop" }],
          other: { id: "o2", text: "Elsewhere" },
        },
        { id: "q3", kind: "email", text: "Your address?", must: true },
        { id: "q4", kind: "consent", text: "May we write to you?" },
      ),
    });
    await go();
    await hand.clicks("Boots");
    await hand.clicks("Next");
    await hand.clicks("Elsewhere");
    await hand.press("Tab");
    await hand.type("A fair");
    await hand.clicks("Next");
    await hand.focuses("Your address?");
    await hand.type("ada@example");
    await hand.press("Enter");
    await quiet();
    expect(await hand.has("Your address?")).toBe(true);
    await hand.type(".org");
    await hand.press("Enter");
    await hand.clicks("May we write to you?");
    await hand.clicks("Send");
    await arrived(4);
    expect(site.answers[3]!.answers).toEqual({
      q1: ["o2"],
      q2: { id: "o2", text: "A fair" },
      q3: "ada@example.org",
      q4: true,
    });
  });

  it("is used by keyboard alone: arrows send nothing, Enter commits, Escape gives the focus back", async () => {
    await go();
    await hand.sees("0");
    await hand.run(() => document.querySelector<HTMLElement>("#own")!.focus());
    await hand.focuses("0");
    for (let i = 0; i < 6; i++) await hand.press("ArrowRight");
    await quiet();
    expect(site.answers).toEqual([]);
    expect((await hand.sees("6")).checked).toBe(true);
    await hand.sees("Next");
    await hand.press("Enter");
    await hand.sees(FOLLOW_UP);
    await arrived(1);
    expect(site.answers[0]!.answers).toEqual({ q1: 6 });
    await hand.press("Escape");
    await hand.misses(FOLLOW_UP);
    expect(await hand.run(() => document.activeElement?.id)).toBe("own");
  });

  it.each(STRICT)("breaks nothing of the strict policy %s", async (policy) => {
    await go(policy);
    await answer();
    expect(site.violations).toEqual([]);
  });

  it("stays itself under hostile styles", async () => {
    await go("hostile-css");
    await answer();
  });

  it("delivers the answer intact over hostile scripts", async () => {
    // In a frame: WebDriver itself needs promises and JSON in the page that it looks at.
    await go(
      `sandbox?src=/hostile-scripts&allow=${encodeURIComponent("allow-scripts allow-same-origin")}`,
    );
    await answer();
    expect(await hand.panels()).toBe(1);
  });

  it("follows routes", async () => {
    site.carry({ ...survey, paths: "/spa/basket$" });
    await go("spa");
    await quiet();
    expect(await hand.panels()).toBe(0);
    await hand.clicks("Basket");
    await hand.sees("0");
    await hand.back();
    await hand.misses("0");
    expect(await hand.run(() => location.pathname)).toBe("/spa");
  });

  it("stands in a container of a one-page app", async () => {
    site.carry({ ...survey, inline: true });
    await go("spa");
    await hand.clicks("Thanks");
    await answer();
    expect(site.answers[0]!.channel).toBe("inline");
  });

  it.each([
    ["a modal dialog", { modal: true }],
    ["a tab", { tab: "Feedback" }],
  ] as const)("asks in %s", async (_, mode) => {
    site.carry({ ...survey, ...mode });
    await go();
    if ("tab" in mode) await hand.clicks("Feedback");
    await answer();
  });

  it("waits until a modal dialog of the page is gone", async () => {
    await go("modal");
    await quiet();
    expect(await hand.panels()).toBe(0);
    await hand.run(() => document.querySelector("dialog")!.close());
    await answer();
  });

  it("sends the same submission and revision again after 503", async () => {
    site.fail = [503];
    await go();
    await hand.clicks("6");
    await arrived(2);
    expect(site.answers.map(({ status }) => status)).toEqual([503, 200]);
    expect({ ...site.answers[1], status: 503 }).toEqual(site.answers[0]);
    await vi.waitFor(async () => expect(await outbox()).toBe(0), { timeout: 15_000 });
  });

  it("keeps the answer while the server is away, and sends it on the next page", async () => {
    await go();
    await hand.sees("6");
    site.down = true;
    await hand.clicks("6");
    await hand.sees(FOLLOW_UP);
    expect(await outbox()).toBe(1);
    site.down = false;
    await go("rtl");
    await arrived(1);
    expect(site.answers[0]!.answers).toEqual({ q1: 6 });
  });

  it("delivers the answer of a visitor who leaves at once", async () => {
    site.slow = 300;
    await go();
    await hand.sees("6");
    await hand.run((next) => {
      addEventListener("click", () => setTimeout(() => (location.href = next)), true);
    }, `${site.url}/nowhere`);
    await hand.clicks("6");
    await arrived(1);
    expect(site.answers[0]!.answers).toEqual({ q1: 6 });
  });

  it("goes on where the visitor left it, when the page comes back from memory", async () => {
    await go();
    await hand.run(() =>
      addEventListener("pageshow", ({ persisted }) => persisted && (document.title = "kept")),
    );
    await hand.clicks("6");
    await hand.sees(FOLLOW_UP);
    await go("dark");
    await hand.back();
    await vi.waitFor(async () => expect(await hand.run(() => location.pathname)).toBe("/plain"), {
      timeout: 15_000,
    });
    await quiet();
    expect(await hand.run(() => document.title)).toBe("kept");
    await hand.clicks("Send");
    await hand.sees(THANKS);
    await arrived(2);
    expect(new Set(site.answers.map(({ submission }) => submission)).size).toBe(1);
  });

  it("sends each entry of the outbox from one tab, however many are open", async () => {
    const entries = [1, 2, 3, 4, 5];
    await go();
    await hand.sees("0");
    await hand.run((all) => {
      const o = Object.fromEntries(
        all.map((i) => [
          `0190f5fe-7c00-7a00-8000-00000000000${i}`,
          JSON.stringify({ submission: `${i}`, answers: { q1: i }, at: Date.now() }),
        ]),
      );
      localStorage["verbatim"] = JSON.stringify({ s: 0.5, t: Date.now() + 864e5, o });
    }, entries);
    site.slow = 50;
    const other = handOf(await visitor.tab());
    await Promise.all([go("dark"), go("rtl", other)]);
    await vi.waitFor(async () => expect(await outbox()).toBe(0), { timeout: 15_000 });
    await quiet();
    const sent = site.answers.map(({ answers }) => answers["q1"] as number);
    expect(entries.filter((i) => !sent.includes(i))).toEqual([]);
    // Another process may hear of the last entry's end a moment after the lock is its own.
    expect(sent.length).toBeLessThanOrEqual(entries.length + 1);
  });

  it("asks and delivers on a page that may keep nothing", async () => {
    site.carry({ ...survey, bold: true });
    await go("sandboxed");
    await answer();
    expect(await hand.run(() => origin)).toBe("null");
  });
});

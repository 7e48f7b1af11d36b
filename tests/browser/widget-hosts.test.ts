import { describe, expect, it, vi } from "vitest";
import { ask, asking, nps, survey } from "../widgets/support/surveys.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { panel, number, arrived, answer, errors } = visit;
const choices = {
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
};
const before = (script: () => void) => visit.page.addInitScript(script);
type Watched = { shift: number; were: string[]; heard: string[] };
/** From here on, what comes to the page's globals, what is listened to, and by how much things move. */
const watch = () =>
  before(() => {
    const seen: Watched = { shift: 0, were: [], heard: [] };
    Object.assign(window, { seen });
    const listen = window.addEventListener.bind(window);
    window.addEventListener = ((...call: Parameters<typeof listen>) => {
      seen.heard.push(call[0]);
      listen(...call);
    }) as typeof listen;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) seen.shift += value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    seen.were = Object.getOwnPropertyNames(window);
  });
const watched = () =>
  visit.page.evaluate(() => {
    const { were, ...rest } = (window as unknown as { seen: Watched }).seen;
    return {
      ...rest,
      added: Object.getOwnPropertyNames(window).filter((name) => !were.includes(name)),
    };
  });

describe("hostile pages", () => {
  it("fault 59: stays itself under styles that unset everything, and lies on top", async () => {
    await watch();
    await visit.go("hostile-css");
    await panel().waitFor();
    const style = await panel().evaluate((element) => {
      const { fontSize, display, direction, opacity } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return { fontSize, display, direction, opacity, width, tall: height > 100 };
    });
    expect(style).toEqual({
      fontSize: "14px",
      display: "block",
      direction: "ltr",
      opacity: "1",
      width: 400,
      tall: true,
    });
    // By hand, pointer and keys: what covered it would take the click.
    await answer();
    expect((await watched()).shift).toBe(0);
    expect(errors).toEqual([]);
  });

  it("fault 59: delivers the answer intact by keyboard where scripts broke the ground, and adds one global", async () => {
    visit.site.carry(choices);
    await watch();
    await visit.go("hostile-scripts");
    await panel().waitFor();
    expect(await panel().count()).toBe(1);
    await number(0).focus();
    for (let i = 0; i < 9; i++) await visit.page.keyboard.press("ArrowRight");
    await visit.page.keyboard.press("Enter");
    await visit.page.getByRole("checkbox", { name: "Tents" }).focus();
    await visit.page.keyboard.press("Space");
    await visit.page.keyboard.press("Tab");
    await visit.page.keyboard.press("Space");
    await visit.page.getByRole("button", { name: "Send" }).focus();
    await visit.page.keyboard.press("Enter");
    await arrived(2);
    expect(visit.site.answers[1]!.answers).toEqual({ q1: 9, q2: ["o1", "o2"] });
    const { added, heard, shift } = await watched();
    expect(added).toEqual(["verbatim"]);
    expect(heard.filter((type) => /unload/u.test(type))).toEqual([]);
    expect(shift).toBe(0);
    expect(errors).toEqual([]);
  });

  it.each([
    ["a fetch that returns nothing", () => void (window.fetch = (() => undefined) as never)],
    [
      "a fetch whose promises are not the browser's",
      () => {
        const load = window.fetch.bind(window);
        window.fetch = ((...call: Parameters<typeof load>) => {
          const real = load(...call);
          // oxlint-disable-next-line unicorn/no-thenable -- what old promise libraries return
          return { then: real.then.bind(real) };
        }) as never;
      },
    ],
    [
      "a Promise of the page's own",
      () => {
        const Real = Promise;
        window.Promise = class Own<T> extends Real<T> {};
      },
    ],
  ])("fault 59: answers over %s", async (_, damage) => {
    await before(damage);
    await visit.go();
    await number(6).click();
    await arrived(1);
    expect(visit.site.answers[0]!.answers).toEqual({ q1: 6 });
    expect(errors).toEqual([]);
  });

  it("fault 59: throws nothing where JSON is broken", async () => {
    await before(() => {
      const broken = () => {
        throw new Error("no JSON here");
      };
      Object.assign(JSON, { parse: broken, stringify: broken });
    });
    await visit.go();
    await visit.page.evaluate(() => window.verbatim!("show"));
    await quiet(visit.page);
    expect(errors).toEqual([]);
  });

  it("moves nothing on a page that keeps its container's height", async () => {
    await watch();
    visit.site.markup = `<div data-verbatim style="min-height:220px"></div><p>After it</p>`;
    visit.site.carry({ ...survey, id: "sv_bbbbbbbbbb", inline: true }, survey);
    await visit.go();
    await expect.poll(() => panel().count()).toBe(2);
    await visit.page.locator("[popover]").getByRole("radio", { name: /^3/u }).click();
    await visit.page.getByRole("button", { name: "Send" }).waitFor();
    await quiet(visit.page);
    expect((await watched()).shift).toBe(0);
  });

  it("fault 59: does nothing the second time, whatever stubs the copies brought", async () => {
    visit.site.markup = `<div data-verbatim></div>`;
    visit.site.carry({ ...survey, id: "sv_bbbbbbbbbb", inline: true }, survey);
    await visit.go("double");
    await number(6).click();
    await arrived(1);
    expect(await panel().count()).toBe(1);
    expect(visit.site.answers[0]!.attributes).toEqual({ first: "yes", second: "yes" });
    expect(errors).toEqual([]);
  });

  it("fault 59: is one widget where a late copy of the snippet put its stub in the place of ours", async () => {
    visit.site.markup = `<div data-verbatim></div>`;
    visit.site.carry({ ...survey, inline: true });
    await visit.go();
    await panel().waitFor();
    await visit.page.evaluate((src) => {
      const stub = ((...call: unknown[]) => void (stub.q as unknown[][]).push(call)) as NonNullable<
        typeof window.verbatim
      >;
      stub.q = [["set", { late: "yes" }]];
      window.verbatim = stub;
      const tag = document.createElement("script");
      tag.src = src;
      document.head.append(tag);
    }, `${visit.site.url}/v1/st_abcdefghij.js?late`);
    await vi.waitFor(() =>
      expect(visit.site.requests.filter((line) => line.endsWith(".js"))).toHaveLength(3),
    );
    await quiet(visit.page);
    expect(await panel().count()).toBe(1);
    expect(errors).toEqual([]);
  });
});

describe("the page around it", () => {
  it("stands as its own language does, whatever the page's direction", async () => {
    await visit.go("rtl");
    await panel().waitFor();
    expect(await panel().evaluate((element) => getComputedStyle(element).direction)).toBe("ltr");
    visit.site.carry({ ...survey, ask: { ...ask, lang: "ar", rtl: true }, inline: true });
    await visit.page.evaluate(() => localStorage.clear());
    await visit.go("rtl");
    const [zero, ten] = await Promise.all([number(0).boundingBox(), number(10).boundingBox()]);
    expect(zero!.x).toBeGreaterThan(ten!.x);
  });

  it("follows the page's colour scheme, not the visitor's alone", async () => {
    const dark = () =>
      panel().evaluate((element) => {
        const [red = 0] = getComputedStyle(element).backgroundColor.match(/\d+/gu) ?? [];
        return Number(red) < 128;
      });
    await visit.as({ colorScheme: "dark" });
    await visit.go();
    await panel().waitFor();
    expect(await dark()).toBe(false);
    await visit.go("dark");
    await visit.page.evaluate(() => localStorage.clear());
    await visit.page.evaluate(() => window.verbatim!("show"));
    await panel().waitFor();
    expect(await dark()).toBe(true);
  });

  it("waits until a modal dialog of the page is gone, and lies over the page's own popover", async () => {
    await visit.go("modal");
    await quiet(visit.page);
    expect(await panel().count()).toBe(0);
    await visit.page.getByRole("button", { name: "Fine" }).click();
    await visit.page.evaluate(() => document.querySelector("dialog")!.close());
    await answer();
    expect(errors).toEqual([]);
  });

  it.each([
    ["allow-scripts", true],
    ["allow-scripts allow-forms", true],
    ["allow-scripts allow-forms allow-same-origin", false],
  ])("answers in a frame with sandbox=%s", async (allow, forgetful) => {
    visit.site.carry({ ...survey, ...(forgetful && { bold: true }) });
    await visit.go(`sandbox?allow=${encodeURIComponent(allow)}`);
    const frame = visit.page.frameLocator("iframe");
    await frame.getByRole("radio", { name: /^6/u }).click();
    await frame.getByRole("textbox").fill("Fine");
    await frame.getByRole("button", { name: "Send" }).click();
    await frame.getByRole("heading", { name: "Thank you" }).waitFor();
    await arrived(2);
    expect(visit.site.answers[1]!.answers).toEqual({ q1: 6, q2: "Fine" });
    expect(errors).toEqual([]);
  });

  it("asks nothing by itself in a frame that keeps nothing", async () => {
    await visit.go("sandbox?allow=allow-scripts");
    await quiet(visit.page);
    expect(await visit.page.frameLocator("iframe").locator("verbatim-survey").count()).toBe(0);
  });

  it("holds nothing up on a slow network, and comes in the end", async () => {
    visit.site.slow = 1500;
    await visit.page.goto(`${visit.site.hosts}/plain`, { waitUntil: "domcontentloaded" });
    await visit.page.getByRole("button", { name: "The host's button" }).click();
    expect(await panel().count()).toBe(0);
    await panel().waitFor();
  });

  it("is not there where its server is not, and nobody notices", async () => {
    visit.site.down = true;
    await visit.go();
    await quiet(visit.page);
    expect(await panel().count()).toBe(0);
    expect(errors).toEqual([]);
    // The script came, the module does not.
    visit.site.down = false;
    await visit.page.route("**/w/**", (route) => route.abort());
    await visit.go();
    await quiet(visit.page);
    expect(await panel().count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

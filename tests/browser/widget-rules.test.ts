import { describe, expect, it } from "vitest";
import { screenQuery } from "../../domain/targeting/screens.ts";
import { ask, survey } from "../widgets/support/surveys.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { panel, number, arrived, errors } = visit;
const carry: typeof visit.site.carry = (...surveys) => visit.site.carry(...surveys);
const live = { ...survey, id: "sv_bbbbbbbbbb" };
const shows = async () => {
  await quiet(visit.page);
  return (await panel().count()) > 0;
};
const tell = (...call: unknown[]) =>
  visit.page.evaluate((said) => window.verbatim!(...(said as ["track", string])), call);
/** Fakes the page's time, which goes on by itself until it is told to jump. */
const fakeTime = () => visit.page.clock.install();
const later = (ms: number) => visit.page.clock.runFor(ms);

describe("where it asks", () => {
  it.each([
    ["another page", { paths: "^[^/]+//[^/]*/other" }, false],
    ["this page", { paths: "^[^/]+//[^/]*/pla" }, true],
    ["a query that is not there", { paths: "[?]plan=pro" }, false],
    ["small windows", { screens: screenQuery(["mobile"]) }, false],
    ["large windows", { screens: screenQuery(["desktop", "mobile"]) }, true],
    ["nobody", { sample: 0 }, false],
    ["everybody", { sample: 1 }, true],
  ])("only where the rules say: %s", async (_, rules, shown) => {
    carry({ ...survey, ...rules });
    await visit.go();
    expect(await shows()).toBe(shown);
  });

  it("holds the query against the whole address", async () => {
    carry({ ...survey, paths: "[?]plan=pro" });
    await visit.go("plain?plan=pro#section");
    await panel().waitFor();
  });

  it("draws the same share for a visitor on every page", async () => {
    carry({ ...survey, sample: 0.5 }, { ...live, sample: 0.5 });
    const asked = async () => {
      await visit.go();
      await quiet(visit.page);
      const shown = await panel().count();
      await visit.page.evaluate(() => {
        const { s } = JSON.parse(localStorage["verbatim"] as string) as { s: number };
        localStorage["verbatim"] = JSON.stringify({ s });
      });
      return shown;
    };
    const first = await asked();
    expect([await asked(), await asked()]).toEqual([first, first]);
  });

  it("follows routes by pushState, back and anchors that are routes", async () => {
    carry({ ...survey, paths: "/spa/basket$" }, { ...live, paths: "/spa#/orders$" });
    await visit.go("spa");
    expect(await shows()).toBe(false);
    await visit.page.getByRole("link", { name: "Basket" }).click();
    await panel().waitFor();
    // Untouched, it stays behind with its page.
    await visit.page.goBack();
    await panel().waitFor({ state: "detached" });
    await visit.page.evaluate(() => localStorage.clear());
    await visit.page.evaluate(() => (location.hash = "top"));
    expect(await shows()).toBe(false);
    await visit.page.getByRole("link", { name: "Orders" }).click();
    await panel().waitFor();
    expect(errors).toEqual([]);
  });

  it("follows routes in browsers without the Navigation API", async () => {
    await visit.page.addInitScript(() =>
      Object.defineProperty(window, "navigation", { value: undefined }),
    );
    carry({ ...survey, paths: "/spa/basket$" });
    await visit.go("spa");
    expect(await shows()).toBe(false);
    await visit.page.getByRole("link", { name: "Basket" }).click();
    await panel().waitFor();
    await visit.page.goBack();
    await panel().waitFor({ state: "detached" });
  });

  it("keeps what somebody has begun while the page moves on", async () => {
    carry({ ...survey, paths: "/spa$" });
    await visit.go("spa");
    await number(4).click();
    await visit.page.getByRole("link", { name: "Basket" }).click();
    await visit.page.getByRole("heading", { name: "Your basket" }).waitFor();
    expect(await shows()).toBe(true);
  });

  it("follows a one-page app to a new container, and leaves with the old one", async () => {
    carry({ ...survey, inline: true });
    await visit.go("spa");
    await visit.page.getByRole("link", { name: "Thanks" }).click();
    await panel().waitFor();
    await visit.page.getByRole("link", { name: "Basket" }).click();
    await panel().waitFor({ state: "detached" });
    await visit.page.goBack();
    await panel().waitFor();
    expect(errors).toEqual([]);
  });
});

describe("when it asks", () => {
  it("after an event, also one that was tracked before the tag came", async () => {
    carry({ ...survey, event: "bought" });
    await visit.go();
    expect(await shows()).toBe(false);
    await tell("track", "looked");
    expect(await shows()).toBe(false);
    await tell("track", "bought");
    await panel().waitFor();
    await visit.page.evaluate(() => localStorage.clear());
    visit.site.markup = `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};verbatim("track","bought");verbatim("nonsense",1)</script>`;
    await visit.go();
    await panel().waitFor();
    expect(errors).toEqual([]);
  });

  it("after its delay, counted anew on each page", async () => {
    await fakeTime();
    carry({ ...survey, delay: 5000, paths: "/spa$" });
    await visit.go("spa");
    await quiet(visit.page);
    await later(3000);
    await visit.page.getByRole("link", { name: "Basket" }).click();
    await later(4000);
    expect(await shows()).toBe(false);
    await visit.page.goBack();
    await quiet(visit.page);
    await later(4000);
    expect(await shows()).toBe(false);
    await later(2000);
    await panel().waitFor();
  });

  it("looks at every rule again when the delay is over", async () => {
    await fakeTime();
    carry({ ...survey, delay: 5000 });
    await visit.go();
    await quiet(visit.page);
    // Meanwhile another tab has shown one: everything rests.
    const until = (await visit.page.evaluate(() => Date.now())) + 864e5;
    await visit.page.evaluate((t) => (localStorage["verbatim"] = `{"s":0.5,"t":${t}}`), until);
    await later(6000);
    expect(await shows()).toBe(false);
  });

  it("once so much of the page was scrolled through", async () => {
    visit.site.markup = `<div style="height:3000px"></div>`;
    carry({ ...survey, depth: 0.6 });
    await visit.go();
    await visit.page.mouse.wheel(0, 300);
    expect(await shows()).toBe(false);
    await visit.page.mouse.wheel(0, 2000);
    await panel().waitFor();
  });

  it("when the pointer leaves at the top, not at a side", async () => {
    carry({ ...survey, exit: true });
    await visit.go();
    await visit.page.mouse.move(400, 300);
    const leaves = (clientX: number, clientY: number) =>
      visit.page.evaluate(
        ([x, y]) =>
          document.documentElement.dispatchEvent(
            new MouseEvent("mouseleave", { clientX: x!, clientY: y! }),
          ),
        [clientX, clientY],
      );
    await leaves(-1, 300);
    expect(await shows()).toBe(false);
    await leaves(300, -1);
    await panel().waitFor();
  });

  it("only whom the attributes describe, as soon as the page has told them", async () => {
    carry({
      ...survey,
      traits: [
        ["plan", "^(pro|team)$"],
        ["seats", "", 5, "-"],
      ],
    });
    await visit.go();
    expect(await shows()).toBe(false);
    await tell("set", { plan: "pro", seats: 5 });
    expect(await shows()).toBe(false);
    await tell("identify", "ada-17", { seats: 6 });
    await panel().waitFor();
    await number(4).click();
    await arrived(1);
    expect(visit.site.answers[0]!.attributes).toEqual({ plan: "pro", seats: 6 });
  });
});

describe("which one it asks", () => {
  it("one at a time, the first that fits", async () => {
    carry({ ...survey, id: "sv_cccccccccc", paths: "/other" }, live, survey);
    await visit.go();
    await number(5).click();
    await arrived(1);
    expect(visit.site.answers[0]!.survey).toBe(live.id);
    await tell("show", survey.id);
    expect(await shows()).toBe(true);
    expect(await panel().count()).toBe(1);
  });

  it("in the language that the page has set, and in the survey's own where there is no other", async () => {
    const german = { ...ask, lang: "de", thanks: { title: "Danke" } };
    visit.site.asks = { de: german, "-": ask };
    carry(survey);
    await visit.go();
    await panel().waitFor();
    expect(await panel().getAttribute("lang")).toBe("en");
    await visit.page.evaluate(() => localStorage.clear());
    visit.site.markup = `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};verbatim("set",{language:"de"})</script>`;
    await visit.go();
    await panel().waitFor();
    expect(await panel().getAttribute("lang")).toBe("de");
    await number(4).click();
    await arrived(1);
    expect(visit.site.answers[0]!.lang).toBe("de");
    await visit.page.evaluate(() => localStorage.clear());
    visit.site.markup = "";
    const { ask: _, ...bare } = survey;
    carry(bare);
    await visit.go();
    await panel().waitFor();
    expect(visit.site.requests).toContain(`GET /v1/c/${survey.id}.1.-.json`);
    expect(errors).toEqual([]);
  });

  it("rests after a show, per metric after an answer and per survey after a dismissal", async () => {
    const first = { ...survey, metric: "nps" as const };
    carry(first);
    await visit.go();
    await number(4).click();
    await arrived(1);
    const now = await visit.page.evaluate(() => Date.now());
    const days = Object.entries(await visit.state()).flatMap(([key, value]) =>
      typeof value === "number" && value > 1 ? [[key, Math.round((value - now) / 864e5)]] : [],
    );
    expect(Object.fromEntries(days)).toEqual({ t: 30, nps: 90, [survey.id]: 180 });
    // The popovers' rest is over, the metric's is not.
    await visit.page.evaluate(() => {
      const { t: _, ...rest } = JSON.parse(localStorage["verbatim"] as string) as { t: number };
      localStorage["verbatim"] = JSON.stringify(rest);
    });
    carry({ ...live, metric: "nps" });
    await visit.go();
    expect(await shows()).toBe(false);
    carry({ ...live, metric: "csat", again: [7, 2] });
    await visit.go();
    await panel().getByRole("button", { name: "Close" }).click();
    const rest = (await visit.state())[live.id] as number;
    expect(Math.round((rest - now) / 864e5)).toBe(2);
  });
});

import { describe, expect, it, vi } from "vitest";
import { asking, nps, survey } from "../widgets/support/surveys.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { panel, number, arrived, errors } = visit;

describe("a popover", () => {
  it("shows after load with two requests, takes no focus and adds one global", async () => {
    await visit.go();
    await panel().waitFor();
    expect(await visit.page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(visit.site.requests).toEqual([
      "GET /v1/st_abcdefghij.js",
      expect.stringMatching(/^GET \/w\/logic\.[0-9a-f]{10}\.js$/u),
    ]);
    const globals = await visit.page.evaluate(() =>
      Object.getOwnPropertyNames(window).filter((key) => /verbatim/iu.test(key)),
    );
    expect(globals).toEqual(["verbatim"]);
    expect(errors).toEqual([]);
  });

  it("takes an answer by mouse, branches, amends it with text and says thank you", async () => {
    await visit.go();
    await number(3).click();
    await arrived(1);
    expect(visit.site.answers[0]).toMatchObject({
      wire: 1,
      site: "st_abcdefghij",
      survey: "sv_abcdefghij",
      v: 1,
      rev: 0,
      answers: { q1: 3 },
      complete: false,
      channel: "widget",
      lang: "en",
      page: `${visit.site.hosts}/plain`,
    });
    await visit.page
      .getByRole("heading", { name: "You gave 3. What should we have done better?" })
      .waitFor();
    // The field has the focus: typing can start at once.
    await visit.page.keyboard.type("The parcel came “late” \\ 4 days");
    await visit.page.getByRole("button", { name: "Send" }).click();
    await arrived(2);
    expect(visit.site.answers[1]).toMatchObject({
      rev: 1,
      answers: { q1: 3, q2: "The parcel came “late” \\ 4 days" },
      complete: true,
    });
    expect(visit.site.answers[1]!.submission).toBe(visit.site.answers[0]!.submission);
    await visit.page.getByRole("heading", { name: "Thank you" }).waitFor();
    expect(visit.site.requests.filter((line) => line === "POST /v1/in")).toHaveLength(2);
    expect(visit.site.requests.filter((line) => line.startsWith("OPTIONS"))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("leads a high score to another question", async () => {
    await visit.go();
    await number(10).click();
    await visit.page.getByRole("heading", { name: "What do you like most?" }).waitFor();
  });

  it("sends nothing while arrow keys browse, and one answer on Enter", async () => {
    await visit.go();
    await panel().waitFor();
    await number(0).focus();
    for (let i = 0; i < 4; i++) await visit.page.keyboard.press("ArrowRight");
    await visit.page.getByRole("button", { name: "Next" }).waitFor();
    await visit.page.waitForTimeout(300);
    expect(visit.site.answers).toEqual([]);
    await visit.page.keyboard.press("Enter");
    await arrived(1);
    expect(visit.site.answers[0]).toMatchObject({ answers: { q1: 4 } });
    await visit.page.getByRole("heading", { name: /You gave 4/u }).waitFor();
  });

  it("commits on Space without leading on, and once more only when something changed", async () => {
    await visit.go();
    await panel().waitFor();
    await number(0).focus();
    await visit.page.keyboard.press("ArrowRight");
    await visit.page.keyboard.press("Space");
    await arrived(1);
    expect(await visit.page.getByRole("heading", { name: /recommend/u }).isVisible()).toBe(true);
    await visit.page.getByRole("button", { name: "Next" }).click();
    await visit.page.getByRole("heading", { name: /You gave 1/u }).waitFor();
    expect(visit.site.answers).toHaveLength(1);
  });

  it("goes back, and drops answers that the new road does not pass", async () => {
    await visit.go();
    await number(2).click();
    await visit.page.keyboard.type("slow");
    await visit.page.getByRole("button", { name: "Back" }).click();
    expect(await number(2).isChecked()).toBe(true);
    await number(9).click();
    await visit.page.getByRole("heading", { name: /like most/u }).waitFor();
    await visit.page.getByRole("button", { name: "Send" }).click();
    await visit.page.getByRole("heading", { name: "Thank you" }).waitFor();
    await arrived(3);
    expect(visit.site.answers[2]).toMatchObject({ answers: { q1: 9 }, complete: true });
    expect(visit.site.answers[2]!.answers).toEqual({ q1: 9 });
  });

  it("closes on Escape, gives the focus back and rests", async () => {
    await visit.go();
    await panel().waitFor();
    await visit.page.locator("#own").focus();
    await number(0).focus();
    await visit.page.keyboard.press("Escape");
    await panel().waitFor({ state: "detached" });
    expect(await visit.page.evaluate(() => document.activeElement?.id)).toBe("own");
    await vi.waitFor(() => expect(visit.site.seen).toHaveLength(1));
    expect(visit.site.seen[0]!.events.map((event) => event.what)).toEqual(["shown", "dismissed"]);
    visit.site.requests.length = 0;
    await visit.page.reload();
    await quiet(visit.page);
    expect(visit.site.requests).toEqual(["GET /v1/st_abcdefghij.js"]);
  });

  it("keeps its keys from the page", async () => {
    await visit.go();
    await visit.page.evaluate(() =>
      document.addEventListener("keydown", () => (document.title = "heard")),
    );
    await number(3).click();
    await visit.page.keyboard.type("k");
    expect(await visit.page.title()).toBe("Host page");
  });
});

describe("kinds of questions", () => {
  it("takes choices with a text of one's own, and an e-mail address only when it is one", async () => {
    visit.site.carry({
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
    await visit.go();
    await visit.page.getByLabel("Elsewhere", { exact: true }).first().click();
    await visit.page.getByRole("textbox", { name: "Elsewhere" }).fill("A fair");
    await visit.page.getByRole("button", { name: "Next" }).click();
    await visit.page.getByText("Boots").click();
    await visit.page.getByText("Maps").click();
    await visit.page.getByRole("button", { name: "Next" }).click();
    await visit.page.getByRole("textbox", { name: "Your address?" }).fill("ada@example");
    await visit.page.getByRole("button", { name: "Next" }).click();
    expect(await visit.page.getByRole("heading", { name: "Your address?" }).isVisible()).toBe(true);
    await visit.page.getByRole("textbox", { name: "Your address?" }).fill("ada@example.org");
    await visit.page.keyboard.press("Enter");
    await visit.page.getByRole("checkbox", { name: "May we write to you?" }).check();
    await visit.page.getByRole("button", { name: "Next" }).click();
    await visit.page.getByRole("textbox", { name: "Anything else?" }).waitFor();
    await visit.page.keyboard.press("Enter");
    await visit.page.getByRole("heading", { name: "Thank you" }).waitFor();
    await arrived(5);
    expect(visit.site.answers.at(-1)!.answers).toEqual({
      q1: { id: "o2", text: "A fair" },
      q2: ["o2", "o3"],
      q3: "ada@example.org",
      q4: true,
    });
    expect(visit.site.answers.at(-1)!.complete).toBe(true);
    expect(errors).toEqual([]);
  });

  it.each([
    ["stars", 1, 5],
    ["faces", 1, 5],
    ["numbers", 1, 7],
  ] as const)("takes a score by %s", async (shape, min, max) => {
    const look = shape === "numbers" ? {} : { shape };
    visit.site.carry({ ...survey, ask: asking({ ...nps, ...look, min, max }) });
    await visit.go();
    await number(4).click();
    await arrived(1);
    expect(visit.site.answers[0]).toMatchObject({ answers: { q1: 4 }, complete: true });
    await visit.page.getByRole("heading", { name: "Thank you" }).waitFor();
  });

  it("fills the stars up to the chosen one", async () => {
    visit.site.carry({
      ...survey,
      ask: asking({ ...nps, shape: "stars", min: 1, max: 5 }),
    });
    await visit.go();
    await number(1).focus();
    await visit.page.keyboard.press("ArrowRight");
    await visit.page.keyboard.press("ArrowRight");
    const stars = await panel()
      .locator(".stars input")
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark, "::before").content));
    expect(stars).toEqual(['"★"', '"★"', '"★"', '"☆"', '"☆"']);
  });

  it("shows a link behind the thank-you", async () => {
    const link = { text: "Orders", url: "https://example.org/orders" };
    visit.site.carry({ ...survey, ask: { ...asking(nps), thanks: { title: "Thanks", link } } });
    await visit.go();
    await number(4).click();
    await visit.page.getByRole("heading", { name: "Thanks" }).waitFor();
    expect(await visit.page.getByRole("link", { name: "Orders" }).getAttribute("href")).toBe(
      link.url,
    );
  });
});

describe("commands", () => {
  it("identifies, sets attributes, listens, shows, hides and resets", async () => {
    visit.site.carry({ ...survey, sample: 0 });
    await visit.go();
    await visit.page.evaluate(() => {
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
    expect(visit.site.answers[0]).toMatchObject({
      person: { id: "ada-17" },
      attributes: { plan: "pro", seats: 4, trial: false },
    });
    expect(Object.keys(visit.site.answers[0]!.attributes!)).toEqual(["plan", "seats", "trial"]);
    await visit.page.evaluate(() => window.verbatim!("hide"));
    await panel().waitFor({ state: "detached" });
    expect(
      await visit.page.evaluate(() => (window as unknown as { heard: string[] }).heard),
    ).toEqual(["shown", "started", "answered", "closed"].map((name) => `${name} sv_abcdefghij`));
    await visit.page.evaluate(() => window.verbatim!("reset"));
    await visit.page.evaluate(() => window.verbatim!("show"));
    await number(8).click();
    await arrived(2);
    expect(visit.site.answers[1]!.person).toBeUndefined();
    expect(visit.site.answers[1]!.submission).not.toBe(visit.site.answers[0]!.submission);
    // The answer has arrived before the page has heard so: only then does its outbox end.
    await visit.page.waitForFunction(
      () => !("o" in (JSON.parse(localStorage["verbatim"] as string) as object)),
    );
  });

  it("mounts inline surveys where the page wants them", async () => {
    visit.site.markup = `<div data-verbatim></div><div data-verbatim="sv_bbbbbbbbbb"></div>`;
    visit.site.carry({ ...survey, inline: true }, { ...survey, id: "sv_bbbbbbbbbb", inline: true });
    await visit.go();
    await visit.page.locator("[data-verbatim='sv_bbbbbbbbbb'] section").waitFor();
    await visit.page.locator("[data-verbatim=''] section").waitFor();
    await visit.page
      .locator("[data-verbatim='sv_bbbbbbbbbb']")
      .getByRole("radio", { name: "7" })
      .click();
    await arrived(1);
    expect(visit.site.answers[0]).toMatchObject({ survey: "sv_bbbbbbbbbb", channel: "inline" });
    expect(await visit.page.getByRole("button", { name: "Close" }).count()).toBe(0);
  });

  it("does nothing the second time the tag runs", async () => {
    visit.site.markup = `<script async src="${visit.site.url}/v1/st_abcdefghij.js?again"></script>`;
    await visit.go();
    await panel().waitFor();
    await visit.page.waitForTimeout(300);
    expect(await panel().count()).toBe(1);
  });
});

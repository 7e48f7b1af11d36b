import { describe, expect, it, vi } from "vitest";
import type { Submission } from "../../domain/wire/ingest.ts";
import { ask, nps, survey } from "../widgets/support/surveys.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { panel, number, arrived, errors } = visit;
/** One question, so that its answer is the last word and the thank-you follows. */
const short = { ...survey, ask: { ...ask, questions: [nps] } };
const posted = () => visit.site.answers.map(({ status }) => status);
const delivered = () =>
  vi.waitFor(async () => expect((await visit.state())["o"]).toBeUndefined(), 10_000);
const later = (ms: number) => visit.page.clock.runFor(ms);
/** Fills the outbox as an earlier page would have left it. */
const leave = (...submissions: Partial<Submission>[]) =>
  visit.page.evaluate((bodies) => {
    const o = Object.fromEntries(bodies.map((body) => [body.submission, JSON.stringify(body)]));
    localStorage["verbatim"] = JSON.stringify({ s: 0.5, t: Date.now() + 864e5, o });
  }, submissions);
const old = (i: number, at = Date.now()): Partial<Submission> => ({
  wire: 1,
  submission: `0190f5fe-7c00-7a00-8000-00000000000${i}`,
  survey: survey.id,
  answers: { q1: i },
  at,
});

describe("a server that is busy or away", () => {
  it.each([429, 500, 503])(
    "fault 60: sends the same submission and revision again after %i",
    async (status) => {
      visit.site.carry(short);
      visit.site.fail = [status];
      await visit.go();
      await number(6).click();
      await visit.page.getByRole("paragraph").getByText("You are offline").waitFor();
      await arrived(2);
      const [first, second] = visit.site.answers;
      expect(posted()).toEqual([status, 200]);
      expect({ ...second, status }).toEqual(first);
      await delivered();
      expect((await visit.state())["h"]).toEqual({ failed: 1 });
    },
  );

  it("fault 60: sends again after 408, the browser or the widget", async () => {
    // Chromium itself repeats a request that a kept connection answers with 408.
    visit.site.fail = [408, 408, 408];
    await visit.go();
    await number(6).click();
    await vi.waitFor(() => expect(posted().at(-1)).toBe(200), 20_000);
    expect(new Set(visit.site.answers.map(({ submission, rev }) => submission + rev)).size).toBe(1);
  });

  it("fault 60: waits as long as Retry-After says, not less and at most twice as long", async () => {
    await visit.page.clock.install();
    visit.site.fail = [{ status: 429, after: 40 }];
    await visit.go();
    await number(6).click();
    await arrived(1);
    await quiet(visit.page);
    await later(39_000);
    await quiet(visit.page);
    expect(posted()).toEqual([429]);
    await later(42_000);
    await arrived(2);
  });

  it("fault 60: backs off further with each failure", async () => {
    await visit.page.clock.install();
    visit.site.carry(short);
    visit.site.fail = Array.from({ length: 9 }, () => 503);
    await visit.go();
    await number(6).click();
    await arrived(1);
    // 1 s, 2 s, 4 s, 8 s ..., each up to twice as long: in a minute no more than six and no less than four.
    for (let second = 0; second < 60; second++) {
      await later(1000);
      await visit.page.evaluate(() => fetch(location.href));
    }
    expect(posted().length).toBeGreaterThanOrEqual(5);
    expect(posted().length).toBeLessThanOrEqual(7);
  });

  it("fault 60: sends again what a cut line lost, under the same id", async () => {
    visit.site.fail = ["cut"];
    await visit.go();
    await number(6).click();
    await arrived(2);
    expect(visit.site.answers[1]!.submission).toBe(visit.site.answers[0]!.submission);
    expect(visit.site.answers[1]!.rev).toBe(visit.site.answers[0]!.rev);
    expect(errors).toEqual([]);
  });

  it.each([400, 403, 404, 409, 410, 413])(
    "fault 60: drops what is refused with %i, counts it and reports the count",
    async (status) => {
      visit.site.fail = [status];
      await visit.go();
      await number(6).click();
      await arrived(1);
      await delivered();
      await panel().getByRole("button", { name: "Close" }).click();
      await vi.waitFor(() => expect(visit.site.seen.at(-1)).toMatchObject({ lost: 1 }), 5000);
      await vi.waitFor(async () => expect((await visit.state())["h"]).toBeUndefined());
      expect(posted()).toEqual([status]);
    },
  );

  it("fault 60: keeps what a server does not know yet, and drops what is older than 30 days", async () => {
    await visit.go();
    await panel().waitFor();
    await leave(old(1), old(2, Date.now() - 31 * 864e5));
    visit.site.fail = [422];
    await visit.go();
    await arrived(2);
    expect(visit.site.answers.map(({ answers }) => answers["q1"])).toEqual([1, 1]);
    await vi.waitFor(() => expect(visit.site.seen.at(-1)).toMatchObject({ lost: 1 }), 5000);
  });
});

describe("a line that comes and goes", () => {
  it("fault 60: keeps the answer offline, says so, and sends it once when the line is back", async () => {
    visit.site.carry(short);
    await visit.go();
    await panel().waitFor();
    await visit.context.setOffline(true);
    await number(6).click();
    await visit.page.getByRole("paragraph").getByText("You are offline").waitFor();
    expect(visit.site.answers).toEqual([]);
    await visit.context.setOffline(false);
    await arrived(1);
    await delivered();
    await quiet(visit.page);
    expect(posted()).toEqual([200]);
  });

  it("fault 60: keeps only the newest revision offline", async () => {
    await visit.go();
    await panel().waitFor();
    await visit.context.setOffline(true);
    await number(6).click();
    await visit.page.getByRole("textbox").fill("Late");
    await visit.page.getByRole("button", { name: "Send" }).click();
    await visit.page.getByRole("heading", { name: "Thank you" }).waitFor();
    await visit.context.setOffline(false);
    await arrived(1);
    await delivered();
    expect(visit.site.answers[0]).toMatchObject({ rev: 1, complete: true });
  });
});

describe("a page that goes away", () => {
  it("fault 60: delivers the answer of a visitor who leaves at once", async () => {
    visit.site.slow = 300;
    await visit.go();
    await panel().waitFor();
    await visit.page.evaluate((next) => {
      addEventListener("pointerup", () => setTimeout(() => (location.href = next)));
    }, `${visit.site.url}/nowhere`);
    await number(6).click();
    await visit.page.waitForURL("**/nowhere");
    await arrived(1);
    expect(visit.site.answers[0]!.answers).toEqual({ q1: 6 });
  });

  it("fault 60: sends on the next page what is left, without asking again", async () => {
    visit.site.fail = [503];
    await visit.go();
    await number(6).click();
    await arrived(1);
    await visit.go("spa");
    await arrived(2);
    expect(visit.site.answers[1]!.submission).toBe(visit.site.answers[0]!.submission);
    await delivered();
    expect(await panel().count()).toBe(0);
  });

  it("reports what was seen when the page goes out of sight", async () => {
    await visit.go();
    await panel().waitFor();
    await visit.page.goto(`${visit.site.url}/nowhere`);
    await vi.waitFor(() => expect(visit.site.seen).toHaveLength(1), 5000);
    expect(visit.site.seen[0]!.events).toEqual([
      { survey: survey.id, channel: "widget", what: "shown" },
    ]);
  });

  it("fault 59: comes back from the browser's memory as it was, and goes on", async () => {
    await visit.go();
    await number(6).click();
    await arrived(1);
    await visit.page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await visit.page.getByRole("textbox").fill("Back again");
    await visit.page.getByRole("button", { name: "Send" }).click();
    await arrived(2);
    expect(visit.site.answers[1]!.submission).toBe(visit.site.answers[0]!.submission);
    expect(errors).toEqual([]);
  });
});

describe("tabs", () => {
  const entries = [1, 2, 3, 4, 5, 6];

  it("fault 60: send each entry of the outbox once, however many are open", async () => {
    await visit.go();
    await panel().waitFor();
    await leave(...entries.map((i) => old(i)));
    visit.site.slow = 50;
    const tabs = await Promise.all([1, 2, 3].map(() => visit.tab()));
    await Promise.all(tabs.map((tab) => tab.goto(`${visit.site.hosts}/plain`)));
    await delivered();
    await quiet(visit.page);
    const sent = visit.site.answers.map(({ answers }) => answers["q1"] as number);
    expect(entries.filter((i) => !sent.includes(i))).toEqual([]);
    // Another process may hear of the last entry's end a moment after the lock is its own.
    expect(sent.length).toBeLessThan(entries.length + tabs.length);
  });

  it.each([
    [
      "rejects",
      () => {
        const request = () => Promise.reject(new DOMException("no", "SecurityError"));
        Object.defineProperty(navigator, "locks", { value: { request } });
      },
    ],
    ["is not there", () => void Object.defineProperty(navigator, "locks", { value: undefined })],
  ])("fault 60: sends all the same where the lock %s", async (_, damage) => {
    await visit.page.addInitScript(damage);
    await visit.go();
    await panel().waitFor();
    await leave(...entries.map((i) => old(i)));
    await visit.go();
    await arrived(entries.length);
    await delivered();
    expect(errors).toEqual([]);
  });
});

describe("a beacon", () => {
  const withBeacon = (taken: boolean) =>
    visit.page.addInitScript((takes) => {
      window.fetch = () => {
        throw new Error("no fetch here");
      };
      navigator.sendBeacon = () => takes;
    }, taken);

  it("fault 60: counts as delivered only when the browser took it", async () => {
    await withBeacon(false);
    await visit.go();
    await number(6).click();
    await quiet(visit.page);
    expect(Object.keys((await visit.state())["o"] as object)).toHaveLength(1);
    await visit.as({});
    await withBeacon(true);
    await visit.go();
    await number(6).click();
    await delivered();
    expect(errors).toEqual([]);
  });

  it("fault 60: is not tried where fetch works", async () => {
    await visit.page.addInitScript(() => {
      navigator.sendBeacon = () => {
        document.title = "beacon";
        return true;
      };
    });
    await visit.context.setOffline(false);
    await visit.go();
    await panel().waitFor();
    await visit.context.setOffline(true);
    await number(6).click();
    await quiet(visit.page);
    expect(await visit.page.title()).toBe("Host page");
  });
});

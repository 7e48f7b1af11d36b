import { describe, expect, it, vi } from "vitest";
import { survey } from "../widgets/support/surveys.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { panel, number, arrived, errors } = visit;
const refuse = () =>
  visit.page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
const posts = () => visit.site.requests.filter((line) => line.startsWith("POST"));

describe("storage refused", () => {
  it("fault 60: asks nothing by itself and sends nothing before a touch, but works when called", async () => {
    await refuse();
    await visit.go();
    await quiet(visit.page);
    expect(await panel().count()).toBe(0);
    await visit.page.evaluate(() => window.verbatim!("show"));
    await panel().waitFor();
    await visit.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    expect(posts()).toEqual([]);
    visit.site.fail = [503];
    await number(7).click();
    await arrived(2);
    expect(visit.site.answers[1]!.submission).toBe(visit.site.answers[0]!.submission);
    expect(errors).toEqual([]);
  });

  it("asks by itself where the survey says so", async () => {
    await refuse();
    visit.site.carry({ ...survey, bold: true });
    await visit.go();
    await panel().waitFor();
  });

  it("fault 60: keeps the answer in memory where storage is full, and throws nothing", async () => {
    await visit.go();
    await panel().waitFor();
    await visit.page.evaluate(() => {
      let size = 2 ** 22;
      for (let i = 0; size >= 1; i++) {
        try {
          localStorage[`filler${i}`] = "x".repeat(size);
        } catch {
          size /= 2;
        }
      }
    });
    visit.site.fail = [503];
    await number(7).click();
    await arrived(2);
    expect(visit.site.answers[1]!.submission).toBe(visit.site.answers[0]!.submission);
    expect(visit.site.answers[1]!.status).toBe(200);
    expect(errors).toEqual([]);
  });
});

describe("consent refused", () => {
  it("writes and sends nothing but the answer", async () => {
    visit.site.markup = `<script>window.verbatim=function(){(verbatim.q=verbatim.q||[]).push(arguments)};verbatim("set",{consent:false,plan:"pro"})</script><div data-verbatim></div>`;
    visit.site.carry({ ...survey, inline: true });
    await visit.go();
    await number(7).click();
    await arrived(1);
    // status: the server's own note
    expect(Object.keys(visit.site.answers[0]!).toSorted().join(" ")).toBe(
      "answers at channel complete lang ms rev site status submission survey v wire",
    );
    expect(await visit.page.evaluate(() => localStorage.length)).toBe(0);
    expect(await visit.context.cookies()).toEqual([]);
  });

  it("is what Global Privacy Control says, until the page knows better", async () => {
    await visit.page.addInitScript(() =>
      Object.defineProperty(navigator, "globalPrivacyControl", { value: true }),
    );
    await visit.go();
    await quiet(visit.page);
    expect(await panel().count()).toBe(0);
    expect(await visit.page.evaluate(() => localStorage.length)).toBe(0);
    expect(posts()).toEqual([]);
    await visit.page.evaluate(() => window.verbatim!("set", { consent: true }));
    await panel().waitFor();
    await vi.waitFor(async () =>
      expect(await visit.page.evaluate(() => localStorage.length)).toBe(1),
    );
  });
});

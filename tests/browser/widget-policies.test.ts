import { describe, expect, it, vi } from "vitest";
import { asking, nps, survey } from "../widgets/support/surveys.ts";
import { STRICT } from "./support/hosts.ts";
import { quiet, visits } from "./support/visit.ts";

const visit = visits();
const { number, arrived, answer, errors } = visit;
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

describe("strict policies", () => {
  it.each(STRICT)("fault 59: shows and answers under %s, with Trusted Types", async (policy) => {
    await visit.go(policy);
    await answer();
    expect(visit.site.violations).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.each(["modal", "tab", "inline"] as const)(
    "fault 59: breaks no strict policy as %s",
    async (mode) => {
      const container = () =>
        visit.page.evaluate(() => {
          const place = document.createElement("div");
          place.setAttribute("data-verbatim", "");
          document.querySelector("main")!.append(place);
        });
      visit.site.carry({
        ...choices,
        ...(mode === "tab" ? { tab: "Feedback" } : { [mode]: true }),
        ...(mode === "inline" && { event: "ready" }),
      });
      await visit.go("csp-dynamic");
      if (mode === "tab") await visit.page.getByRole("button", { name: "Feedback" }).click();
      if (mode === "inline") {
        await container();
        await visit.page.evaluate(() => window.verbatim!("track", "ready"));
      }
      await number(6).click();
      await visit.page.getByText("Boots").click();
      await visit.page.getByRole("button", { name: "Send" }).click();
      await arrived(2);
      expect(visit.site.answers[1]).toMatchObject({ channel: mode === "modal" ? "widget" : mode });
      expect(visit.site.violations).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  it("fault 60: says once in the console that a policy blocks sending, and keeps the answer", async () => {
    const warnings: string[] = [];
    visit.page.on("console", (line) => line.type() === "warning" && warnings.push(line.text()));
    await visit.go("csp-silent");
    await number(6).click();
    await vi.waitFor(() => expect(warnings).toHaveLength(1), 5000);
    expect(warnings[0]).toContain(visit.site.url);
    expect(warnings[0]).toContain("connect-src");
    await visit.page.getByRole("textbox").fill("Fine");
    await visit.page.getByRole("button", { name: "Send" }).click();
    await quiet(visit.page);
    expect(warnings).toHaveLength(1);
    expect(visit.site.answers).toEqual([]);
    // Elsewhere on the site, where the policy lets it, all of it goes out.
    await visit.go("plain");
    await arrived(1);
    expect(visit.site.answers[0]).toMatchObject({ answers: { q1: 6, q2: "Fine" }, rev: 1 });
    await vi.waitFor(() => expect(visit.site.seen.some(({ blocked }) => blocked)).toBe(true), 5000);
  });

  it("fault 59: works where the page takes nothing from elsewhere but what allows it (COEP)", async () => {
    await visit.go("coep");
    expect(await visit.page.evaluate(() => crossOriginIsolated)).toBe(true);
    await answer();
    expect(errors).toEqual([]);
  });
});

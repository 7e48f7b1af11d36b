import { describe, expect, it } from "vitest";
import { longerWords, restsInEffect } from "../../../../admin/screens/build/rests.ts";
import { attributeWords, rulesInWords } from "../../../../admin/screens/build/rule-words.ts";
import { withRules } from "../../../../admin/screens/build/rule-part.ts";
import { AGAIN } from "../../../../domain/targeting/rests.ts";
import type { Look, Targeting } from "../../../../domain/wire/survey.ts";
import { definition } from "../../support.ts";

const base = definition();
const cooldown = { shown: 30, metric: 90 };

function said(rules: Partial<Targeting>, mode: Look["mode"] = "popover", quota?: number): string {
  const survey = {
    ...base,
    look: { ...base.look, mode },
    targeting: { ...base.targeting, delay: 0, ...rules },
  };
  return rulesInWords(survey, quota ?? null, { zone: "Europe/Berlin", cooldown });
}

describe("all rules of a survey in plain sentences", () => {
  it("are short where there are none", () => {
    expect(said({})).toBe(
      "Shows to every visitor on every page. Once every 180 days, again 30 days after a dismissal.",
    );
  });

  it("name pages, share and moment", () => {
    expect(said({ urls: ["/pricing*"], sample: 0.2, delay: 10_000 })).toMatch(
      /^Shows to 20 % of visitors on \/pricing\*, after 10 seconds on the page\. /u,
    );
    expect(said({ urls: ["/a", "/b"], except: ["/a/x"], scroll: 50, exit: true })).toMatch(
      /on \/a or \/b but not \/a\/x, after scrolling through 50 % of the page, when the pointer leaves/u,
    );
    expect(said({ event: "order_placed", delay: 1000 })).toContain(
      "after the event “order_placed”, after 1 second on the page",
    );
  });

  it("name devices, languages and attributes", () => {
    expect(
      said({
        devices: ["mobile", "tablet"],
        languages: ["de", "fr"],
        attributes: [
          { name: "plan", is: "one_of", values: ["pro", "team"], signed: true },
          { name: "orders", is: "more", values: ["3"] },
        ],
      }),
    ).toContain(
      "with a phone or tablet, whose browser speaks German or French, whose plan is pro or team, signed, whose orders is more than 3",
    );
    expect(attributeWords({ name: "plan", is: "one_of", values: [] })).toBe("plan is …");
    expect(attributeWords({ name: "plan", is: "unset" })).toBe("plan is not known");
  });

  it("tell times by the workspace's clock, and the quota", () => {
    const from = Date.UTC(2026, 11, 1, 8);
    expect(said({ from }, "popover", 1000)).toContain(
      "From 1 Dec 2026, 09:00 (Europe/Berlin), or until 1,000 answers have come.",
    );
    expect(said({}, "popover", 1)).toContain("Until 1 answer has come.");
  });

  it("say what comes out where the workspace rests longer", () => {
    expect(said({ again: { answered: null, dismissed: 7 } })).toContain(
      "Until they answer, again 30 days after a dismissal.",
    );
    expect(said({ again: { answered: null, dismissed: 7 } }, "inline")).toContain(
      "Until they answer, again 7 days after a dismissal.",
    );
    expect(said({ again: { answered: 120, dismissed: 120 } })).toContain("Again every 120 days.");
    expect(said({}, "tab")).toMatch(/^Offers its tab to .*It stays there for whoever/u);
  });
});

describe("days of rest as they come out", () => {
  const survey = (again: Targeting["again"]) => ({
    ...base,
    targeting: { ...base.targeting, ...(again && { again }) },
  });

  it("are the longest, and said where they are longer than what was set", () => {
    const again = { answered: 14, dismissed: 14 };
    const effect = restsInEffect(survey(again), cooldown);
    expect(effect).toEqual({ answered: 90, dismissed: 30 });
    expect(effect && longerWords(again, effect)).toBe(
      "90 days after an answer and 30 days after a dismissal",
    );
    expect(restsInEffect({ ...survey(again), metric: "none" }, cooldown)?.answered).toBe(30);
    expect(longerWords(AGAIN, restsInEffect(survey(undefined), cooldown) ?? AGAIN)).toBe("");
  });
});

it("a rule that is taken away leaves no trace", () => {
  const rules = withRules({ ...base.targeting, event: "paid" }, { event: undefined, scroll: 40 });
  expect(rules).toEqual({ ...base.targeting, scroll: 40 });
  expect(rules).not.toHaveProperty("event");
});

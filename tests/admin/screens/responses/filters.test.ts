import { describe, expect, it } from "vitest";
import { answersInWords, provenance } from "../../../../admin/screens/responses/answers.ts";
import {
  NO_FILTERS,
  filterWords,
  filtersOf,
  scoreChoices,
} from "../../../../admin/screens/responses/filters.ts";
import { scaleOf } from "../../../../domain/scores/scale.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import type { Response } from "../../../../domain/wire/responses.ts";
import type { Question } from "../../../../domain/wire/survey.ts";

const chosen = (filters: Record<string, string>) =>
  Object.fromEntries(Object.entries(filtersOf(filters)).filter(([, value]) => value));

describe("filters of an address", () => {
  it("reads what a list can take and leaves the rest out", () => {
    expect(
      chosen({
        q: "late",
        channel: "email",
        state: "nonsense",
        min: "0",
        max: "6",
        text: "1",
        attr: "plan:pro",
      }),
    ).toEqual({
      q: "late",
      channel: "email",
      min: "0",
      max: "6",
      text: "1",
      attr: "plan:pro",
    });
    expect(
      chosen({ min: "-1", max: "100", text: "yes", attr: "Plan:pro", sentiment: "toString" }),
    ).toEqual({});
  });

  it("says each filter in words, with what takes it off", () => {
    const words = filterWords(
      filtersOf({ q: "late", language: "de", min: "6", max: "6", attr: "plan:a:b" }),
      undefined,
    );
    expect(words).toEqual([
      { words: "“late”", off: { q: undefined } },
      { words: "German", off: { language: undefined } },
      { words: "Score 6", off: { min: undefined, max: undefined } },
      { words: "Plan: a:b", off: { attr: undefined } },
    ]);
    expect(filterWords(filtersOf(NO_FILTERS), undefined)).toEqual([]);
  });

  it("offers the groups of the scale", () => {
    const [q1] = templateOf("nps").questions as [Extract<Question, { kind: "score" }>];
    expect(scoreChoices(scaleOf(q1)).map(({ words, min, max }) => [words, min, max])).toEqual([
      ["Detractors, 0 to 6", "0", "6"],
      ["Passives, 7 to 8", "7", "8"],
      ["Promoters, 9 to 10", "9", "10"],
    ]);
  });
});

describe("one response in words", () => {
  const choice: Question = {
    id: "q2",
    kind: "multiple",
    text: "Where?",
    options: [
      { id: "o1", text: "Shop" },
      { id: "o2", text: "Web" },
    ],
  };
  const response: Response = {
    id: "r",
    survey: "s",
    version: 2,
    channel: "widget",
    state: "quarantined",
    reason: "too fast",
    score: 3,
    answers: {},
    texts: {},
    complete: false,
    language: "de",
    attributes: { plan: "pro", country: "AT" },
    person: { id: "u1", verified: false },
    page: null,
    overQuota: false,
    grade: null,
    sentiment: null,
    mentions: [],
    at: Date.UTC(2026, 10, 22, 13, 5),
    updatedAt: Date.UTC(2026, 10, 22, 13, 5, 20),
  };

  it("reads answers as their wording", () => {
    expect(answersInWords(choice, ["o2", "o1"], "en")).toBe("Web, Shop");
    expect(answersInWords(choice, ["gone"], "en")).toBe("gone");
    expect(answersInWords({ id: "q3", kind: "consent", text: "May we?" }, false, "en")).toBe("No");
    expect(answersInWords(choice, null, "en")).toBe("Declined to answer");
  });

  it("tells where it came from, in the workspace's zone", () => {
    const facts = new Map(
      provenance(response, "Europe/Vienna").map(([name, value]) => [name, value]),
    );
    expect(facts.get("Given")).toBe("22 Nov 2026, 14:05");
    expect(facts.has("Changed")).toBe(false);
    expect(facts.get("State")).toBe("Quarantined: too fast");
    expect(facts.get("Person")).toBe("u1, claimed");
    expect(facts.get("Country")).toBe("Austria");
  });

  it("offers those that share an attribute", () => {
    expect(provenance(response, "UTC").find(([name]) => name === "Country")?.[2]).toBe(
      "country:AT",
    );
  });
});

import { describe, expect, it } from "vitest";
import { withQuestion } from "../../../../admin/screens/build/edits.ts";
import { problemOf } from "../../../../admin/screens/build/problems.ts";
import type { ChoiceQuestion } from "../../../../domain/wire/survey.ts";
import { definition } from "../../support.ts";

const base = definition();
const question = (id: string) => {
  const found = base.questions.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe("what keeps a draft from being saved", () => {
  it("is named with its question", () => {
    const empty = withQuestion(base, { ...question("q2"), text: " " });
    expect(problemOf(base)).toBeUndefined();
    expect(problemOf(empty)).toEqual({ text: "Question 2 needs words.", question: "q2" });
  });

  it("is told for options, links and rules", () => {
    const choice = question("q4") as ChoiceQuestion;
    expect(
      problemOf(withQuestion(base, { ...choice, options: [{ id: "o1", text: "" }] }))?.text,
    ).toBe("Question 4 has an answer without words.");
    expect(
      problemOf({ ...base, thanks: { title: "Thanks", link: { text: "Go", url: "nonsense" } } })
        ?.text,
    ).toBe("The thank-you has a link that is not an http address.");
  });

  it("is told for rules, with the number of the rule and the remedy", () => {
    const where = (rules: object) =>
      problemOf({ ...base, targeting: { ...base.targeting, ...rules } });
    expect(where({ attributes: [{ name: "plan", is: "set" }] })).toBeUndefined();
    expect(
      where({
        attributes: [
          { name: "plan", is: "set" },
          { name: "plan", is: "one_of", values: [] },
        ],
      }),
    ).toEqual({
      text: "Where and when: rule 2 for an attribute needs a value to compare with.",
      tab: "where",
    });
    expect(where({ attributes: [{ name: "orders", is: "more", values: ["many"] }] })?.text).toBe(
      "Where and when: rule 1 for an attribute needs a number to compare with.",
    );
    expect(where({ attributes: [{ name: "orders", is: "more", values: [""] }] })?.text).toBe(
      "Where and when: rule 1 for an attribute needs a number to compare with.",
    );
    expect(where({ attributes: [{ name: "Plan", is: "set" }] })?.text).toMatch(/small letters/u);
    expect(where({ from: 2000, until: 1000 })).toEqual({
      text: "Where and when: asking ends before it begins. Choose a later end.",
      tab: "where",
    });
    expect(where({ urls: ["x".repeat(301)] })?.text).toMatch(/longer than 300/u);
  });

  it("is told for the look", () => {
    expect(
      problemOf({ ...base, look: { ...base.look, tab: { en: "", de: "Sag es uns" } } }),
    ).toEqual({
      text: "The look needs a word on the tab in the survey’s own language.",
      tab: "look",
    });
  });
});

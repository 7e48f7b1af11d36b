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
});

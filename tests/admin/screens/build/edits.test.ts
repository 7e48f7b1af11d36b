import * as v from "valibot";
import { describe, expect, it } from "vitest";
import {
  ADDABLE,
  carriesScore,
  moved,
  newQuestion,
  nextId,
  withBranches,
  withoutOption,
  withoutQuestion,
} from "../../../../admin/screens/build/edits.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import { type ChoiceQuestion, Definition, type Question } from "../../../../domain/wire/survey.ts";

const nps = templateOf("nps");
const ids = (definition: Definition) => definition.questions.map(({ id }) => id);
const choice: ChoiceQuestion = {
  id: "q9",
  kind: "single",
  text: "Where?",
  options: [
    { id: "o1", text: "Shop" },
    { id: "o2", text: "Web" },
  ],
  branches: [{ any: ["o1"], go: "q2" }, { any: ["o1", "o2"], go: "q3" }, { go: "end" }],
};

describe("edits of a survey", () => {
  it.each(ADDABLE)("adds %s that can be saved as it is", (kind) => {
    let option = 1;
    const made = newQuestion(kind, { question: "q9", option: () => `o${option++}` });
    expect(v.is(Definition, { ...nps, questions: [...nps.questions, made] })).toBe(true);
  });

  it("gives ids that neither the server nor the draft has used", () => {
    expect(nextId("q", "q3", nps)).toBe("q5");
    expect(nextId("q", "q8", nps)).toBe("q8");
    expect(nextId("o", "o1", { ...nps, questions: [choice] })).toBe("o3");
  });

  it("sends rules that led to a removed question to the one after it", () => {
    const next = withoutQuestion(nps, "q3");
    expect(ids(next)).toEqual(["q1", "q2", "q4"]);
    expect(next.questions[0]?.branches?.map(({ go }) => go)).toEqual(["q2", "q4", "q4"]);
    expect(withoutQuestion(nps, "q4").questions[0]?.branches?.at(-1)?.go).toBe("end");
    expect(v.is(Definition, next)).toBe(true);
  });

  it("moves within the list and no further", () => {
    expect(ids(moved(nps, "q2", 1))).toEqual(["q1", "q3", "q2", "q4"]);
    expect(moved(nps, "q1", -1)).toBe(nps);
    expect(moved(nps, "q4", 1)).toBe(nps);
  });

  it("takes an option out of every rule that named it", () => {
    const next = withoutOption(choice, "o1");
    expect(next.options).toEqual([{ id: "o2", text: "Web" }]);
    expect(next.branches).toEqual([{ any: ["o2"], go: "q3" }, { go: "end" }]);
  });

  it("keeps one rule without a condition, last", () => {
    const [q1] = nps.questions as [Question];
    expect(withBranches(q1, [{ go: "q3" }, { from: 0, go: "q2" }, { go: "end" }]).branches).toEqual(
      [{ from: 0, go: "q2" }, { go: "q3" }],
    );
    expect(withBranches(q1, [])).not.toHaveProperty("branches");
  });

  it("knows the question that carries the score", () => {
    const [q1, q2] = nps.questions as [Question, Question];
    expect(carriesScore(nps, q1)).toBe(true);
    expect(carriesScore(nps, q2)).toBe(false);
    expect(carriesScore({ ...nps, questions: [q1, { ...q1, id: "q9" }] }, q1)).toBe(false);
    expect(carriesScore({ ...nps, metric: "none" }, q1)).toBe(false);
  });
});

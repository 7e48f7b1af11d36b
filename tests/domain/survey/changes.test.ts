import { describe, expect, it } from "vitest";
import { changesBetween, freeIds, reusedIds } from "../../../domain/survey/changes.ts";
import { templateOf } from "../../../domain/survey/templates.ts";
import type { Definition, Question } from "../../../domain/wire/survey.ts";

const base = templateOf("nps");
const choice = (id: string, ...options: [string, string][]): Question => ({
  id,
  kind: "single",
  text: "Which one?",
  options: options.map(([o, text]) => ({ id: o, text })),
});
const withQuestions = (questions: readonly Question[]): Definition => ({
  ...base,
  questions: [...questions],
});
const [q1, q2, q3, q4] = base.questions as [Question, Question, Question, Question];

describe("what publishing changes", () => {
  it("is nothing for the same definition, whatever the order of its keys", () => {
    expect(changesBetween(base, JSON.parse(JSON.stringify(base)) as Definition)).toEqual([]);
  });

  it("tells words from substance, and names each part", () => {
    const after: Definition = {
      ...withQuestions([
        { ...q1, required: false },
        { ...q2, text: "Why?" },
        q4,
        choice("q5", ["o1", "A"]),
      ]),
      look: { ...base.look, radius: 0 },
    };
    expect(changesBetween(base, after)).toEqual([
      { what: "changed", question: "q1" },
      { what: "reworded", question: "q2" },
      { what: "added", question: "q5" },
      { what: "removed", question: "q3" },
      { what: "look" },
    ]);
  });

  it("sees a new order, and a new option as a change", () => {
    expect(changesBetween(base, withQuestions([q1, q3, q2, q4]))).toEqual([{ what: "reordered" }]);
    const one = withQuestions([q1, choice("q5", ["o1", "A"])]);
    expect(changesBetween(one, withQuestions([q1, choice("q5", ["o1", "B"])]))).toEqual([
      { what: "reworded", question: "q5" },
    ]);
    expect(
      changesBetween(one, withQuestions([q1, choice("q5", ["o1", "A"], ["o2", "B"])])),
    ).toEqual([{ what: "changed", question: "q5" }]);
  });
});

describe("ids are for ever", () => {
  it("a free id was never used, also not by a removed question", () => {
    const old = withQuestions([q1, choice("q9", ["o4", "A"])]);
    expect(freeIds([base, old])).toEqual({ question: "q10", option: "o5" });
    expect(freeIds([])).toEqual({ question: "q1", option: "o1" });
  });

  it("a dropped question may come back as it was, not as another", () => {
    const v1 = base;
    const v2 = withQuestions([q1, q2]);
    expect(reusedIds([v2, v1], withQuestions([q1, q2, q4]))).toEqual({});
    expect(
      reusedIds([v2, v1], withQuestions([q1, q2, { ...q4, text: "Anything else?" }])),
    ).toHaveProperty("q4");
  });

  it("a live question may be reworded", () => {
    expect(reusedIds([base], withQuestions([{ ...q1, text: "Would you recommend us?" }]))).toEqual(
      {},
    );
  });

  it("a dropped option may not come back with another meaning", () => {
    const v1 = withQuestions([q1, choice("q5", ["o1", "Price"], ["o2", "Speed"])]);
    const v2 = withQuestions([q1, choice("q5", ["o1", "Price"])]);
    const again = (text: string) => withQuestions([q1, choice("q5", ["o1", "Cost"], ["o2", text])]);
    expect(reusedIds([v2, v1], again("Speed"))).toEqual({});
    expect(reusedIds([v2, v1], again("Colour"))).toHaveProperty("q5");
  });
});

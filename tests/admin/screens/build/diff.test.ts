import { describe, expect, it } from "vitest";
import { diffLines } from "../../../../admin/screens/build/diff.ts";
import { problemOf } from "../../../../admin/screens/build/problems.ts";
import { answersTo, reachWords } from "../../../../admin/screens/build/reach.ts";
import { plainWords, withWords, wordsIn } from "../../../../admin/screens/build/words.ts";
import { route } from "../../../../domain/survey/flow.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import type { Definition, Question } from "../../../../domain/wire/survey.ts";

const nps = templateOf("nps");
const [q1, q2, q3, q4] = nps.questions as [Question, Question, Question, Question];
const made = (questions: Question[]): Definition => ({ ...nps, questions });

describe("what publishing changes, in words", () => {
  it("is nothing for the same survey", () => {
    expect(diffLines(nps, structuredClone(nps))).toEqual([]);
  });

  it("shows the words before and after", () => {
    const text = { ...(q2.text as Record<string, string>), en: "Why?" };
    expect(diffLines(nps, made([q1, { ...q2, text }, q3, q4]))).toEqual([
      { where: "Question 2, wording", was: "What do you like most about us?", is: "Why?" },
    ]);
  });

  it("says when only a translation changed", () => {
    const text = { ...(q2.text as Record<string, string>), de: "Warum?" };
    expect(diffLines(nps, made([q1, { ...q2, text }, q3, q4]))).toEqual([
      { where: "Question 2, translations", is: "Words in another language changed" },
    ]);
  });

  it("names a removed question by its place before", () => {
    expect(diffLines(nps, made([q1, q2, q4]))).toContainEqual({
      where: "Question 3, removed",
      was: "What is missing for a 9 or 10?",
    });
  });

  it("tells look and targeting in their own units", () => {
    const after = { ...nps, look: { ...nps.look, radius: 12 }, targeting: { ...nps.targeting, delay: 1500, sample: 0.25 } };
    expect(diffLines(nps, after)).toEqual([
      { where: "Look, roundness", was: "8 px", is: "12 px" },
      { where: "Where and when, delay", was: "5 s", is: "1.5 s" },
      { where: "Where and when, share of visitors", was: "100 %", is: "25 %" },
    ]);
  });
});

describe("what keeps a draft from being saved", () => {
  it("is nothing for a template", () => {
    expect(problemOf(nps)).toBeUndefined();
  });

  it("names the question and what it lacks", () => {
    expect(problemOf(made([q1, { ...q2, text: "" }, q3, q4]))).toEqual({ text: "Question 2 needs words.", question: "q2" });
    const empty: Question = { id: "q5", kind: "single", text: "Where?", options: [{ id: "o1", text: "" }] };
    expect(problemOf(made([q1, q2, q3, q4, empty]))?.text).toBe("Question 5 has an answer without words.");
  });

  it("names the part for what is no question", () => {
    const problem = problemOf({ ...nps, look: { ...nps.look, accent: "red" } });
    expect(problem).toEqual({ text: "The look needs a colour like #1d5b49." });
  });
});

describe("the road to a question", () => {
  it("is found through the rules", () => {
    for (const { id } of nps.questions) {
      const answers = answersTo(nps.questions, id);
      expect(route(nps.questions, answers ?? {}).map((question) => question.id)).toContain(id);
    }
    expect(answersTo(nps.questions, "q1")).toEqual({});
  });

  it("is missing where no rule leads", () => {
    const closed = { ...q1, branches: [{ go: "end" as const }] };
    expect(answersTo([closed, q2], "q2")).toBeUndefined();
  });

  it("is told by the rule that leads there", () => {
    expect(reachWords(nps.questions, "q4")).toBe("after 0 to 6");
    expect(reachWords(nps.questions, "q1")).toBe("");
    expect(reachWords([{ ...q1, branches: [{ from: 9, go: "q2" }] }, q2], "q2")).toBe("after 9 or more");
  });
});

describe("words in languages", () => {
  it("reads a plain string as the survey's own language", () => {
    expect(wordsIn("Why?", "en", "en")).toBe("Why?");
    expect(wordsIn("Why?", "de", "en")).toBe("");
  });

  it("keeps one language plain and turns two into a record", () => {
    expect(withWords("Why?", "en", "en", "How?")).toBe("How?");
    expect(withWords("Why?", "de", "en", "Warum?")).toEqual({ en: "Why?", de: "Warum?" });
    expect(withWords({ en: "Why?", de: "Warum?" }, "de", "en", "")).toEqual({ en: "Why?" });
  });

  it("shows piped answers by their place", () => {
    expect(plainWords("You gave {{q1}}.", [q1])).toBe("You gave [answer 1].");
  });
});

import { describe, expect, it } from "vitest";
import { diffLines } from "../../../../admin/screens/build/diff.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import type { Definition, Question } from "../../../../domain/wire/survey.ts";

const nps = templateOf("nps");
const [q1, q2, q3, q4] = nps.questions as [Question, Question, Question, Question];
const made = (questions: Question[]): Definition => ({ ...nps, questions });

describe("what publishing changes, in words", () => {
  it("is nothing for the same survey", () => {
    expect(diffLines(nps, structuredClone(nps), "UTC")).toEqual([]);
  });

  it("shows the words before and after", () => {
    const text = { ...(q2.text as Record<string, string>), en: "Why?" };
    expect(diffLines(nps, made([q1, { ...q2, text }, q3, q4]), "UTC")).toEqual([
      { where: "Question 2, wording", was: "What do you like most about us?", is: "Why?" },
    ]);
  });

  it("says when only a translation changed", () => {
    const text = { ...(q2.text as Record<string, string>), de: "Warum?" };
    expect(diffLines(nps, made([q1, { ...q2, text }, q3, q4]), "UTC")).toEqual([
      { where: "Question 2, translations", is: "Words in another language changed" },
    ]);
  });

  it("names a removed question by its place before", () => {
    expect(diffLines(nps, made([q1, q2, q4]), "UTC")).toContainEqual({
      where: "Question 3, removed",
      was: "What is missing for a 9 or 10?",
    });
  });

  it("tells look and targeting in their own units", () => {
    const after = {
      ...nps,
      look: { ...nps.look, radius: 12 },
      targeting: { ...nps.targeting, delay: 1500, sample: 0.25 },
    };
    expect(diffLines(nps, after, "UTC")).toEqual([
      { where: "Look, roundness", was: "8 px", is: "12 px" },
      { where: "Where and when, delay", was: "5 s", is: "1.5 s" },
      { where: "Where and when, share of visitors", was: "100 %", is: "25 %" },
    ]);
  });
});

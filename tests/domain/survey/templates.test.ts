import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { primaryQuestion } from "../../../domain/survey/questions.ts";
import { route } from "../../../domain/survey/flow.ts";
import { templateOf } from "../../../domain/survey/templates.ts";
import { Definition, type Words } from "../../../domain/wire/survey.ts";

const METRICS = ["nps", "csat", "ces", "none"] as const;

function allWords(value: unknown): Words[] {
  if (typeof value !== "object" || value === null) return [];
  if ("en" in value) return [value as Words];
  return Object.values(value).flatMap(allWords);
}

describe.each(METRICS)("the %s template", (metric) => {
  const template = templateOf(metric);

  it("is a valid definition of its metric", () => {
    expect(v.parse(Definition, template)).toEqual(template);
    expect(primaryQuestion(template)?.id).toBe(metric === "none" ? undefined : "q1");
  });

  it("speaks four languages, each its own", () => {
    const all = allWords([template.questions, template.thanks]);
    expect(all.length).toBeGreaterThan(2);
    for (const words of all) {
      expect(Object.keys(words)).toEqual(["en", "de", "fr", "es"]);
      expect(new Set(Object.values(words)).size).toBe(4);
    }
  });
});

it.each([
  ["nps", 10, "q2"],
  ["nps", 9, "q2"],
  ["nps", 8, "q3"],
  ["nps", 7, "q3"],
  ["nps", 6, "q4"],
  ["nps", 0, "q4"],
  ["csat", 5, "q2"],
  ["csat", 3, "q3"],
  ["ces", 7, "q2"],
  ["ces", 5, "q2"],
  ["ces", 4, "q3"],
  ["ces", 1, "q3"],
] as const)("%s %i leads to %s and ends there", (metric, score, next) => {
  const steps = route(templateOf(metric).questions, { q1: score }).map((q) => q.id);
  expect(steps).toEqual(["q1", next]);
});

import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { askFor } from "../../../domain/survey/ask.ts";
import { factsOf } from "../../../domain/survey/facts.ts";
import {
  incompatibilities,
  primaryQuestion,
  unionOfQuestions,
} from "../../../domain/survey/questions.ts";
import { Definition } from "../../../domain/wire/survey.ts";
import { npsDefinition } from "../../support/definitions.ts";

const [score, text, choice] = npsDefinition.questions;
if (!score || choice?.kind !== "multiple") throw new Error("the fixture has changed");

describe("versions", () => {
  it("an answer that any version allowed stays valid: options are joined", () => {
    const newer: Definition = {
      ...npsDefinition,
      questions: [score, { ...choice, options: [{ id: "o4", text: "Staff" }] }],
    };
    const joined = unionOfQuestions([newer, npsDefinition]).get("q3");
    expect(joined && "options" in joined && joined.options.map((o) => o.id)).toEqual([
      "o4",
      "o1",
      "o2",
    ]);
    expect(unionOfQuestions([newer, npsDefinition]).has("q2")).toBe(true);
  });

  it("a question keeps its kind and scale for ever", () => {
    const kind = { ...npsDefinition, questions: [{ ...text, id: "q1" }] } as Definition;
    expect(Object.keys(incompatibilities([npsDefinition], kind))).toEqual(["q1"]);
    const scale = {
      ...npsDefinition,
      metric: "csat",
      questions: [{ ...score, metric: "csat", min: 1, max: 5 }],
    } as Definition;
    expect(incompatibilities([npsDefinition], scale)["q1"]).toContain("0 to 10");
    expect(incompatibilities([npsDefinition], npsDefinition)).toEqual({});
  });
});

describe("the schema of a definition", () => {
  const issues = (d: unknown) => v.safeParse(Definition, d).issues?.map((i) => i.message) ?? [];

  it("takes the fixture and refuses what would not work", () => {
    expect(issues(npsDefinition)).toEqual([]);
    expect(issues({ ...npsDefinition, questions: [score, score] })).toContain(
      "question ids must be unique",
    );
    expect(issues({ ...npsDefinition, metric: "csat" })).toHaveLength(1);
    expect(issues({ ...npsDefinition, questions: [{ ...score, max: 5 }] })[0]).toContain(
      "NPS 0 to 10",
    );
    expect(
      issues({ ...npsDefinition, questions: [{ ...score, branches: [{ go: "q7" }] }] })[0],
    ).toContain("branch");
    const link = { title: "T", link: { text: "x", url: "javascript:alert(1)" } };
    expect(issues({ ...npsDefinition, thanks: link })[0]).toContain("http");
  });
});

describe("askFor", () => {
  const both = { ...npsDefinition, thanks: { title: { en: "Thank you", de: "Danke" } } };
  it("speaks the visitor's language where it can, else the survey's own", () => {
    expect(askFor(both, "de-AT")).toMatchObject({
      lang: "de",
      thanks: { title: "Danke" },
      ui: { next: "Weiter" },
    });
    expect(askFor(both, "ja")).toMatchObject({ lang: "en", thanks: { title: "Thank you" } });
  });
});

describe("factsOf", () => {
  const questions = unionOfQuestions([npsDefinition]);
  const primary = primaryQuestion(npsDefinition)?.id;

  it("counts the score by channel and by each attribute, choices by option", () => {
    expect(
      factsOf(questions, primary, { q1: 9, q3: ["o1", "o3"] }, "widget", { plan: "pro" }),
    ).toEqual([
      ["q1", "channel", "widget", 9],
      ["q1", "plan", "pro", 9],
      ["q3", "option", "o1", 0],
      ["q3", "option", "o3", 0],
    ]);
  });

  it("a start without a score counts no attribute and no value", () => {
    expect(factsOf(questions, primary, { q1: null }, "link", { plan: "pro" })).toEqual([
      ["q1", "channel", "link", -1],
    ]);
  });
});

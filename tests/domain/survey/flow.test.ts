import { describe, expect, it } from "vitest";
import { type Step, pipe, route } from "../../../domain/survey/flow.ts";

const questions: Step[] = [
  {
    id: "q1",
    branches: [
      { to: 6, go: "q2" },
      { from: 9, go: "q4" },
      { from: 7, to: 8, go: "end" },
    ],
  },
  {
    id: "q2",
    branches: [
      { any: ["o2"], go: "q1" },
      { any: ["o1"], go: "end" },
    ],
  },
  { id: "q3" },
  { id: "q4" },
];
const ids = (answers: Record<string, number | string | string[]>) =>
  route(questions, answers).map((q) => q.id);

describe("flow", () => {
  it("takes the first rule that matches, else the next question", () => {
    expect(ids({ q1: 3 })).toEqual(["q1", "q2", "q3", "q4"]);
    expect(ids({ q1: 10 })).toEqual(["q1", "q4"]);
    expect(ids({ q1: 7 })).toEqual(["q1"]);
    expect(ids({})).toEqual(["q1", "q2", "q3", "q4"]);
  });

  it("branches on a chosen option, alone or among several", () => {
    expect(ids({ q1: 0, q2: "o1" })).toEqual(["q1", "q2"]);
    expect(ids({ q1: 0, q2: ["o3", "o1"] })).toEqual(["q1", "q2"]);
  });

  it("never turns in a circle: a rule that leads backwards is ignored", () => {
    expect(ids({ q1: 0, q2: "o2" })).toEqual(["q1", "q2", "q3", "q4"]);
  });

  it("pipes answers into words and leaves nothing for what was not answered", () => {
    expect(pipe("You gave {{q1}}{{q9}}.", { q1: 6 })).toBe("You gave 6.");
    expect(pipe("{{q1}}", { q1: 0 })).toBe("0");
  });

  it("pipes attributes, and says something else where there is none", () => {
    const wording = "Hello {{first_name|there}}, you are on {{plan}}{{seats|}}.";
    expect(pipe(wording, { plan: "Pro" })).toBe("Hello there, you are on Pro.");
    expect(pipe(wording, { plan: "Pro", first_name: "Ada" })).toBe("Hello Ada, you are on Pro.");
  });
});

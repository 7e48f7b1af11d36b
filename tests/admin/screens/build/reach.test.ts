import { describe, expect, it } from "vitest";
import { newQuestion, withAdded } from "../../../../admin/screens/build/edits.ts";
import { answersTo, reachWords } from "../../../../admin/screens/build/reach.ts";
import { route } from "../../../../domain/survey/flow.ts";
import { templateOf } from "../../../../domain/survey/templates.ts";
import { definition } from "../../support.ts";

const base = definition();

describe("the way to a question", () => {
  it("finds answers that really lead there", () => {
    for (const { id } of base.questions) {
      const answers = answersTo(base.questions, id);
      expect(route(base.questions, answers ?? {}).map((one) => one.id)).toContain(id);
    }
  });

  it("gives up where no road leads", () => {
    expect(answersTo(base.questions, "q99")).toBeUndefined();
  });

  it("says after which answers", () => {
    expect(reachWords(base.questions, "q2")).toBe("after 0 to 6");
    expect(reachWords(base.questions, "q1")).toBe("");
  });
});

it("answers no more than it must", () => {
  const [first, ...rest] = base.questions;
  if (!first) throw new Error("no question");
  // Without an answer no rule matches and the next question follows: q3 needs the right score.
  const skipping = [{ ...first, branches: [{ from: 9, to: 10, go: "q3" }, { go: "q4" }] }, ...rest];
  expect(answersTo(skipping, "q3")).toEqual({ q1: 9 });
  expect(answersTo(skipping, "q4")).toEqual({});
  expect(answersTo(skipping, "q2")).toBeUndefined();
});

it.each(["nps", "csat", "ces", "none"] as const)(
  "reaches a question that is added to the %s template, from every road",
  (metric) => {
    const template = templateOf(metric);
    const added = withAdded(template, newQuestion("short", { question: "q9", option: () => "o1" }));
    for (const { id } of template.questions) {
      const road = route(added.questions, answersTo(added.questions, id) ?? {}).map(
        (one) => one.id,
      );
      expect(road.at(-1)).toBe("q9");
    }
  },
);

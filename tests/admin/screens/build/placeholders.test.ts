import { describe, expect, it } from "vitest";
import {
  attributePlaceholder,
  isAttribute,
  placeholdersIn,
} from "../../../../admin/screens/build/placeholders.ts";
import { attributesSaid, saidBefore, sceneOf } from "../../../../admin/screens/build/preview.ts";
import { pipe } from "../../../../domain/survey/flow.ts";
import { definition } from "../../support.ts";

const base = definition();
const piped = definition({
  questions: base.questions.map((one) =>
    one.id === "q4" ? { ...one, text: "{{first_name|You}} gave {{q1}}: {{q3}}" } : one,
  ),
});

describe("what a wording is filled with", () => {
  it("is an earlier answer or an attribute", () => {
    expect(placeholdersIn("{{first_name|dear friend}}, {{q1}} on {{plan}}. {{Plan}} {q2}")).toEqual(
      [
        { whole: "{{first_name|dear friend}}", attribute: "first_name", fallback: "dear friend" },
        { whole: "{{q1}}", question: "q1" },
        { whole: "{{plan}}", attribute: "plan", fallback: "" },
        { whole: "{{Plan}}", broken: true },
      ],
    );
  });

  it.each([
    ["plan", "", "{{plan}}"],
    ["first_name", " there ", "{{first_name|there}}"],
    ["first_name", "{{x}}", "{{first_name|x}}"],
  ])("is written for %s with %j as %s, which the widget fills", (name, fallback, written) => {
    expect(attributePlaceholder(name, fallback)).toBe(written);
    expect(pipe(written, { [name]: "Ada" })).toBe("Ada");
    expect(pipe(written, {})).toBe(fallback.replaceAll(/[{} ]/gu, ""));
  });

  it("takes no name that an attribute cannot have", () => {
    expect(["plan", "q1", "Plan", "a|b", ""].map(isAttribute)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("the preview of a wording", () => {
  it("asks for the attributes that any wording says", () => {
    expect(attributesSaid(piped)).toEqual(["first_name"]);
    expect(attributesSaid({ ...base, thanks: { title: "Bye", text: "{{plan}}" } })).toEqual([
      "plan",
    ]);
  });

  it("says what was answered on the way, and nothing of what was not asked", () => {
    expect(saidBefore(piped, { q1: 9 }, "q4", "en")).toEqual({ q1: "9", q3: "…" });
    expect(saidBefore(piped, { q1: 9 }, "thanks", "en")).toMatchObject({ q4: "Delivery" });
    expect(saidBefore(piped, {}, undefined, "en")).toEqual({});
  });

  it("shows the mode, and measures all languages only where it is asked to", () => {
    const options = { step: "q4", language: "en", theme: "light", visitor: {} } as const;
    const scene = sceneOf(piped, { ...options, visitor: { first_name: "Ada" }, measured: false });
    expect(scene).toMatchObject({ mode: "popover", step: "q4", words: { first_name: "Ada" } });
    expect(scene).not.toHaveProperty("measure");
    const german = definition({ thanks: { title: { en: "Thanks", de: "Danke" } } });
    expect(
      sceneOf(german, { ...options, measured: true })?.measure?.map(({ lang }) => lang),
    ).toEqual(["en", "de"]);
    expect(
      sceneOf({ ...base, thanks: { title: "" } }, { ...options, measured: false }),
    ).toBeUndefined();
  });
});

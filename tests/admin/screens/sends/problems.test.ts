import { expect, it } from "vitest";
import { problemOf } from "../../../../admin/screens/sends/problems.ts";
import { firstSend } from "../../../../admin/screens/sends/letters.ts";
import { definition } from "../../support.ts";
import { draft } from "./support.ts";

const hours = { weekdays: [2], from: 9, to: 12 };

it("a send as it begins can be saved, in each language that it may begin in", () => {
  for (const language of ["en", "de", "fr", "es", "pt-BR"]) {
    const made = firstSend("NPS", definition({ language }), { of: "everyone" });
    expect(problemOf(made)).toBeUndefined();
  }
  const german = firstSend("NPS", definition({ language: "de" }), { of: "everyone" });
  expect(german.letter.subject).toBe("Wie machen wir uns?");
});

it.each([
  ["audience", draft({ name: " " }), "The send needs a name."],
  [
    "audience",
    draft({ audience: { of: "people", people: [] } }),
    "Name at least one person, at most 500.",
  ],
  [
    "letter",
    draft({ letter: { subject: "", intro: "Hello" } }),
    "The subject needs words in each language that has any.",
  ],
  [
    "letter",
    draft({ letter: { subject: "Hi", intro: { en: "" } } }),
    "The words above the question are missing.",
  ],
  [
    "plan",
    draft({ plan: { kind: "autopilot", months: 3, again: true, ...hours, weekdays: [] } }),
    "Choose at least one day of the week.",
  ],
  [
    "plan",
    draft({ plan: { kind: "autopilot", months: 3, again: true, ...hours, to: 9 } }),
    "The hours must end after they begin.",
  ],
  [
    "plan",
    draft({ plan: { kind: "trigger", event: "Order delivered", days: 1, ...hours } }),
    "The event needs a name of small letters, digits and _.",
  ],
  [
    "plan",
    draft({
      plan: {
        kind: "trigger",
        event: "order",
        days: 1,
        ...hours,
        unless: [{ name: "plan", is: "one_of", values: [] }],
      },
    }),
    "Rule 1 needs a value to compare with.",
  ],
  ["plan", draft({ reminders: [26] }), "A reminder goes out 1 to 25 days after the mail before."],
])("a step is named that mends it: %s", (step, send, text) => {
  expect(problemOf(send)).toEqual({ step, text });
});

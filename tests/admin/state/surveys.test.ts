import { expect, it } from "vitest";
import { chosenSurvey } from "../../../admin/state/surveys.ts";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import { overviewItem } from "../support.ts";

// Newest first, as the server lists them.
const survey = (id: string, part: Partial<SurveySummary> = {}): SurveySummary => ({
  ...overviewItem(id).survey,
  id,
  metric: "csat",
  ...part,
});
const items = [
  survey("draft", { state: "draft", version: 0 }),
  survey("nps", { metric: "nps" }),
  survey("csat"),
  survey("closed", { state: "closed", metric: "nps" }),
];

it("opens the survey that an address asks for", () => {
  expect(chosenSurvey(items, "closed")?.id).toBe("closed");
});

it("else the live one that says most, and never hides that there is one", () => {
  expect(chosenSurvey(items, "gone")?.id).toBe("nps");
  expect(chosenSurvey([survey("b"), survey("a")], undefined)?.id).toBe("a");
  expect(
    chosenSurvey(
      [survey("draft", { state: "draft", version: 0 }), survey("old", { state: "closed" })],
      undefined,
    )?.id,
  ).toBe("old");
  expect(chosenSurvey([survey("draft", { state: "draft", version: 0 })], undefined)?.id).toBe(
    "draft",
  );
  expect(chosenSurvey([], undefined)).toBeUndefined();
});

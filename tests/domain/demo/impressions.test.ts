import { describe, expect, it } from "vitest";
import { demoImpressions } from "../../../domain/demo/impressions.ts";
import { voices } from "../../../domain/demo/comments/voices.ts";
import { DEMO_SEED, demoPlan } from "../../../domain/demo/plan.ts";
import { demoResponses } from "../../../domain/demo/responses.ts";

const plan = demoPlan(DEMO_SEED, Date.UTC(2026, 10, 22, 14, 20));
const dayOf = (at: number) => Math.floor(at / 86_400_000);

describe("the sample impressions", () => {
  it("are a plausible crowd around the responses of each day and channel", () => {
    for (const survey of plan.surveys) {
      const rows = demoImpressions(plan, survey, dayOf);
      const answered = Map.groupBy(
        demoResponses(voices, plan, survey, 0, survey.count),
        ({ at, channel }) => `${dayOf(at)} ${channel}`,
      );
      expect(new Set(rows.map(({ day, channel }) => `${day} ${channel}`))).toEqual(
        new Set(answered.keys()),
      );
      for (const { day, channel, shown, started, dismissed } of rows) {
        const n = answered.get(`${day} ${channel}`)?.length ?? 0;
        expect(started).toBeGreaterThanOrEqual(n);
        expect(shown).toBeGreaterThanOrEqual(started);
        expect(dismissed).toBeLessThanOrEqual(shown - started);
      }
    }
  });

  it("are the same for the same seed", () => {
    const [survey] = plan.surveys;
    if (!survey) throw new Error("no survey");
    expect(demoImpressions(plan, survey, dayOf)).toEqual(demoImpressions(plan, survey, dayOf));
  });
});

import { describe, expect, it } from "vitest";
import { carrierChange } from "../../../domain/demo/calendar.ts";
import { voices } from "../../../domain/demo/comments/voices.ts";
import { DEMO_SEED, demoPlan } from "../../../domain/demo/plan.ts";
import { demoResponses } from "../../../domain/demo/responses.ts";
import { runSurvey } from "../../../domain/themes/index.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import { engineModel } from "../../support/engine-model.ts";

const model = await engineModel();
const NOW = Date.UTC(2026, 10, 22, 14, 20);

describe("themes of the sample comments", () => {
  it("name what made the score fall", { timeout: 30_000 }, () => {
    const plan = demoPlan(DEMO_SEED, NOW);
    const survey = plan.surveys.find(({ key }) => key === "csat");
    if (!survey) throw new Error("no survey");
    const said = demoResponses(voices, plan, survey, 0, survey.count).flatMap((response, seq) => {
      const text = response.answers["q2"] ?? response.answers["q3"];
      return typeof text === "string" ? [{ response, seq, text }] : [];
    });
    const { themes, readings } = runSurvey({
      model,
      runId: "run",
      surveyId: "sv_a",
      since: said.length,
      at: NOW,
      themes: [],
      texts: said.map(({ response, seq, text }) => ({
        id: String(seq),
        surveyId: "sv_a",
        seq,
        text,
        at: response.at,
        langHint: response.language,
      })),
      reviewed: false,
      newId: (ordinal) => `theme-${ordinal}`,
    });
    const late = themes.find(({ label }) => /delay|late/iu.test(label));
    if (!late)
      throw new Error(`no such theme among ${themes.map(({ label }) => label).join(", ")}`);
    const change = carrierChange(Math.floor(NOW / DAY_MS)) * DAY_MS;
    const share = (felt: boolean) => {
      const some = said.flatMap(({ response: { at, attributes } }, i) => {
        const there = attributes.country === "DE" || attributes.country === "AT";
        const is = there && at >= change && at < change + 35 * DAY_MS;
        return is === felt ? [readings[i]?.mentions.some((m) => m.themeId === late.id)] : [];
      });
      return some.filter(Boolean).length / some.length;
    };
    expect(share(true)).toBeGreaterThan(0.3);
    expect(share(false)).toBeLessThan(share(true) / 4);
    const mentions = readings.flatMap((r) => r.mentions.filter((m) => m.themeId === late.id));
    expect(
      mentions.filter(({ sentiment }) => sentiment < 0).length / mentions.length,
    ).toBeGreaterThan(0.7);
  });
});

import type { Channel } from "../wire/common.ts";
import { timeline } from "./calendar.ts";
import { visitOf } from "./people.ts";
import type { DemoPlan, DemoSurvey } from "./plan.ts";
import { rng } from "./random.ts";

export type DemoImpression = {
  day: number;
  channel: Channel;
  shown: number;
  started: number;
  dismissed: number;
};

/**
 * How often a survey was shown (or mailed), started and dismissed, by day and channel, so that its
 * responses are a plausible share of them.
 * @param dayOf the workspace's day of an instant, ms UTC
 */
export function demoImpressions(
  plan: DemoPlan,
  survey: DemoSurvey,
  dayOf: (at: number) => number,
): DemoImpression[] {
  const line = timeline(plan.now, survey.days);
  const counts = new Map<string, { day: number; channel: Channel; n: number }>();
  for (let i = 0; i < survey.count; i++) {
    const { at, channel } = visitOf(survey, line, i, plan.now, plan.seed);
    const day = dayOf(at);
    const key = `${day} ${channel}`;
    const count = counts.get(key);
    if (count) count.n++;
    else counts.set(key, { day, channel, n: 1 });
  }
  return [...counts.values()].map(({ day, channel, n }) => {
    const chance = rng(plan.seed, survey.key, "shown", day, channel);
    const shown = Math.round((n / (survey.rates[channel] ?? 1)) * (0.85 + 0.3 * chance.next()));
    // Some begin and leave before the first answer is sent.
    const started = Math.min(shown, n + (chance.chance(0.12) ? 1 : 0));
    const dismissed = Math.round((shown - started) * (0.3 + 0.15 * chance.next()));
    return { day, channel, shown, started, dismissed: channel === "email" ? 0 : dismissed };
  });
}

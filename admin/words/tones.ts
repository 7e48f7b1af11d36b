import { type Scale, goodValues, isDetractor } from "../../domain/scores/scale.ts";

/** How a single answer counts: good, bad, or neither. */
export type Tone = "good" | "mid" | "bad";

/** The tone of a value on its scale: promoters, passives and detractors, or their kin on CSAT and CES. */
export function toneOf(scale: Scale | undefined, value: number): Tone {
  const good = scale && goodValues(scale);
  if (!scale || !good) return "mid";
  if (good.includes(value)) return "good";
  if (scale.metric === "nps") return isDetractor(value) ? "bad" : "mid";
  const middle = scale.max === 7 ? 4 : 3;
  return value === middle ? "mid" : "bad";
}

/** The three groups of a metric, in words. */
export function toneNames(metric: Scale["metric"]): Record<Tone, string> {
  switch (metric) {
    case "nps":
      return { good: "Promoters", mid: "Passives", bad: "Detractors" };
    case "csat":
      return { good: "Satisfied", mid: "Neither", bad: "Dissatisfied" };
    case "ces":
      return { good: "Easy", mid: "Neither", bad: "Hard" };
    case "rating":
      return { good: "High", mid: "Answers", bad: "Low" };
  }
}

/** Runs of neighbouring values that count alike, from the low end of the scale. */
export function toneGroups(scale: Scale): { tone: Tone; members: number[] }[] {
  const groups: { tone: Tone; members: number[] }[] = [];
  for (let value: number = scale.min; value <= scale.max; value++) {
    const tone = toneOf(scale, value);
    const last = groups.at(-1);
    if (last?.tone === tone) last.members.push(value);
    else groups.push({ tone, members: [value] });
  }
  return groups;
}

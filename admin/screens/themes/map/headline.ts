import type { Metric } from "../../../../domain/wire/common.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { percent, plural } from "../../../words/format.ts";
import { MIN_MENTIONS } from "../impact.ts";

type Survey = { name: string; metric: Metric };

/** Why a theme matters, in sentences: its weight on the score, how often it is named, how people feel. */
export function whyWords(theme: Theme, survey: Survey): string {
  if (theme.volume === 0) return "Nobody speaks of it in this period.";
  return [weight(theme, survey), frequency(theme), feeling(theme)].filter(Boolean).join(" ");
}

function weight({ impact }: Theme, { name, metric }: Survey): string {
  if (metric === "none") return "";
  if (!impact) return `Its weight on ${name} shows from ${MIN_MENTIONS} mentions.`;
  const { value, low, high } = impact;
  if (low <= 0 && high >= 0)
    return `${name} is about the same with and without those who mention it.`;
  const points = `${Math.abs(value).toFixed(1)} points ${value < 0 ? "lower" : "higher"}`;
  return `${name} is ${points} with those who mention it than without them.`;
}

function frequency({ share, trend, volume, previous }: Theme): string {
  const named = `${percent(share)} of texts name it`;
  switch (trend) {
    case "up":
      return `${named}, ${previous > 0 ? "really more than before" : "and none did before"}.`;
    case "down":
      return `${named}, really less than before.`;
    case "same":
      return `${named}, no real change.`;
    case "few":
      return `${named}: ${plural(volume, "mention")}, too few to compare with before.`;
  }
}

/** Shares of mentions from which a word fits. */
const MOST = 0.6;
const BALANCE = 10;

function feeling({ sentiment, positive, negative, volume }: Theme): string {
  if (sentiment === null) return "";
  if (negative / volume >= MOST) return "Most of it is complaint.";
  if (positive / volume >= MOST) return "Most of it is praise.";
  if (Math.abs(sentiment) < BALANCE) return "Praise and complaint are in balance.";
  return sentiment < 0 ? "More complaint than praise." : "More praise than complaint.";
}

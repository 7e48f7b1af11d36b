import type { Metric } from "../../domain/wire/common.ts";
import { plural, range, score as scoreText } from "../words/format.ts";
import type { Tone } from "../words/tones.ts";

/** A score with its interval, or why there is none. */
export function Score({
  metric,
  score,
  low,
  high,
  n,
}: {
  metric: Metric;
  score: number | null;
  low: number | null;
  high: number | null;
  n: number;
}) {
  if (score === null || low === null || high === null) {
    return <span class="quiet">{plural(n, "answer")}. A score shows from 5.</span>;
  }
  return (
    <span class="score">
      <b>{scoreText(metric, score)}</b>
      <Interval low={low} high={high} />
    </span>
  );
}

/** The 95 % interval of a figure. */
export function Interval({ low, high }: { low: number; high: number }) {
  return <small>{range(low, high)}</small>;
}

/** One answer on its scale. */
export function Rating({ value, tone }: { value: number; tone: Tone }) {
  return (
    <span class={`rating ${tone}`} role="img" aria-label={`Score ${value}`}>
      {value}
    </span>
  );
}

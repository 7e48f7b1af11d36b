import { line } from "d3-shape";
import { scaleLinear } from "d3-scale";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { place } from "../../../charts/scale.ts";
import { count, percent, signed, signedTenths } from "../../../words/format.ts";
import { impactText, sureOf } from "../impact.ts";

/** Negative mentions to the left of the middle, positive ones to the right, both of all mentions. */
export function SentimentBar({
  theme: { volume, positive, negative, sentiment },
}: {
  theme: Theme;
}) {
  if (volume === 0 || sentiment === null) return null;
  const half = (part: number) => `${((50 * part) / volume).toFixed(2)}%`;
  return (
    <span
      class="mood"
      role="img"
      aria-label={`${percent(negative / volume)} negative, ${percent(positive / volume)} positive`}
    >
      <i class="neg" style={{ width: half(negative) }} />
      <i class="pos" style={{ width: half(positive) }} />
    </span>
  );
}

/** An impact with its interval on the axis that all themes share. */
export function ImpactScale({
  impact,
  ends,
}: {
  impact: NonNullable<Theme["impact"]>;
  ends: readonly [number, number];
}) {
  const at = (value: number) => `${place(value, ends).toFixed(2)}%`;
  return (
    <svg
      class={`ci ${sureOf(impact)}`}
      role="img"
      aria-label={`impact ${signedTenths(impact.value)}, ${impactText(impact)}`}
    >
      <line class="track" x1="0" x2="100%" y1="14" y2="14" />
      <line class="zero" x1={at(0)} x2={at(0)} y1="2" y2="26" />
      <line class="whisker" x1={at(impact.low)} x2={at(impact.high)} y1="14" y2="14" />
      <circle class="dot" cx={at(impact.value)} cy="14" r="3.5" />
    </svg>
  );
}

/** The labels of that axis: its ends where there is room, and zero. */
export function ImpactAxis({ ends }: { ends: readonly [number, number] }) {
  const room = (tick: number) => tick === 0 || Math.abs(tick) * 5 > ends[1] - ends[0];
  return (
    <div class="axis" aria-hidden="true">
      {[ends[0], 0, ends[1]].filter(room).map((tick) => (
        <span key={tick} style={{ left: `${place(tick, ends)}%` }}>
          {signed(tick)}
        </span>
      ))}
    </div>
  );
}

const WIDTH = 72;
const HEIGHT = 24;

/** Mentions a week, on their own range from zero. */
export function VolumeSpark({ spark }: { spark: readonly number[] }) {
  const [last = 0, most] = [spark.at(-1), Math.max(1, ...spark)];
  if (spark.length < 2) return null;
  const x = scaleLinear([0, spark.length - 1], [1, WIDTH - 4]);
  const y = scaleLinear([0, most], [HEIGHT - 3, 3]);
  const path = line<number>(
    (_, i) => x(i),
    (n) => y(n),
  );
  return (
    <svg
      class="spark small"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${spark.length} weeks, at most ${count(most)}, ${count(last)} in the last`}
    >
      <path class="line" d={path(spark) ?? ""} />
      <circle cx={x(spark.length - 1)} cy={y(last)} r="2.5" />
    </svg>
  );
}

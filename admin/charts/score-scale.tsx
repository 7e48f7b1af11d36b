import type { Metric } from "../../domain/wire/common.ts";
import type { Verdict } from "../../domain/wire/scores.ts";
import { count, range, score as scoreText } from "../words/format.ts";
import { place, scaleEnds } from "./scale.ts";

type Figure = { score: number | null; low: number | null; high: number | null };

const CLASSES: Record<Verdict, string> = { up: "up", down: "down", same: "", few: "" };

/**
 * A value on its scale: a dot with its 95 % interval, the period before as a hollow dot below it,
 * the whole as a thin line.
 */
export function ScoreScale({
  metric,
  now,
  before,
  all,
  verdict,
  named = false,
}: {
  metric: Metric;
  now: Figure;
  before?: Figure | undefined;
  /** Score of the whole that this is a part of. */
  all?: number | null;
  verdict: Verdict;
  /** Writes "before 41" beside the hollow dot. */
  named?: boolean;
}) {
  if (now.score === null || now.low === null || now.high === null) return null;
  const ends = scaleEnds(metric);
  const at = (value: number) => `${place(value, ends).toFixed(2)}%`;
  const { score: was = null, low: wasLow = null, high: wasHigh = null } = before ?? {};
  const shown = was !== null && wasLow !== null && wasHigh !== null;
  const y = before || all === undefined ? 10 : 14;
  const label = [
    `${scoreText(metric, now.score)}, 95 % interval ${range(now.low, now.high)}`,
    shown && `before ${scoreText(metric, was)}, ${range(wasLow, wasHigh)}`,
  ];
  return (
    <svg class={`ci ${CLASSES[verdict]}`} role="img" aria-label={label.filter(Boolean).join("; ")}>
      <line class="track" x1="0" x2="100%" y1={y} y2={y} />
      {metric === "nps" && <line class="zero" x1="50%" x2="50%" y1="2" y2="26" />}
      {all !== undefined && all !== null && (
        <line class="all" x1={at(all)} x2={at(all)} y1="-5" y2="33" />
      )}
      {shown && (
        <>
          <line class="was" x1={at(wasLow)} x2={at(wasHigh)} y1="20" y2="20" />
          <circle class="was" cx={at(was)} cy="20" r="3" />
          {named && (
            <text x={at(wasHigh)} dx="8" y="24">
              before {count(was)}
            </text>
          )}
        </>
      )}
      <line class="whisker" x1={at(now.low)} x2={at(now.high)} y1={y} y2={y} />
      <circle class="dot" cx={at(now.score)} cy={y} r="3.5" />
    </svg>
  );
}

/** The tick labels of a scale, each exactly under its value. */
export function ScaleAxis({ metric, fine = false }: { metric: Metric; fine?: boolean }) {
  const ends = scaleEnds(metric);
  const ticks = metric === "nps" ? (fine ? [-100, -50, 0, 50, 100] : [-100, 0, 100]) : [0, 50, 100];
  return (
    <div class="axis" aria-hidden="true">
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `${place(tick, ends)}%` }}>
          {count(tick)}
          {metric !== "nps" && tick === 100 ? " %" : ""}
        </span>
      ))}
    </div>
  );
}

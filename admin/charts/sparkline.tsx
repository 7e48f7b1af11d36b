import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { Metric } from "../../domain/wire/common.ts";
import { score as scoreText } from "../words/format.ts";

type Point = { key: string; score: number | null; low: number | null; high: number | null };
type Full = Point & { score: number; low: number; high: number; i: number };

const WIDTH = 104;
const HEIGHT = 28;

/** The shape of the last weeks, on its own range, with its band. */
export function Sparkline({
  metric,
  points,
  name,
}: {
  metric: Metric;
  points: readonly Point[];
  name: string;
}) {
  const full = points.flatMap((point, i): Full[] =>
    point.score === null || point.low === null || point.high === null
      ? []
      : [{ ...point, score: point.score, low: point.low, high: point.high, i }],
  );
  const [first, last] = [full[0], full.at(-1)];
  if (!first || !last || full.length < 2) return null;
  const x = scaleLinear([0, points.length - 1], [1, WIDTH - 4]);
  const y = scaleLinear(
    [Math.min(...full.map((p) => p.low)), Math.max(...full.map((p) => p.high))],
    [HEIGHT - 1, 1],
  );
  const band = area<Full>(
    (p) => x(p.i),
    (p) => y(p.low),
    (p) => y(p.high),
  );
  const path = line<Full>(
    (p) => x(p.i),
    (p) => y(p.score),
  );
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name}, ${points.length} weeks, ${scoreText(metric, first.score)} to ${scoreText(metric, last.score)}`}
    >
      <path class="band" d={band(full) ?? ""} />
      <path class="line" d={path(full) ?? ""} />
      <circle cx={x(last.i)} cy={y(last.score)} r="2.5" />
    </svg>
  );
}

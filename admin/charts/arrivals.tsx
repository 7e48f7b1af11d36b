import { scaleBand, scaleLinear } from "d3-scale";
import { useState } from "preact/hooks";
import { useWidth } from "../components/use-size.ts";
import { clock } from "../words/dates.ts";
import { count, plural } from "../words/format.ts";
import { Reader } from "./reader.tsx";

const HEIGHT = 196;
const PAD = { top: 20, right: 8, bottom: 24, left: 32 };
const PLOT = HEIGHT - PAD.top - PAD.bottom;
const MINUTE_MS = 60_000;
/** Minutes; the clocks of all zones differ by more than that. */
const GRID = 5;
/** Room that a time of day takes on the axis. */
const LABEL = 64;

/** How many responses arrived in each stretch of time, up to now; bars from zero. */
export function Arrivals({
  counts,
  until,
  minutes,
  zone,
}: {
  /** Oldest first. */
  counts: readonly number[];
  /** Where the last stretch ends, ms UTC. */
  until: number;
  /** Length of a stretch. */
  minutes: number;
  zone: string;
}) {
  const [box, width] = useWidth<HTMLDivElement>(860);
  // The time that is read, not its place: the bars move on while one looks at them.
  const [chosen, setChosen] = useState<number>();
  const step = minutes * MINUTE_MS;
  const starts = counts.map((_, i) => until - (counts.length - i) * step);
  const most = Math.max(...counts);
  const found = starts.indexOf(chosen ?? Number.NaN);
  const index = found >= 0 ? found : counts.indexOf(most);
  const inner = Math.max(1, width - PAD.left - PAD.right);
  const x = scaleBand(starts, [0, inner]).paddingInner(0.2);
  const y = scaleLinear([0, Math.max(4, most)], [PLOT, 0]).nice(4);
  const between = (i: number) =>
    `${clock(starts[i] ?? 0, zone)} to ${clock((starts[i] ?? 0) + step, zone)}`;
  const first = starts[0] ?? until;
  const labels = labelsOf(first, until, inner, zone);
  return (
    <>
      <Reader
        box={box}
        class="arrivals"
        index={index}
        length={counts.length}
        told={`${between(index)}: ${plural(counts[index] ?? 0, "response")}`}
        nearest={(left) => Math.floor(((left - PAD.left) / inner) * counts.length)}
        onRead={(i) => setChosen(starts[i])}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <g transform={`translate(${PAD.left} ${PAD.top})`}>
            {y
              .ticks(4)
              .filter(Number.isInteger)
              .map((tick) => (
                <g key={tick}>
                  <line class="grid" x2={inner} y1={y(tick)} y2={y(tick)} />
                  <text x="-8" y={y(tick)} dy="4" text-anchor="end">
                    {count(tick)}
                  </text>
                </g>
              ))}
            {starts.map((start, i) => (
              <g key={start}>
                <rect
                  class={`bar-of ${i === index ? "read" : ""}`}
                  x={x(start)}
                  y={y(counts[i] ?? 0)}
                  width={x.bandwidth()}
                  height={PLOT - y(counts[i] ?? 0)}
                  rx={Math.min(2, x.bandwidth() / 2)}
                />
              </g>
            ))}
            {labels.map((at) => (
              <text
                key={at}
                x={((at - first) / (until - first)) * inner}
                y={PLOT}
                dy="20"
                text-anchor="middle"
              >
                {clock(at, zone)}
              </text>
            ))}
            <text
              class="said"
              x={(x(starts[index] ?? 0) ?? 0) + x.bandwidth() / 2}
              y={y(counts[index] ?? 0) - 6}
              text-anchor="middle"
            >
              {count(counts[index] ?? 0)}
            </text>
          </g>
        </svg>
      </Reader>
      <div class="readout">
        <b>{between(index)}</b>
        <span>{plural(counts[index] ?? 0, "response")}</span>
        <small class="wide">← → reads the others</small>
      </div>
      <details class="behind">
        <summary>Show as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col" class="num">
                Responses
              </th>
            </tr>
          </thead>
          <tbody>
            {starts.map((start, i) => (
              <tr key={start}>
                <th scope="row">{between(i)}</th>
                <td class="num">{count(counts[i] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** Whole times of the clock, as many as do not touch each other or the ends. */
function labelsOf(from: number, until: number, width: number, zone: string): number[] {
  const least = ((until - from) / MINUTE_MS) * (LABEL / width);
  const every = [5, 10, 20, 30, 60, 180, 360, 720].find((step) => step >= least) ?? 1440;
  const margin = ((until - from) * LABEL) / width / 3;
  const step = GRID * MINUTE_MS;
  const labels: number[] = [];
  for (let at = Math.ceil((from + margin) / step) * step; at <= until - margin; at += step) {
    const [hour = 0, minute = 0] = clock(at, zone).split(":").map(Number);
    if ((hour * 60 + minute) % every === 0) labels.push(at);
  }
  return labels;
}

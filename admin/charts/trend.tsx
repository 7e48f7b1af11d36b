import { scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Metric } from "../../domain/wire/common.ts";
import type { Scores, Verdict as Kind } from "../../domain/wire/scores.ts";
import { useWidth } from "../components/use-size.ts";
import { Verdict } from "../components/verdict.tsx";
import { count, range, score as scoreText } from "../words/format.ts";
import { Reader } from "./reader.tsx";
import { trendWindow } from "./scale.ts";

type Row = Scores["rows"][number];
type Full = Row & { score: number; low: number; high: number };
const isFull = (row: Row): row is Full =>
  row.score !== null && row.low !== null && row.high !== null;

const HEIGHT = 264;
const PAD = { top: 16, right: 44, bottom: 24, left: 32 };

const CHANGES: Record<Kind, string> = {
  up: "Higher than before",
  down: "Lower than before",
  same: "No real change",
  few: "Not enough data",
};

/** What the readout and the table call the buckets. */
export type TrendWords = { bucket: "Day" | "Week of" | "Month"; label: (key: string) => string };

/**
 * A score over time with its interval as a band. Arrow keys and the pointer read single buckets; the
 * table behind it holds them all.
 */
export function Trend({
  metric,
  rows,
  before,
  words,
  link,
}: {
  metric: Metric;
  rows: readonly Row[];
  before: Scores["previous"];
  words: TrendWords;
  /** More about one bucket. */
  link: (row: Row) => ComponentChildren;
}) {
  const [box, width] = useWidth<HTMLDivElement>(900);
  const [chosen, setChosen] = useState<number | null>(null);
  const full = rows.filter(isFull);
  const lowest = extreme(full);
  const index = Math.min(
    chosen ?? (lowest ? rows.indexOf(lowest) : rows.length - 1),
    rows.length - 1,
  );
  const current = rows[index];

  const domain = trendWindow(
    metric,
    full.flatMap((row) => [row.low, row.high]),
  );
  const inner = Math.max(1, width - PAD.left - PAD.right);
  const x = scalePoint(
    rows.map((row) => row.key),
    [0, inner],
  );
  const y = scaleLinear(domain, [HEIGHT - PAD.top - PAD.bottom, 0]);
  const at = (row: Row) => x(row.key) ?? 0;
  const band = area<Row>(
    at,
    (row) => y(row.low ?? 0),
    (row) => y(row.high ?? 0),
  ).defined(isFull);
  const path = line<Row>(at, (row) => y(row.score ?? 0)).defined(isFull);
  const last = full.at(-1);
  const step = Math.max(1, Math.ceil(rows.length / Math.max(2, Math.floor(inner / 88))));
  const nearest = (left: number) => Math.round(((left - PAD.left) / inner) * (rows.length - 1));
  const told = current
    ? `${words.bucket} ${words.label(current.key)}: ${describe(metric, current)}`
    : "";

  return (
    <>
      <Reader
        box={box}
        index={index}
        length={rows.length}
        told={told}
        nearest={nearest}
        onRead={setChosen}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <g transform={`translate(${PAD.left} ${PAD.top})`}>
            {y.ticks((domain[1] - domain[0]) / 20).map((tick) => (
              <g key={tick}>
                <line class="grid" x2={inner} y1={y(tick)} y2={y(tick)} />
                <text x="-8" y={y(tick)} dy="4" text-anchor="end">
                  {count(tick)}
                </text>
              </g>
            ))}
            {before && isFull({ ...before, key: "", verdict: "same" }) && (
              <>
                <rect
                  class="was"
                  width={inner}
                  y={y(Math.min(before.high ?? 0, domain[1]))}
                  height={Math.max(
                    1,
                    y(Math.max(before.low ?? 0, domain[0])) -
                      y(Math.min(before.high ?? 0, domain[1])),
                  )}
                />
                <text
                  class="edge"
                  x={inner + 8}
                  y={beforeLabel(y(before.score ?? 0), last && y(last.score))}
                  dy="4"
                >
                  before
                </text>
              </>
            )}
            <path class="band" d={band(rows) ?? ""} />
            <path class="line" d={path(rows) ?? ""} />
            {current && <line class="cursor" x1={at(current)} x2={at(current)} y2={y(domain[0])} />}
            {full.map((row) => (
              <circle
                key={row.key}
                class={`point ${row.verdict === "up" || row.verdict === "down" ? row.verdict : ""}`}
                cx={at(row)}
                cy={y(row.score)}
                r={
                  row === current || row.verdict === "up" || row.verdict === "down"
                    ? 5
                    : rows.length > 40
                      ? 2
                      : 3.5
                }
              />
            ))}
            {lowest && lowest !== last && (
              <text
                class={`said ${lowest.verdict}`}
                x={at(lowest)}
                y={y(lowest.score)}
                dy={lowest.verdict === "up" ? -12 : 22}
                text-anchor="middle"
              >
                {count(lowest.score)} ({range(lowest.low, lowest.high)})
              </text>
            )}
            {last && (
              <text class="said edge" x={at(last) + 8} y={y(last.score)} dy="4">
                {count(last.score)}
              </text>
            )}
            {rows.map(
              (row, i) =>
                i % step === 0 && (
                  <text
                    key={row.key}
                    x={at(row)}
                    y={y(domain[0])}
                    dy="20"
                    text-anchor={i === 0 ? "start" : "middle"}
                  >
                    {words.label(row.key)}
                  </text>
                ),
            )}
          </g>
        </svg>
      </Reader>
      {current && (
        <div class="readout">
          <b>
            {words.bucket === "Week of" ? "Week of " : ""}
            {words.label(current.key)}
          </b>
          <span>
            {isFull(current) ? (
              <>
                <b>{scoreText(metric, current.score)}</b> ({range(current.low, current.high)})
              </>
            ) : (
              "No score under 5 answers"
            )}
          </span>
          <span>n {count(current.n)}</span>
          {current.verdict !== "few" && (
            <Verdict verdict={current.verdict} words={CHANGES[current.verdict]} />
          )}
          {link(current)}
          <small class="wide">← → reads the others</small>
        </div>
      )}
      <details class="behind">
        <summary>Show as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.bucket}</th>
              <th scope="col" class="num">
                Score
              </th>
              <th scope="col" class="num">
                Interval
              </th>
              <th scope="col" class="num">
                n
              </th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{words.label(row.key)}</th>
                <td class="num">{isFull(row) ? scoreText(metric, row.score) : ""}</td>
                <td class="num">{isFull(row) ? range(row.low, row.high) : ""}</td>
                <td class="num">{count(row.n)}</td>
                <td>{CHANGES[row.verdict]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function describe(metric: Metric, row: Row): string {
  return isFull(row)
    ? `${scoreText(metric, row.score)}, ${range(row.low, row.high)}, ${CHANGES[row.verdict].toLowerCase()}`
    : "no score under 5 answers";
}

/** The bucket that stands out most among those that really changed. */
function extreme(rows: readonly Full[]): Full | undefined {
  const mean = rows.reduce((sum, row) => sum + row.score, 0) / (rows.length || 1);
  return rows
    .filter((row) => row.verdict === "down" || row.verdict === "up")
    .toSorted((a, b) => Math.abs(b.score - mean) - Math.abs(a.score - mean))[0];
}

/** Keeps the word "before" clear of the last value. */
function beforeLabel(y: number, last: number | undefined): number {
  if (last === undefined || Math.abs(y - last) >= 14) return y;
  return y <= last ? last - 14 : last + 14;
}

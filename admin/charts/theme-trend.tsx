import { scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import { useState } from "preact/hooks";
import type { Metric } from "../../domain/wire/common.ts";
import type { ThemeDetail } from "../../domain/wire/themes.ts";
import { useWidth } from "../components/use-size.ts";
import { dayLabel } from "../words/dates.ts";
import { count, percent, plural, score as scoreText } from "../words/format.ts";
import { METRICS } from "../words/names.ts";
import { Reader } from "./reader.tsx";
import { trendWindow } from "./scale.ts";

type Week = ThemeDetail["weeks"][number];

const PAD = { top: 28, right: 56, bottom: 24, left: 40 };
const SHARE = 96;
const SCORE = 112;
/** Room between the two drawings, for the name of the lower one. */
const GAP = 40;
/** Two names at line ends stand apart by this much. */
const APART = 14;

const shareOf = ({ n, texts }: Week): number => (texts > 0 ? n / texts : 0);

/** One week of a theme beside all other texts, in words. */
export function weekWords(metric: Metric, week: Week): string {
  const { n, texts, negative, score, rest } = week;
  return [
    texts > 0 ? `${count(n)} of ${plural(texts, "text")}, ${percent(shareOf(week))}` : "no texts",
    n > 0 && `${count(negative)} negative`,
    score !== null && `${METRICS[metric]} ${scoreText(metric, score)}`,
    score !== null && rest !== null && `all others ${scoreText(metric, rest)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * A theme against the rest, week by week: its share of all texts, and the score of its responses
 * beside that of all others. Both are read together; the table behind holds them all.
 */
export function ThemeTrend({ metric, weeks }: { metric: Metric; weeks: readonly Week[] }) {
  const [box, width] = useWidth<HTMLDivElement>(760);
  const [chosen, setChosen] = useState<number>();
  const most = Math.max(...weeks.map(shareOf));
  const index = Math.min(
    chosen ?? weeks.findIndex((week) => shareOf(week) === most),
    weeks.length - 1,
  );
  const read = weeks[index];
  const scored = metric !== "none" && weeks.some(({ score }) => score !== null);
  const inner = Math.max(1, width - PAD.left - PAD.right);
  const x = scalePoint(
    weeks.map(({ key }) => key),
    [0, inner],
  );
  const at = ({ key }: Week) => x(key) ?? 0;
  const height = PAD.top + SHARE + (scored ? GAP + SCORE : 0) + PAD.bottom;
  const step = Math.max(1, Math.ceil(weeks.length / Math.max(2, Math.floor(inner / 72))));
  if (!read) return null;
  return (
    <>
      <Reader
        box={box}
        class="theme-trend"
        index={index}
        length={weeks.length}
        told={`Week of ${dayLabel(read.key)}: ${weekWords(metric, read)}`}
        nearest={(left) => Math.round(((left - PAD.left) / inner) * (weeks.length - 1))}
        onRead={setChosen}
      >
        <svg width={width} height={height} aria-hidden="true">
          <g transform={`translate(${PAD.left} ${PAD.top})`}>
            <line class="cursor" x1={at(read)} x2={at(read)} y2={height - PAD.top - PAD.bottom} />
            <Shares weeks={weeks} read={read} at={at} inner={inner} most={most} />
            {scored && (
              <g transform={`translate(0 ${SHARE + GAP})`}>
                <ScoreLines metric={metric} weeks={weeks} read={read} at={at} inner={inner} />
              </g>
            )}
            {weeks.map(
              (week, i) =>
                i % step === 0 && (
                  <text
                    key={week.key}
                    x={at(week)}
                    y={height - PAD.top}
                    dy="-6"
                    text-anchor={i === 0 ? "start" : "middle"}
                  >
                    {dayLabel(week.key)}
                  </text>
                ),
            )}
          </g>
        </svg>
      </Reader>
      <div class="readout">
        <b>Week of {dayLabel(read.key)}</b>
        <span>{weekWords(metric, read)}</span>
        <small class="wide">← → reads the others</small>
      </div>
      <Behind metric={metric} weeks={weeks} scored={scored} />
    </>
  );
}

type Drawing = {
  weeks: readonly Week[];
  read: Week;
  at: (week: Week) => number;
  inner: number;
};

function Shares({ weeks, read, at, inner, most }: Drawing & { most: number }) {
  const y = scaleLinear([0, Math.max(0.04, most)], [SHARE, 0]).nice(3);
  const value = (week: Week) => y(shareOf(week));
  const last = weeks.at(-1);
  return (
    <>
      <text class="title" x={-PAD.left} y="-14">
        Share of texts that name it
      </text>
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <line class="grid" x2={inner} y1={y(tick)} y2={y(tick)} />
          <text x="-8" y={y(tick)} dy="4" text-anchor="end">
            {tick === 0 ? "0" : percent(tick).replace(".0", "")}
          </text>
        </g>
      ))}
      <path class="band" d={area<Week>(at, SHARE, value)([...weeks]) ?? ""} />
      <path class="line" d={line<Week>(at, value)([...weeks]) ?? ""} />
      <circle class="point" cx={at(read)} cy={value(read)} r="4" />
      {last && (
        <text class="said" x={at(last) + 8} y={value(last)} dy="4">
          {percent(shareOf(last))}
        </text>
      )}
    </>
  );
}

function ScoreLines({ metric, weeks, read, at, inner }: Drawing & { metric: Metric }) {
  const values = weeks.flatMap(({ score, rest }) => [score, rest].filter((v) => v !== null));
  const domain = trendWindow(metric, values);
  const y = scaleLinear(domain, [SCORE, 0]);
  const path = (of: "score" | "rest") =>
    line<Week>(at, (week) => y(week[of] ?? 0)).defined((week) => week[of] !== null)([...weeks]);
  const [mine, others] = (["score", "rest"] as const).map((of) => {
    const week = weeks.findLast((one) => one[of] !== null);
    return { x: week ? at(week) : 0, y: y(week?.[of] ?? 0) };
  });
  const close =
    mine && others && Math.abs(mine.y - others.y) < APART && Math.abs(mine.x - others.x) < 60;
  const push = close ? APART / 2 : 0;
  const above = mine && others && mine.y <= others.y ? -1 : 1;
  return (
    <>
      <text class="title" x={-PAD.left} y="-14">
        {METRICS[metric]} of those who name it, and of all others
      </text>
      {y.ticks(3).map((tick) => (
        <g key={tick}>
          <line class="grid" x2={inner} y1={y(tick)} y2={y(tick)} />
          <text x="-8" y={y(tick)} dy="4" text-anchor="end">
            {scoreText(metric, tick)}
          </text>
        </g>
      ))}
      <path class="line rest" d={path("rest") ?? ""} />
      <path class="line" d={path("score") ?? ""} />
      {weeks.map(
        (week) =>
          week.score !== null && (
            <circle
              key={week.key}
              class="point"
              cx={at(week)}
              cy={y(week.score)}
              r={week === read ? 4 : 2.5}
            />
          ),
      )}
      {mine && (
        <text class="said" x={mine.x + 8} y={mine.y + above * push} dy="4">
          these
        </text>
      )}
      {others && (
        <text x={others.x + 8} y={others.y - above * push} dy="4">
          others
        </text>
      )}
    </>
  );
}

function Behind({
  metric,
  weeks,
  scored,
}: {
  metric: Metric;
  weeks: readonly Week[];
  scored: boolean;
}) {
  const told = (value: number | null) => (value === null ? "" : scoreText(metric, value));
  return (
    <details class="behind">
      <summary>Show as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            <th scope="col" class="num">
              Mentions
            </th>
            <th scope="col" class="num">
              Negative
            </th>
            <th scope="col" class="num">
              Share of texts
            </th>
            {scored && (
              <>
                <th scope="col" class="num">
                  {METRICS[metric]} of these
                </th>
                <th scope="col" class="num">
                  Of others
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.key}>
              <th scope="row">{dayLabel(week.key)}</th>
              <td class="num">{count(week.n)}</td>
              <td class="num">{count(week.negative)}</td>
              <td class="num">{percent(shareOf(week))}</td>
              {scored && (
                <>
                  <td class="num">{told(week.score)}</td>
                  <td class="num">{told(week.rest)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

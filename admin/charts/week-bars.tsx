import { scaleBand, scaleLinear } from "d3-scale";
import { useWidth } from "../components/use-size.ts";
import { count, plural } from "../words/format.ts";
import { dayLabel } from "../words/dates.ts";

const HEIGHT = 116;
const PLOT = 76;
const TOP = 16;

type Week = { key: string; n: number; positive: number; negative: number };

/** Mentions by week; the negative part of each bar is marked. */
export function WeekBars({ weeks }: { weeks: readonly Week[] }) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const most = Math.max(1, ...weeks.map((week) => week.n));
  const x = scaleBand(
    weeks.map((week) => week.key),
    [0, width],
  ).paddingInner(0.18);
  const y = scaleLinear([0, most], [0, PLOT]);
  const last = weeks.at(-1);
  const peak = weeks.find((week) => week.n === most);
  const middle = x.bandwidth() / 2;
  const marks = [...new Set([weeks[0], peak, last])].filter((week) => week !== undefined);
  const step = Math.max(1, Math.ceil(weeks.length / Math.max(2, Math.floor(width / 96))));
  return (
    <div ref={box}>
      <svg
        class="bars"
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Mentions by week, at most ${most}${peak ? ` in the week of ${dayLabel(peak.key)}` : ""}, ${last?.n ?? 0} in the last`}
      >
        {weeks.map((week) => (
          <g key={week.key} transform={`translate(${x(week.key) ?? 0} ${TOP})`}>
            <rect y={PLOT - y(week.n)} width={x.bandwidth()} height={y(week.n)} rx="2" />
            <rect
              class="neg"
              y={PLOT - y(week.negative)}
              width={x.bandwidth()}
              height={y(week.negative)}
              rx="2"
            />
          </g>
        ))}
        {marks.map((week) => (
          <text
            key={week.key}
            class="said"
            x={(x(week.key) ?? 0) + middle}
            y={TOP + PLOT - y(week.n) - 5}
            text-anchor="middle"
          >
            {count(week.n)}
          </text>
        ))}
        {weeks.map(
          (week, i) =>
            i % step === 0 && (
              <text
                key={week.key}
                x={(x(week.key) ?? 0) + (i === 0 ? 0 : middle)}
                y={HEIGHT - 6}
                text-anchor={i === 0 ? "start" : "middle"}
              >
                {dayLabel(week.key)}
              </text>
            ),
        )}
      </svg>
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
                Positive
              </th>
              <th scope="col" class="num">
                Negative
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.key}>
                <th scope="row">{dayLabel(week.key)}</th>
                <td class="num">{plural(week.n, "mention")}</td>
                <td class="num">{count(week.positive)}</td>
                <td class="num">{count(week.negative)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

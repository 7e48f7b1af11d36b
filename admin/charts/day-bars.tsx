import { scaleBand, scaleLinear } from "d3-scale";
import { useState } from "preact/hooks";
import { useWidth } from "../components/use-size.ts";
import { dayLabel } from "../words/dates.ts";
import { count, plural } from "../words/format.ts";
import { Reader } from "./reader.tsx";

const HEIGHT = 196;
const PAD = { top: 20, right: 8, bottom: 24, left: 40 };
const PLOT = HEIGHT - PAD.top - PAD.bottom;
/** Room that a date takes on the axis. */
const LABEL = 56;

export type DayBar = {
  /** YYYY-MM-DD */
  day: string;
  planned: number;
  expected: number;
  reminders: number;
  /** What a daily cap leaves; null: no cap. */
  room: number | null;
};

const sum = ({ planned, expected, reminders }: DayBar) => planned + expected + reminders;

const weekday = (day: string) =>
  new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
const named = (day: string) => `${weekday(day)} ${dayLabel(day)}`;

/** What a day brings, in words. */
export function dayWords(bar: DayBar): string {
  const { planned, expected, reminders, room } = bar;
  if (sum(bar) === 0) return "nothing";
  const parts = [
    planned > 0 && `${count(planned)} planned`,
    expected > 0 && `about ${count(expected)} expected`,
    reminders > 0 && plural(reminders, "reminder"),
    room !== null && sum(bar) > room && `more than the ${count(room)} that the daily cap leaves`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** Mails of the coming days, those planned below those expected; bars from zero. */
export function DayBars({ days }: { days: readonly DayBar[] }) {
  const [box, width] = useWidth<HTMLDivElement>(640);
  const [chosen, setChosen] = useState<string>();
  const most = Math.max(0, ...days.map(sum));
  const peak = days.findIndex((bar) => sum(bar) === most);
  const found = days.findIndex(({ day }) => day === chosen);
  const index = found >= 0 ? found : Math.max(0, peak);
  const read = days[index];
  const inner = Math.max(1, width - PAD.left - PAD.right);
  const x = scaleBand(
    days.map(({ day }) => day),
    [0, inner],
  ).paddingInner(0.25);
  const y = scaleLinear([0, Math.max(4, most)], [PLOT, 0]).nice(4);
  const every = Math.max(1, Math.ceil((days.length * LABEL) / inner));
  if (!read) return null;
  return (
    <>
      <Reader
        box={box}
        class="arrivals day-bars"
        index={index}
        length={days.length}
        told={`${named(read.day)}: ${dayWords(read)}`}
        nearest={(left) => Math.floor(((left - PAD.left) / inner) * days.length)}
        onRead={(i) => setChosen(days[i]?.day)}
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
            {days.map((bar, i) => {
              const sure = bar.planned + bar.reminders;
              return (
                <g key={bar.day} transform={`translate(${x(bar.day) ?? 0} 0)`}>
                  <rect
                    class={`bar-of expected ${i === index ? "read" : ""}`}
                    y={y(sum(bar))}
                    width={x.bandwidth()}
                    height={y(sure) - y(sum(bar))}
                  />
                  <rect
                    class={`bar-of ${i === index ? "read" : ""}`}
                    y={y(sure)}
                    width={x.bandwidth()}
                    height={PLOT - y(sure)}
                  />
                  {i % every === 0 && (
                    <text x={x.bandwidth() / 2} y={PLOT} dy="20" text-anchor="middle">
                      {dayLabel(bar.day)}
                    </text>
                  )}
                </g>
              );
            })}
            <text
              class="said"
              x={(x(read.day) ?? 0) + x.bandwidth() / 2}
              y={y(sum(read)) - 6}
              text-anchor="middle"
            >
              {count(sum(read))}
            </text>
          </g>
        </svg>
      </Reader>
      <div class="readout">
        <b>{named(read.day)}</b>
        <span>{dayWords(read)}</span>
        <small class="wide">← → reads the others</small>
      </div>
      <details class="behind">
        <summary>Show as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" class="num">
                Planned
              </th>
              <th scope="col" class="num">
                Expected
              </th>
              <th scope="col" class="num">
                Reminders
              </th>
              <th scope="col" class="num">
                Room
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((bar) => (
              <tr key={bar.day}>
                <th scope="row">{named(bar.day)}</th>
                <td class="num">{count(bar.planned)}</td>
                <td class="num">{count(bar.expected)}</td>
                <td class="num">{count(bar.reminders)}</td>
                <td class="num">{bar.room === null ? "no cap" : count(bar.room)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

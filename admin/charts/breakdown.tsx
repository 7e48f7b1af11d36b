import { SortHead, type Sort, sorted } from "../components/table.tsx";
import { DIFFERENCES, Verdict } from "../components/verdict.tsx";
import { Interval } from "../components/figures.tsx";
import type { Metric } from "../../domain/wire/common.ts";
import type { Scores } from "../../domain/wire/scores.ts";
import { count, score as scoreText } from "../words/format.ts";
import { METRICS } from "../words/names.ts";
import { ScaleAxis, ScoreScale } from "./score-scale.tsx";

type Row = Scores["rows"][number];
export const COLUMNS = ["name", "n", "score"] as const;
export type Column = (typeof COLUMNS)[number];

/** Each value of a dimension as a dot with its interval, against the line of all. */
export function Breakdown({
  metric,
  rows,
  all,
  dimension,
  nameOf,
  sort,
  onSort,
}: {
  metric: Metric;
  rows: readonly Row[];
  all: number | null;
  dimension: string;
  nameOf: (key: string) => string;
  sort: Sort<Column>;
  onSort: (sort: Sort<Column>) => void;
}) {
  const value = {
    name: (row: Row) => nameOf(row.key),
    n: (row: Row) => row.n,
    score: (row: Row) => row.score,
  }[sort.by];
  return (
    <table class="breakdown cards">
      <caption class="sr">
        {METRICS[metric]} by {dimension.toLowerCase()} with interval, each against all others
      </caption>
      <thead>
        <tr>
          <SortHead column="name" sort={sort} onSort={onSort}>
            {dimension}
          </SortHead>
          <SortHead column="n" sort={sort} onSort={onSort} num>
            n
          </SortHead>
          <SortHead column="score" sort={sort} onSort={onSort} num>
            {METRICS[metric]}, interval
          </SortHead>
          <th scope="col">
            <span class="sr">On the scale</span>
            <ScaleAxis metric={metric} fine />
          </th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {sorted(rows, value, sort.down).map((row) => (
          <tr key={row.key}>
            <th scope="row">{nameOf(row.key)}</th>
            <td class="num" data-label="n">
              {count(row.n)}
            </td>
            <td class="score num">
              {row.score !== null && row.low !== null && row.high !== null && (
                <>
                  <strong>{scoreText(metric, row.score)}</strong>
                  <Interval low={row.low} high={row.high} />
                </>
              )}
            </td>
            <td class="scale">
              <ScoreScale metric={metric} now={row} all={all} verdict={row.verdict} />
            </td>
            <td class="call">
              <Verdict verdict={row.verdict} words={DIFFERENCES[row.verdict]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

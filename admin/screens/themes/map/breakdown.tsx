import type { Theme, ThemeBreakdown } from "../../../../domain/wire/themes.ts";
import { place } from "../../../charts/scale.ts";
import { api } from "../../../api/client.ts";
import { Select } from "../../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../../components/states.tsx";
import { SortHead, sortOf, sortText, sorted } from "../../../components/table.tsx";
import { useQuery } from "../../../state/location.ts";
import { useResource } from "../../../state/resource.ts";
import { usePeriod } from "../../../state/use-period.ts";
import { count, percent } from "../../../words/format.ts";
import { sentimentText, toneClass } from "../impact.ts";
import {
  OFTENER,
  SEGMENT_COLUMNS,
  axisOf,
  dimensionName,
  newsOf,
  segmentName,
  segmentValue,
} from "./breakdown-words.ts";

/** Who speaks of a theme more often than others: each segment's share with its interval. */
export function Breakdown({ theme, survey }: { theme: Theme; survey: string }) {
  const [query, setQuery] = useQuery();
  const { from, to } = usePeriod();
  const by = query["by"];
  const breakdown = useResource(`breakdown ${theme.id}`, `${survey} ${from} ${to} ${by}`, () =>
    api.themeBreakdown(theme.id, { survey, from, to, ...(by && { by }) }),
  );
  const { data } = breakdown;
  const choices = data?.choices ?? ["channel"];
  return (
    <section class="section">
      <header>
        <h3>Who names it more often</h3>
        <div class="by-select">
          <Select
            label="Broken down by"
            hideLabel
            value={data?.by ?? by ?? "channel"}
            options={choices.map((choice) => [choice, `By ${dimensionName(choice).toLowerCase()}`])}
            onChange={(next) => setQuery({ by: next, segments: undefined })}
          />
        </div>
        {data && data.rows.length > 0 && (
          <small class="end">share of texts; line: all, {percent(axisOf(data.rows).all)}</small>
        )}
      </header>
      {breakdown.error !== undefined && (
        <ErrorNote error={breakdown.error} retry={breakdown.reload} />
      )}
      {!data && breakdown.error === undefined && <Skeleton rows={5} height={36} />}
      {data && breakdown.error === undefined && (
        <div aria-busy={breakdown.loading}>
          {data.rows.length === 0 ? (
            <p class="quiet">
              No text in this period tells its {dimensionName(data.by).toLowerCase()}.
            </p>
          ) : (
            <Segments theme={theme} data={data} />
          )}
        </div>
      )}
    </section>
  );
}

function Segments({ theme, data }: { theme: Theme; data: ThemeBreakdown }) {
  const [query, setQuery] = useQuery();
  const { by, rows } = data;
  const sort = sortOf(
    query["segments"],
    SEGMENT_COLUMNS,
    by === "score" ? { by: "name", down: false } : { by: "share", down: true },
  );
  const { all, end } = axisOf(rows);
  const ends = [0, end] as const;
  const head = {
    sort,
    onSort: (next: typeof sort) => setQuery({ segments: sortText(next) }),
  };
  return (
    <>
      <table class="segments cards">
        <caption class="sr">
          Share of texts that name it by {dimensionName(by).toLowerCase()}, with interval, each
          against all others
        </caption>
        <thead>
          <tr>
            <SortHead column="name" {...head}>
              {dimensionName(by)}
            </SortHead>
            <SortHead column="texts" num {...head}>
              Texts
            </SortHead>
            <SortHead column="share" num {...head}>
              Share
            </SortHead>
            <th scope="col">
              <span class="sr">On its scale</span>
              <div class="axis" aria-hidden="true">
                {[0, end].map((tick) => (
                  <span key={tick} style={{ left: `${place(tick, ends)}%` }}>
                    {tick === 0 ? "0" : `${Math.round(100 * tick)} %`}
                  </span>
                ))}
              </div>
            </th>
            <SortHead column="sentiment" num {...head}>
              Sentiment
            </SortHead>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {sorted(rows, segmentValue(by, sort.by), sort.down).map((row) => {
            const news = newsOf(row.verdict, theme);
            return (
              <tr key={row.key}>
                <th scope="row">
                  <bdi>{segmentName(by, row.key)}</bdi>
                </th>
                <td class="num" data-label="Texts">
                  {count(row.n)} of {count(row.texts)}
                </td>
                <td class="num share" data-label="Share">
                  <strong>{percent(row.share)}</strong>{" "}
                  <small>
                    {Math.round(100 * row.low)} to {Math.round(100 * row.high)}
                  </small>
                </td>
                <td class="scale">
                  <Dot row={row} all={all} ends={ends} news={news} />
                </td>
                <td class={`num signed ${toneClass(row.sentiment)}`} data-label="Sentiment">
                  {sentimentText(row.sentiment)}
                </td>
                <td class="call">
                  <span class={`verdict ${MARKS[row.verdict]} ${news}`}>
                    {OFTENER[row.verdict]}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="quiet">
        Told from {count(data.of)} texts{data.capped && ", the newest"}. Verdicts allow for the
        number of rows that are looked at.
      </p>
    </>
  );
}

const MARKS = { up: "rises", down: "falls", same: "", few: "none" } as const;

function Dot({
  row: { share, low, high },
  all,
  ends,
  news,
}: {
  row: ThemeBreakdown["rows"][number];
  all: number;
  ends: readonly [number, number];
  news: string;
}) {
  const at = (value: number) => `${place(value, ends).toFixed(2)}%`;
  return (
    <svg
      class={`ci ${news}`}
      role="img"
      aria-label={`${percent(share)}, 95 % interval ${percent(low)} to ${percent(high)}`}
    >
      <line class="track" x1="0" x2="100%" y1="14" y2="14" />
      <line class="all" x1={at(all)} x2={at(all)} y1="-5" y2="33" />
      <line class="whisker" x1={at(low)} x2={at(high)} y1="14" y2="14" />
      <circle class="dot" cx={at(share)} cy="14" r="3.5" />
    </svg>
  );
}

import type { Scores } from "../../../domain/wire/scores.ts";
import { Trend } from "../../charts/trend.tsx";
import { Switch } from "../../components/field.tsx";
import { Verdict } from "../../components/verdict.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { dayLabel, fullDay, monthLabel } from "../../words/dates.ts";
import { plural } from "../../words/format.ts";
import { METRICS } from "../../words/names.ts";
import { type Bucket, bucketSpan, trendNote } from "./buckets.ts";

/** The score by day, week or month. */
export function OverTime({
  survey,
  scores,
  bucket,
}: {
  survey: string;
  scores: Scores;
  bucket: Bucket;
}) {
  const [, setQuery] = useQuery();
  const href = useHref();
  if (scores.metric === "none") return null;
  const label = bucket === "month" ? monthLabel : (key: string) => dayLabel(key);
  const moved = (verdict: string) => scores.rows.filter((row) => row.verdict === verdict).length;
  const [lower, higher] = [moved("down"), moved("up")];
  return (
    <section class="section">
      <header>
        <h2>{METRICS[scores.metric]} over time</h2>
        <Switch
          label="Buckets"
          value={bucket}
          onChange={(by) => setQuery({ by })}
          options={[
            ["day", "Day"],
            ["week", "Week"],
            ["month", "Month"],
          ]}
        />
        {lower > 0 && <Verdict verdict="down" words={`${plural(lower, bucket)} really lower`} />}
        {higher > 0 && <Verdict verdict="up" words={`${plural(higher, bucket)} really higher`} />}
        <small class="end">{trendNote(scores)}</small>
      </header>
      {scores.rows.length === 0 ? (
        <p class="lede">No answers in this period.</p>
      ) : (
        <Trend
          metric={scores.metric}
          rows={scores.rows}
          before={scores.previous}
          words={{
            bucket: bucket === "day" ? "Day" : bucket === "week" ? "Week of" : "Month",
            label,
          }}
          link={(row) => (
            <a
              href={href("/app/responses", {
                survey,
                period: undefined,
                ...bucketSpan(row.key, bucket),
              })}
            >
              {plural(row.n, "response")}
            </a>
          )}
        />
      )}
      {scores.rowsFrom !== undefined && (
        <p class="quiet">
          Shown from {fullDay(scores.rowsFrom)}: the period has more {bucket}s than are drawn. The
          score above is of all of it.
        </p>
      )}
    </section>
  );
}

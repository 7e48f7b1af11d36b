import type { Scores } from "../../../domain/wire/scores.ts";
import { Breakdown, COLUMNS } from "../../charts/breakdown.tsx";
import { Switch } from "../../components/field.tsx";
import { Skeleton } from "../../components/states.tsx";
import { sortOf, sortText } from "../../components/table.tsx";
import { useQuery } from "../../state/location.ts";
import { plural, score as scoreText } from "../../words/format.ts";
import { valueName } from "../../words/names.ts";

/** The score by the values of one dimension, each against all others. */
export function Where({
  scores,
  data,
  dimension,
  dimensions,
  busy,
}: {
  scores: Scores;
  data: Scores | undefined;
  dimension: string;
  dimensions: readonly (readonly [string, string])[];
  busy: boolean;
}) {
  const [query, setQuery] = useQuery();
  const sort = sortOf(query["sort"], COLUMNS, { by: "score", down: false });
  const name = dimensions.find(([key]) => key === dimension)?.[1] ?? "";
  return (
    <section class="section">
      <header>
        <h2>Where</h2>
        <Switch
          label="Break down by"
          value={dimension}
          onChange={(where) => setQuery({ where })}
          options={dimensions}
        />
        {scores.score !== null && (
          <small class="end">
            Each against all others, corrected for {plural(data?.rows.length ?? 0, "look")}. Line:
            all, {scoreText(scores.metric, scores.score)}
          </small>
        )}
      </header>
      {!data ? (
        <Skeleton rows={5} height={36} />
      ) : data.rows.length === 0 ? (
        <p class="lede">No answer in this period says its {name.toLowerCase()}.</p>
      ) : (
        <div aria-busy={busy}>
          <Breakdown
            metric={data.metric}
            rows={data.rows}
            all={scores.score}
            dimension={name}
            nameOf={(key) => valueName(dimension, key)}
            sort={sort}
            onSort={(next) => setQuery({ sort: sortText(next) })}
          />
        </div>
      )}
    </section>
  );
}

import type { Metric } from "../../../domain/wire/common.ts";
import type { Overview } from "../../../domain/wire/surveys.ts";
import { ScaleAxis, ScoreScale } from "../../charts/score-scale.tsx";
import { Sparkline } from "../../charts/sparkline.tsx";
import { Score } from "../../components/figures.tsx";
import { sorted } from "../../components/table.tsx";
import { Change } from "../../components/verdict.tsx";
import { useHref } from "../../state/location.ts";
import { count, listed, rate } from "../../words/format.ts";
import { CHANNELS, MEASURES } from "../../words/names.ts";

type Item = Overview["items"][number];
const ORDER: readonly Metric[] = ["nps", "csat", "ces", "none"];

/** One row a survey: score, interval, verdict, shape of the last weeks. */
export function Surveys({ items, busy }: { items: readonly Item[]; busy: boolean }) {
  const groups = ORDER.map(
    (metric) =>
      [
        metric,
        sorted(
          items.filter(({ survey }) => survey.metric === metric),
          ({ scores }) => scores.n,
          true,
        ),
      ] as const,
  );
  return (
    <table class="surveys cards section" aria-busy={busy}>
      <caption class="sr">
        Surveys with their score in the period, compared with the period before
      </caption>
      <thead>
        <tr>
          <th scope="col">Survey</th>
          <th scope="col">Score, 95 % interval</th>
          <th scope="col">On its scale, ○ before</th>
          <th scope="col">Verdict</th>
          <th scope="col">13 weeks</th>
          <th scope="col" class="num">
            n
          </th>
          <th scope="col" class="num">
            Response
          </th>
          <th scope="col" class="num">
            Suspect
          </th>
        </tr>
      </thead>
      {groups.map(
        ([metric, rows]) =>
          rows.length > 0 && (
            <tbody key={metric}>
              <tr class="group">
                <th scope="rowgroup" colSpan={2}>
                  {MEASURES[metric]}
                </th>
                <td>{metric !== "none" && <ScaleAxis metric={metric} />}</td>
                <td colSpan={5} />
              </tr>
              {rows.map((item) => (
                <Row key={item.survey.id} item={item} />
              ))}
            </tbody>
          ),
      )}
    </table>
  );
}

function Row({ item: { survey, scores, spark, channels } }: { item: Item }) {
  const href = useHref();
  const { metric, n, funnel, excluded } = scores;
  const given = channels.map((channel) => CHANNELS[channel as keyof typeof CHANNELS] ?? channel);
  const scored = scores.score !== null;
  return (
    <tr>
      <th scope="row">
        <a href={href(`/app/surveys/${survey.id}`)}>{survey.name}</a>
        <small>{given.length > 0 ? listed(given) : "No answers yet"}</small>
      </th>
      <td class="score-cell" colSpan={scored ? 1 : 2}>
        {metric === "none" ? (
          <span class="quiet">Open questions, no score</span>
        ) : (
          <Score {...scores} />
        )}
      </td>
      {scored && (
        <td class="scale">
          <ScoreScale
            metric={metric}
            now={scores}
            before={scores.previous}
            verdict={scores.verdict}
          />
        </td>
      )}
      <td class="call">
        <Change verdict={scores.verdict} change={scores.change} metric={metric} />
      </td>
      <td class="trend">
        <Sparkline metric={metric} points={spark} name={survey.name} />
      </td>
      <td class="num" data-label="n">
        {count(n)}
      </td>
      <td class="num" data-label="Response rate">
        {funnel.shown >= funnel.completed ? (rate(funnel.completed, funnel.shown) ?? "–") : "–"}
      </td>
      <td class="num" data-label="Suspect">
        {rate(excluded.suspect, n + excluded.suspect) ?? "–"}
      </td>
    </tr>
  );
}

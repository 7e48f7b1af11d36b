import "./results.css";
import { PenLine, Share2 } from "lucide";
import { useRoute } from "preact-iso";
import { type Scale, scaleOf } from "../../../domain/scores/scale.ts";
import type { Scores } from "../../../domain/wire/scores.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { COLUMNS, Breakdown } from "../../charts/breakdown.tsx";
import { Funnel } from "../../charts/funnel.tsx";
import { Histogram } from "../../charts/histogram.tsx";
import { ScaleAxis, ScoreScale } from "../../charts/score-scale.tsx";
import { Trend } from "../../charts/trend.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Switch } from "../../components/field.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { sortOf, sortText } from "../../components/table.tsx";
import { Change, Verdict } from "../../components/verdict.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { bucketFor } from "../../state/period.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { dayLabel, monthLabel } from "../../words/dates.ts";
import { count, percent, plural, range, rate, score as scoreText } from "../../words/format.ts";
import { resultsHeadline } from "../../words/headlines.ts";
import { METRICS, attributeName, valueName } from "../../words/names.ts";
import { mainScale } from "../response-facts.ts";
import { Screen } from "../screen.tsx";
import { SurveyScreen } from "../survey-head.tsx";
import { bucketSpan, trendNote } from "./buckets.ts";
import { Newest } from "./newest.tsx";
import { Questions } from "./questions.tsx";

const BUCKETS = ["day", "week", "month"] as const;

/** Is it real, and where: the score of one survey, its trend, its parts, its newest words. */
export default function Results() {
  const { id = "" } = useRoute().params;
  const survey = useResource(`survey ${id}`, "it", () => api.survey(id));
  if (!survey.data) {
    return (
      <Screen title="Results">
        {survey.error === undefined ? <Skeleton rows={8} /> : <ErrorNote error={survey.error} retry={survey.reload} />}
      </Screen>
    );
  }
  return <Loaded key={id} survey={survey.data} />;
}

function Loaded({ survey }: { survey: Survey }) {
  const href = useHref();
  const [query] = useQuery();
  const period = usePeriod();
  const { from, to } = period;
  const bucket = BUCKETS.find((one) => one === query["by"]) ?? bucketFor(period.days);
  const dimensions = dimensionsOf();
  const dimension = dimensions.find(([key]) => key === query["where"])?.[0] ?? dimensions[0]?.[0] ?? "channel";
  const scope = `results ${survey.id}`;
  const span = `${from} ${to}`;
  const trend = useResource(scope, `${span} ${bucket}`, () => api.scores(survey.id, { from, to, by: bucket }), { live: true });
  const where = useResource(`${scope} where`, `${span} ${dimension}`, () => api.scores(survey.id, { from, to, by: dimension }), { live: true });
  const scores = trend.data;
  const end = may("admin") && (
    <>
      <ButtonLink icon={Share2} href={href(`/app/surveys/${survey.id}/build`, { tab: "share" })}>
        Share
      </ButtonLink>
      <ButtonLink icon={PenLine} class="wide" href={href(`/app/surveys/${survey.id}/build`)}>
        Edit
      </ButtonLink>
    </>
  );
  const label = dimensions.find(([key]) => key === dimension)?.[1] ?? "";
  const headline =
    scores &&
    resultsHeadline(
      scores,
      where.data && { label, rows: where.data.rows.map((row) => ({ name: valueName(dimension, row.key), verdict: row.verdict })) },
    );
  return (
    <SurveyScreen survey={survey} tab="Results" end={end}>
      {trend.error !== undefined && <ErrorNote error={trend.error} retry={trend.reload} />}
      {!scores && trend.error === undefined && <Skeleton rows={8} height={64} />}
      {scores && headline && (
        <div aria-busy={trend.loading}>
          <h2 class="answer">{headline.title}</h2>
          <p class="lede">{headline.lede}</p>
          {survey.version === 0 ? (
            <NotLive survey={survey} />
          ) : (
            <>
              <Hero scores={scores} />
              <Over survey={survey} scores={scores} bucket={bucket} />
              <Parts survey={survey} scores={scores} scale={mainScale(survey)} />
              {scores.metric !== "none" && (
                <Where scores={scores} data={where.data} dimension={dimension} dimensions={dimensions} busy={where.loading} />
              )}
              <Questions survey={survey} from={from} to={to} main={scores.question} />
              <Newest survey={survey} from={from} to={to} />
            </>
          )}
        </div>
      )}
    </SurveyScreen>
  );
}

function NotLive({ survey }: { survey: Survey }) {
  const href = useHref();
  return (
    <Empty
      title="Nobody has been asked yet"
      action={
        may("admin") && (
          <ButtonLink kind="primary" href={href(`/app/surveys/${survey.id}/build`)}>
            Finish and publish it
          </ButtonLink>
        )
      }
    >
      The score, its trend and what people say show here once the survey is published.
    </Empty>
  );
}

/** What results can be broken down by: channel, language, device, declared attributes. */
function dimensionsOf(): (readonly [key: string, name: string])[] {
  const declared = me.value.workspace.attributes.map((name) => [`attr:${name}`, attributeName(name)] as const);
  return [...declared, ["channel", "Channel"], ["device", "Device"], ["language", "Language"]];
}

function Hero({ scores }: { scores: Scores }) {
  const { metric, score, low, high, n, verdict, change, previous, funnel, excluded } = scores;
  const shown = score !== null && low !== null && high !== null;
  const aside = excluded.suspect + excluded.quarantined + excluded.late + excluded.pending;
  return (
    <>
      {shown && (
        <section class="hero" aria-label="Score">
          <div>
            <div class="value">
              <b>{scoreText(metric, score)}</b>
              <span class="quiet">95 % interval {range(low, high)}</span>
            </div>
            <p>
              <Change verdict={verdict} change={change} metric={metric} />{" "}
              {previous && previous.score !== null && previous.low !== null && previous.high !== null && (
                <>
                  from {scoreText(metric, previous.score)} ({range(previous.low, previous.high)})
                </>
              )}
            </p>
          </div>
          <div>
            <ScoreScale metric={metric} now={scores} before={previous} verdict={verdict} named />
            <ScaleAxis metric={metric} fine />
          </div>
        </section>
      )}
      <dl class="facts section">
        <div>
          <dt>n</dt>
          <dd>{count(n)}</dd>
        </div>
        {scores.mean !== null && metric !== "nps" && metric !== "none" && (
          <div>
            <dt>Mean</dt>
            <dd>{scores.mean.toFixed(1)}</dd>
          </div>
        )}
        {funnel.shown >= funnel.completed && funnel.shown > 0 && (
          <div>
            <dt>Response rate</dt>
            <dd>
              {rate(funnel.completed, funnel.shown)} <small>of {count(funnel.shown)} shown</small>
            </dd>
          </div>
        )}
        <div>
          <dt>Not counted</dt>
          <dd>
            {count(aside)} {aside > 0 && <small>{asideWords(excluded)}</small>}
          </dd>
        </div>
        <div>
          <dt>With a comment</dt>
          <dd>
            {count(funnel.commented)} {funnel.counted > 0 && <small>{percent(Math.min(1, funnel.commented / funnel.counted))}</small>}
          </dd>
        </div>
      </dl>
    </>
  );
}

function asideWords(excluded: Scores["excluded"]): string {
  return (["suspect", "quarantined", "late", "pending"] as const)
    .filter((key) => excluded[key] > 0)
    .map((key) => `${count(excluded[key])} ${key}`)
    .join(", ");
}

function Over({ survey, scores, bucket }: { survey: Survey; scores: Scores; bucket: (typeof BUCKETS)[number] }) {
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
          options={[["day", "Day"], ["week", "Week"], ["month", "Month"]]}
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
          words={{ bucket: bucket === "day" ? "Day" : bucket === "week" ? "Week of" : "Month", label }}
          link={(row) => <a href={href("/app/responses", { survey: survey.id, period: undefined, ...bucketSpan(row.key, bucket) })}>{plural(row.n, "response")}</a>}
        />
      )}
    </section>
  );
}

function Parts({ survey, scores, scale }: { survey: Survey; scores: Scores; scale: Scale | undefined }) {
  const main = (survey.published ?? survey.draft).questions.find((q) => q.id === scores.question);
  const own = main?.kind === "score" ? scaleOf(main) : scale;
  return (
    <div class="columns">
      {own && (
        <section class="section">
          <header>
            <h2>Distribution</h2>
            <small>responses by score</small>
          </header>
          <Histogram scale={own} counts={scores.counts} />
        </section>
      )}
      <section class="section">
        <header>
          <h2>Funnel</h2>
          <small>each bar is a share of the step before</small>
        </header>
        <Funnel funnel={scores.funnel} suspect={scores.excluded.suspect} />
      </section>
    </div>
  );
}

function Where({
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
        <Switch label="Break down by" value={dimension} onChange={(where) => setQuery({ where })} options={dimensions} />
        {scores.score !== null && (
          <small class="end">
            Each against all others, corrected for {plural(data?.rows.length ?? 0, "look")}. Line: all, {scoreText(scores.metric, scores.score)}
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

import "./results.css";
import { PenLine, Share2 } from "lucide";
import { useRoute } from "preact-iso";
import { type Scale, scaleOf } from "../../../domain/scores/scale.ts";
import type { Scores } from "../../../domain/wire/scores.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Funnel } from "../../charts/funnel.tsx";
import { Histogram } from "../../charts/histogram.tsx";
import { ButtonLink } from "../../components/button.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { bucketFor } from "../../state/period.ts";
import { useResource } from "../../state/resource.ts";
import { usePeriod } from "../../state/use-period.ts";
import { resultsHeadline } from "../../words/headlines.ts";
import { attributeName, valueName } from "../../words/names.ts";
import { mainScale } from "../response-facts.ts";
import { Screen } from "../screen.tsx";
import { SurveyScreen } from "../survey-head.tsx";
import { BUCKETS } from "./buckets.ts";
import { Hero } from "./hero.tsx";
import { Newest } from "./newest.tsx";
import { OverTime } from "./over-time.tsx";
import { Questions } from "./questions.tsx";
import { Recipients } from "./recipients.tsx";
import { Where } from "./where.tsx";

/** Is it real, and where: the score of one survey, its trend, its parts, its newest words. */
export default function Results() {
  const { id = "" } = useRoute().params;
  const survey = useResource(`survey ${id}`, "it", () => api.survey(id));
  if (!survey.data) {
    return (
      <Screen title="Results">
        {survey.error === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorNote error={survey.error} retry={survey.reload} />
        )}
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
  const dimension =
    dimensions.find(([key]) => key === query["where"])?.[0] ?? dimensions[0]?.[0] ?? "channel";
  const scope = `results ${survey.id}`;
  const span = `${from} ${to}`;
  const trend = useResource(
    scope,
    `${span} ${bucket}`,
    () => api.scores(survey.id, { from, to, by: bucket }),
    { live: true },
  );
  const where = useResource(
    `${scope} where`,
    `${span} ${dimension}`,
    () => api.scores(survey.id, { from, to, by: dimension }),
    { live: true },
  );
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
      where.data && {
        label,
        rows: where.data.rows.map((row) => ({
          name: valueName(dimension, row.key),
          verdict: row.verdict,
        })),
      },
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
              <Hero survey={survey.id} scores={scores} />
              <OverTime survey={survey.id} scores={scores} bucket={bucket} />
              <Parts survey={survey} scores={scores} scale={mainScale(survey)} />
              {scores.metric !== "none" && (
                <Where
                  scores={scores}
                  data={where.data}
                  dimension={dimension}
                  dimensions={dimensions}
                  busy={where.loading}
                />
              )}
              {scores.confirmed && may("analyst") && <Recipients survey={survey.id} />}
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
  const declared = me.value.workspace.attributes.map(
    (name) => [`attr:${name}`, attributeName(name)] as const,
  );
  return [...declared, ["channel", "Channel"], ["device", "Device"], ["language", "Language"]];
}

function Parts({
  survey,
  scores,
  scale,
}: {
  survey: Survey;
  scores: Scores;
  scale: Scale | undefined;
}) {
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

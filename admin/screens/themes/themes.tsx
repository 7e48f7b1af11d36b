import "./themes.css";
import { ScanSearch } from "lucide";
import { useRoute } from "preact-iso";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Themes as Reply } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { chosenSurvey, useSurveys } from "../../state/surveys.ts";
import { usePeriod } from "../../state/use-period.ts";
import { moment } from "../../words/dates.ts";
import { count, plural } from "../../words/format.ts";
import { themesHeadline } from "../../words/headlines.ts";
import { Screen } from "../screen.tsx";
import { SurveyPicker } from "../survey-picker.tsx";
import { Detail } from "./detail.tsx";
import { ThemeList } from "./list.tsx";
import { Proposals } from "./proposals.tsx";
import { useRun } from "./use-run.ts";

/** Why: the themes of a survey by their weight, and one of them with its evidence. */
export default function Themes() {
  const surveys = useSurveys();
  const href = useHref();
  const [query] = useQuery();
  const survey = chosenSurvey(surveys.data?.items ?? [], query["survey"]);
  if (survey)
    return <OfSurvey key={survey.id} survey={survey} surveys={surveys.data?.items ?? []} />;
  return (
    <Screen title="Themes">
      {surveys.error !== undefined && <ErrorNote error={surveys.error} retry={surveys.reload} />}
      {!surveys.data && surveys.error === undefined && <Skeleton rows={8} height={44} />}
      {surveys.data && (
        <Empty
          title="Here you will see why"
          action={
            may("admin") && (
              <ButtonLink kind="primary" href={href("/app/surveys")}>
                Create a survey
              </ButtonLink>
            )
          }
        >
          What people write about, how they feel about it, and what it does to the score. It needs a
          survey first.
        </Empty>
      )}
    </Screen>
  );
}

function OfSurvey({
  survey,
  surveys,
}: {
  survey: SurveySummary;
  surveys: readonly SurveySummary[];
}) {
  const { theme: open } = useRoute().params;
  const [, setQuery] = useQuery();
  const { from, to } = usePeriod();
  const themes = useResource(
    `themes ${survey.id}`,
    `${from} ${to}`,
    () => api.themes(survey.id, { from, to }),
    { live: true },
  );
  const run = useRun(survey.id, themes.data?.run ?? null, themes.reload);
  const { data } = themes;
  const looking = run.state === "queued" || run.state === "running";
  const end = (
    <>
      <SurveyPicker
        surveys={surveys}
        value={survey.id}
        onChange={(id) => setQuery({ survey: id }, true)}
      />
      {may("analyst") && data && data.missing === 0 && (
        <Button icon={ScanSearch} busy={looking} onClick={run.start}>
          {looking ? "Looking" : "Look for themes now"}
        </Button>
      )}
    </>
  );
  return (
    <Screen
      title={data ? themesHeadline(data.items, survey.name) : `Themes of ${survey.name}`}
      name={`${survey.name}, themes`}
      end={end}
    >
      {data && data.items.length > 0 && <Lede data={data} />}
      {looking && <Progress done={run.done} total={run.total} />}
      {run.state === "failed" && (
        <p class="hint section" role="status">
          The last look for themes failed. The themes and edits you have are kept; it can be started
          again.
        </p>
      )}
      {themes.error !== undefined && <ErrorNote error={themes.error} retry={themes.reload} />}
      {!data && themes.error === undefined && <Skeleton rows={10} height={44} />}
      {data && data.items.length === 0 && <None data={data} looking={looking} start={run.start} />}
      {data && data.items.length > 0 && (
        <div class={`split ${open ? "opened" : ""}`} aria-busy={themes.loading}>
          <section class="list" aria-label="Themes">
            {may("analyst") && (
              <Proposals themes={data.items} survey={survey.id} onChanged={themes.reload} />
            )}
            <ThemeList themes={data.items} survey={survey} open={open} />
            <LastRun data={data} />
          </section>
          {open ? (
            <Detail
              key={open}
              id={open}
              survey={survey}
              themes={data.items}
              onChanged={themes.reload}
            />
          ) : (
            <div class="detail nothing">
              <p class="quiet">Choose a theme to read what people say about it.</p>
            </div>
          )}
        </div>
      )}
    </Screen>
  );
}

function Lede({ data }: { data: Reply }) {
  const active = data.items.filter(({ status }) => status === "active").length;
  return (
    <p class="lede">
      {plural(data.verbatims, "verbatim")} in this period; about {count(data.themed)} carry one of{" "}
      {plural(active, "theme")}.
      {data.waiting > 0 &&
        ` ${data.waiting >= 500 ? "500 or more wait" : `${count(data.waiting)} ${data.waiting === 1 ? "waits" : "wait"}`} to be read.`}{" "}
      Impact is an association: the score with everyone, less the score without those who mention
      the theme.
    </p>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div class="run-progress" role="status">
      <p>
        {total === 0
          ? "Looking for themes."
          : `Looking for themes: ${count(done)} of ${plural(total, "verbatim")} read.`}{" "}
        You can leave this page.
      </p>
      <div class="meter-bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </div>
    </div>
  );
}

function None({ data, looking, start }: { data: Reply; looking: boolean; start: () => void }) {
  if (looking) return null;
  if (data.missing > 0) {
    return (
      <Empty title={`${plural(data.missing, "verbatim")} missing`}>
        Themes are looked for from 30 verbatims on, so that none is made of chance. They come by
        themselves once the answers are there.
      </Empty>
    );
  }
  return (
    <Empty
      title="No themes yet"
      action={
        may("analyst") && (
          <Button kind="primary" icon={ScanSearch} onClick={start}>
            Look for themes now
          </Button>
        )
      }
    >
      Themes are looked for on a schedule. What people write about shows here, with its weight on
      the score.
    </Empty>
  );
}

function LastRun({ data: { run } }: { data: Reply }) {
  if (!run || run.finishedAt === null || run.state !== "done") return null;
  const { created, proposed, grew, faded, merged, split } = run.diff;
  const parts = [
    [created, "new"],
    [proposed, "proposed"],
    [grew, "grew"],
    [faded, "faded"],
    [merged, "merged"],
    [split, "split"],
  ] as const;
  const said = parts
    .filter(([labels]) => labels.length > 0)
    .map(([labels, word]) => `${count(labels.length)} ${word}`);
  return (
    <p class="quiet last-run">
      Run of {moment(run.finishedAt, me.value.workspace.zone)}: {plural(run.done, "verbatim")} read
      {said.length > 0 ? `; themes: ${said.join(", ")}.` : ", no theme changed."}
    </p>
  );
}

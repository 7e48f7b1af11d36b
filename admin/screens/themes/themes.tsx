import "./themes.css";
import { Download, Ellipsis, RefreshCw, ScanSearch } from "lucide";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import type { Themes as Reply } from "../../../domain/wire/themes.ts";
import { api } from "../../api/client.ts";
import { Button, ButtonLink } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { chosenSurvey, useSurveys } from "../../state/surveys.ts";
import { attempt } from "../../state/toasts.ts";
import { usePeriod } from "../../state/use-period.ts";
import { count, plural } from "../../words/format.ts";
import { themesHeadline } from "../../words/headlines.ts";
import { saveFile } from "../people/save-file.ts";
import { Screen } from "../screen.tsx";
import { SurveyPicker } from "../survey-picker.tsx";
import { Changes } from "./changes/changes.tsx";
import { Detail } from "./detail.tsx";
import { themesCsv } from "./list/export.ts";
import { ThemeList } from "./list/list.tsx";
import { LastRun } from "./last-run.tsx";
import { FirstRun, None, Progress } from "./progress.tsx";
import { Proposals } from "./proposals/proposals.tsx";
import { Refit } from "./refit/refit.tsx";
import { StartRefit } from "./refit/start.tsx";
import { UnthemedStrip } from "./unthemed/strip.tsx";
import { Unthemed } from "./unthemed/unthemed.tsx";
import { useRun } from "./use-run.ts";

const PATH = "/app/themes";

/** A run over fewer texts is done before one has read about it; edits leave such. */
const SHORT = 200;

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
  const [query, setQuery] = useQuery();
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
  const view = open ? undefined : VIEWS.find(([key]) => key === query["view"])?.[0];
  const refit = open ? undefined : query["refit"];
  const none = data?.items.length === 0;
  return (
    <Screen
      title={
        refit
          ? `All themes of ${survey.name}, found anew`
          : data
            ? themesHeadline(data.items, survey.name)
            : `Themes of ${survey.name}`
      }
      name={`${survey.name}, themes`}
      end={
        <>
          <SurveyPicker
            surveys={surveys}
            value={survey.id}
            onChange={(id) => setQuery({ ...CLEAN, survey: id }, true)}
          />
          {may("analyst") && data && data.missing === 0 && (
            <Tasks survey={survey} data={data} looking={looking} start={run.start} />
          )}
        </>
      }
    >
      {data && !none && !refit && <Lede data={data} survey={survey} />}
      {looking && !none && (run.mine || run.total > SHORT) && (
        <Progress done={run.done} total={run.total} />
      )}
      {run.state === "failed" && (
        <p class="hint section" role="status">
          The last look for themes failed. Nothing was lost; it can be started again.
        </p>
      )}
      {themes.error !== undefined && <ErrorNote error={themes.error} retry={themes.reload} />}
      {!data && themes.error === undefined && (
        <div class="section">
          <Skeleton rows={12} height={40} />
        </div>
      )}
      {none && looking && data.missing === 0 && <FirstRun done={run.done} total={run.total} />}
      {data && none && (!looking || data.missing > 0) && <None data={data} start={run.start} />}
      {data && !none && !open && <Views survey={survey} view={refit ? "refit" : view} />}
      {refit && <Refit key={refit} id={refit} survey={survey} onChanged={themes.reload} />}
      {data && !none && !refit && view === "changes" && <Changes survey={survey} />}
      {data && !none && !refit && view === "unthemed" && <Unthemed survey={survey} />}
      {data && !none && !refit && view === undefined && (
        <All data={data} themes={themes} survey={survey} open={open} />
      )}
    </Screen>
  );
}

/** The list, and beside it the theme that is open. */
function All({
  data,
  themes,
  survey,
  open,
}: {
  data: Reply;
  themes: Resource<Reply>;
  survey: SurveySummary;
  open: string | undefined;
}) {
  const changed = themes.reload;
  const list = (
    <section class="list" aria-label="Themes" aria-busy={themes.loading}>
      {may("analyst") && <Proposals themes={data.items} survey={survey} onChanged={changed} />}
      <ThemeList themes={data.items} survey={survey} onChanged={changed} />
      <UnthemedStrip survey={survey} />
      <LastRun data={data} survey={survey} />
    </section>
  );
  if (!open) return list;
  return (
    <div class="split opened">
      {list}
      <Detail key={open} id={open} survey={survey} themes={data.items} onChanged={changed} />
    </div>
  );
}

const VIEWS = [
  ["changes", "What changed"],
  ["unthemed", "Without a theme"],
] as const;

/** What an address of the list carries that another survey does not take over. */
const CLEAN = {
  view: undefined,
  refit: undefined,
  unfold: undefined,
  find: undefined,
  reason: undefined,
};

function Views({ survey, view }: { survey: SurveySummary; view: string | undefined }) {
  const href = useHref();
  const to = (key?: string) => href(PATH, { survey: survey.id, view: key });
  return (
    <nav class="tabs" aria-label="Views of the themes">
      <a href={to()} {...(!view && { "aria-current": "page" as const })}>
        Themes
      </a>
      {VIEWS.map(([key, words]) => (
        <a key={key} href={to(key)} {...(view === key && { "aria-current": "page" as const })}>
          {words}
        </a>
      ))}
    </nav>
  );
}

/** What can be done with all themes together. */
function Tasks({
  survey,
  data,
  looking,
  start,
}: {
  survey: SurveySummary;
  data: Reply;
  looking: boolean;
  start: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const [, setQuery] = useQuery();
  const { from, to } = usePeriod();
  const save = () =>
    attempt("The file could not be made.", async () =>
      saveFile(`${survey.slug}-themes-${from}-${to}.csv`, await themesCsv(data.items), "text/csv"),
    );
  return (
    <>
      <Button icon={ScanSearch} busy={looking} onClick={start}>
        {looking ? "Looking" : "Look for themes now"}
      </Button>
      <Menu
        class="button"
        label="More to do with all themes"
        items={[
          { words: "Export as CSV", icon: Download, onSelect: () => void save() },
          {
            words: "Find all themes anew…",
            icon: RefreshCw,
            onSelect: () => setAsking(true),
          },
        ]}
      >
        <Icon of={Ellipsis} />
      </Menu>
      {asking && (
        <StartRefit
          survey={survey.id}
          onClose={() => setAsking(false)}
          onStarted={(id) => {
            setAsking(false);
            setQuery({ refit: id, view: undefined }, true);
          }}
        />
      )}
    </>
  );
}

function Lede({ data, survey }: { data: Reply; survey: SurveySummary }) {
  const active = data.items.filter(({ status }) => status === "active").length;
  return (
    <p class="lede">
      {plural(data.verbatims, "verbatim")} in this period; about {count(data.themed)} carry one of{" "}
      {plural(active, "theme")}.
      {data.waiting > 0 &&
        ` ${data.waiting >= 500 ? "500 or more wait" : `${count(data.waiting)} ${data.waiting === 1 ? "waits" : "wait"}`} to be read.`}{" "}
      {survey.metric !== "none" &&
        "Impact is an association: the score with everyone, less the score without those who mention the theme."}
    </p>
  );
}

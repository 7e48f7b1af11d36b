import "./responses.css";
import { Download, Inbox } from "lucide";
import { api } from "../../api/client.ts";
import { Button, ButtonLink, useBusy } from "../../components/button.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { chosenSurvey, useSurveys } from "../../state/surveys.ts";
import { attempt } from "../../state/toasts.ts";
import { usePeriod } from "../../state/use-period.ts";
import { count } from "../../words/format.ts";
import { Screen } from "../screen.tsx";
import { SurveyPicker } from "../survey-picker.tsx";
import { sizeOf } from "../tray/words.ts";
import { ByMeaning } from "./by-meaning.tsx";
import { NO_FILTERS, filtersOf } from "./filters.ts";
import { List } from "./list.tsx";
import { findOf } from "./search-field.tsx";

/** What people said: every response of a survey, searched and filtered, one of them in full. */
export default function Responses() {
  const surveys = useSurveys();
  const [query, setQuery] = useQuery();
  const href = useHref();
  const period = usePeriod();
  const [busy, run] = useBusy();
  const survey = chosenSurvey(surveys.data?.items ?? [], query["survey"]);
  if (!survey) {
    return (
      <Screen title="Responses">
        {surveys.error !== undefined && <ErrorNote error={surveys.error} retry={surveys.reload} />}
        {!surveys.data && surveys.error === undefined && <Skeleton rows={8} height={96} />}
        {surveys.data && (
          <Empty
            title="Here you will read what people said"
            action={
              may("admin") && (
                <ButtonLink kind="primary" href={href("/app/surveys")}>
                  Create a survey
                </ButtonLink>
              )
            }
          >
            Every answer with its words, searchable, with the themes found in it. It needs a survey
            first.
          </Empty>
        )}
      </Screen>
    );
  }
  const filters = { ...filtersOf(query), from: period.from, to: period.to };
  const meaning = findOf(query) === "meaning";
  const save = () =>
    run(() =>
      attempt("The file could not be made.", async () => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(await api.responsesCsv(survey.id, filters));
        link.download = `${survey.slug}-${period.from}-${period.to}.csv`;
        link.click();
        URL.revokeObjectURL(link.href);
      }),
    );
  return (
    <Screen
      title="Responses"
      name={`${survey.name}, responses`}
      end={
        <>
          <SurveyPicker
            surveys={surveys.data?.items ?? []}
            value={survey.id}
            onChange={(id) => setQuery({ ...NO_FILTERS, open: undefined, survey: id }, true)}
          />
          <Aside survey={survey.id} />
          {may("analyst") && !meaning && (
            <Button icon={Download} busy={busy} class="wide" onClick={() => void save()}>
              Export CSV
            </Button>
          )}
        </>
      }
    >
      {meaning ? (
        <ByMeaning key={survey.id} survey={survey} q={filters.q ?? ""} span={period} />
      ) : (
        <List key={survey.id} survey={survey} filters={filters} />
      )}
    </Screen>
  );
}

/** The way to what was set aside, with how much it is once that is known. */
function Aside({ survey }: { survey: string }) {
  const href = useHref();
  const { data } = useResource(`tray ${survey}`, "it", () => api.tray(survey));
  const n = data && sizeOf(data, { state: "tray", reason: undefined });
  return (
    <ButtonLink icon={Inbox} href={href("/app/responses/tray", { survey })}>
      {n ? `${count(n)} set aside` : "Tray"}
    </ButtonLink>
  );
}

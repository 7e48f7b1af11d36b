import "./surveys.css";
import {
  Archive,
  ArchiveRestore,
  Copy,
  Ellipsis,
  Pause,
  PenLine,
  Play,
  Plus,
  Square,
} from "lucide";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { mayMove } from "../../../domain/survey/lifecycle.ts";
import type { SurveySummary } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Check } from "../../components/field.tsx";
import { Icon } from "../../components/icon.tsx";
import { Menu, type MenuItem } from "../../components/menu.tsx";
import { Empty, ErrorNote, Skeleton } from "../../components/states.tsx";
import { SurveyStatus } from "../../components/status.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { dateOf } from "../../words/dates.ts";
import { plural } from "../../words/format.ts";
import { METRICS } from "../../words/names.ts";
import { Screen } from "../screen.tsx";
import { SurveyTabs } from "../sends/frame.tsx";
import { CreateSurvey } from "./create.tsx";

/** All surveys: what each asks, whether it runs, and what can be done with it. */
export default function Surveys() {
  const [query, setQuery] = useQuery();
  const archived = query["archived"] === "1";
  const surveys = useResource("survey list", String(archived), () => api.surveys(archived));
  const [creating, setCreating] = useState(false);
  const items = surveys.data?.items ?? [];
  const live = items.filter(
    ({ state, archivedAt }) => state === "live" && archivedAt === null,
  ).length;
  const create = (
    <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
      New survey
    </Button>
  );
  return (
    <Screen
      title={surveys.data && items.length > 0 ? `${plural(live, "survey")} live` : "Surveys"}
      name="Surveys"
      end={may("admin") && create}
    >
      <SurveyTabs current="surveys" />
      {surveys.error !== undefined && <ErrorNote error={surveys.error} retry={surveys.reload} />}
      {!surveys.data && surveys.error === undefined && <Skeleton rows={5} />}
      {surveys.data && items.length === 0 && (
        <Empty title="Here you will ask" action={may("admin") && create}>
          A survey asks one question with a score, then why. It shows on your site, behind a link,
          or in an e-mail.
        </Empty>
      )}
      {items.length > 0 && <Table items={items} reload={surveys.reload} />}
      {surveys.data && (
        <div class="archived-check">
          <Check
            label="Show archived surveys"
            checked={archived}
            onChange={(checked) => setQuery({ archived: checked ? "1" : undefined })}
          />
        </div>
      )}
      {creating && <CreateSurvey onClose={() => setCreating(false)} />}
    </Screen>
  );
}

function Table({ items, reload }: { items: readonly SurveySummary[]; reload: () => void }) {
  const href = useHref();
  const sites = useResource("sites", "all", () => api.sites()).data?.items ?? [];
  const { zone } = me.value.workspace;
  const now = Date.now();
  // One site needs no name.
  const about = ({ site, demo }: SurveySummary) =>
    [sites.length > 1 && sites.find(({ id }) => id === site)?.name, demo && "Sample data"]
      .filter(Boolean)
      .join(", ");
  return (
    <table class="survey-list cards section">
      <caption class="sr">Surveys, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Survey</th>
          <th scope="col">Metric</th>
          <th scope="col">State</th>
          <th scope="col">Draft</th>
          <th scope="col" class="num">
            Created
          </th>
          {may("admin") && (
            <th scope="col">
              <span class="sr">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((survey) => (
          <tr key={survey.id}>
            <th scope="row">
              <a href={href(`/app/surveys/${survey.id}${survey.version === 0 ? "/build" : ""}`)}>
                {survey.name}
              </a>
              {about(survey) && <small>{about(survey)}</small>}
            </th>
            <td>{METRICS[survey.metric]}</td>
            <td>
              <SurveyStatus survey={survey} />
            </td>
            <td class="draft">
              {survey.version === 0 ? (
                <Chip>not published yet</Chip>
              ) : (
                survey.changed && <Chip>changes not published</Chip>
              )}
            </td>
            <td class="num">{dateOf(survey.createdAt, zone, now)}</td>
            {may("admin") && (
              <td class="num">
                <Actions survey={survey} reload={reload} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Actions({ survey, reload }: { survey: SurveySummary; reload: () => void }) {
  const href = useHref();
  const { route } = useLocation();
  const { id, name, state } = survey;
  const archived = survey.archivedAt !== null;
  const change = (done: string, run: () => Promise<unknown>, back?: () => Promise<unknown>) =>
    void attempt("The survey was not changed.", async () => {
      await run();
      reload();
      toast(done, back && (() => back().then(reload)));
    });
  const archive = (to: boolean) =>
    change(
      to
        ? `“${name}” is archived. It asks nobody.`
        : `“${name}” is back${state === "draft" ? "" : ", closed"}.`,
      () => api.archiveSurvey(id, to),
      async () => {
        await api.archiveSurvey(id, !to);
        // Archiving closed it: taking that back lets it ask again.
        if (to && state === "live") await api.moveSurvey(id, "live");
      },
    );
  const items: (MenuItem | false)[] = [
    { words: "Build", icon: PenLine, href: href(`/app/surveys/${id}/build`) },
    !archived &&
      state === "live" && {
        words: "Pause",
        icon: Pause,
        onSelect: () =>
          change(
            `“${name}” is paused. Pages stop asking within a minute.`,
            () => api.moveSurvey(id, "paused"),
            () => api.moveSurvey(id, "live"),
          ),
      },
    !archived &&
      state !== "draft" &&
      mayMove(state, "live") && {
        words: "Go live",
        icon: Play,
        onSelect: () =>
          change(
            `“${name}” is live.`,
            () => api.moveSurvey(id, "live"),
            () => api.moveSurvey(id, "paused"),
          ),
      },
    !archived &&
      (state === "live" || state === "paused") && {
        words: "Close",
        icon: Square,
        onSelect: () =>
          change(
            `“${name}” is closed. Answers on their way are kept as late for 7 days.`,
            () => api.moveSurvey(id, "closed"),
            state === "live" ? () => api.moveSurvey(id, "live") : undefined,
          ),
      },
    {
      words: "Duplicate",
      icon: Copy,
      onSelect: () =>
        void attempt("The survey was not duplicated.", async () => {
          const copy = await api.duplicateSurvey(id);
          reload();
          toast(`“${copy.name}” is a new draft.`, () =>
            api.archiveSurvey(copy.id, true).then(reload),
          );
          route(href(`/app/surveys/${copy.id}/build`));
        }),
    },
    archived
      ? { words: "Bring back", icon: ArchiveRestore, onSelect: () => archive(false) }
      : { words: "Archive", icon: Archive, onSelect: () => archive(true) },
  ];
  return (
    <Menu class="button bare" label={`Actions for ${name}`} items={items}>
      <Icon of={Ellipsis} />
    </Menu>
  );
}

import "./build.css";
import { Pause, Play, Undo2 } from "lucide";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { mayMove } from "../../../domain/survey/lifecycle.ts";
import type { Survey } from "../../../domain/wire/surveys.ts";
import { api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery, withQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { attempt, reasonOf, toast } from "../../state/toasts.ts";
import { clock } from "../../words/dates.ts";
import { Screen } from "../screen.tsx";
import { SurveyScreen } from "../survey-head.tsx";
import { LanguagesTab } from "./languages-tab.tsx";
import { LookTab } from "./look-tab.tsx";
import { Publish } from "./publish.tsx";
import { QuestionsTab } from "./questions-tab.tsx";
import { ShareTab } from "./share-tab.tsx";
import { WhereTab } from "./where-tab.tsx";
import { diffLines } from "./diff.ts";
import type { Place } from "./problems.ts";
import { type Draft, type SaveState, useDraft } from "./use-draft.ts";

const TABS = [
  ["questions", "Questions"],
  ["look", "Look"],
  ["where", "Where and when"],
  ["languages", "Languages"],
  ["share", "Share"],
] as const;

/** How a survey will look, who sees it, and putting it live. */
export default function Build() {
  const { id = "" } = useRoute().params;
  const survey = useResource(`survey ${id}`, "to build", () => api.survey(id));
  if (!may("admin")) {
    return (
      <Screen title="Build">
        <NoPermission />
      </Screen>
    );
  }
  if (!survey.data) {
    return (
      <Screen title="Build">
        {survey.error === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorNote error={survey.error} retry={survey.reload} />
        )}
      </Screen>
    );
  }
  // A cached copy would save over an old revision: wait for the fresh one.
  return survey.fresh ? (
    <Editor key={id} initial={survey.data} />
  ) : (
    <SurveyScreen survey={survey.data} tab="Build">
      <Skeleton rows={8} />
    </SurveyScreen>
  );
}

function Editor({ initial }: { initial: Survey }) {
  const draft = useDraft(initial);
  const [query] = useQuery();
  const href = useHref();
  const [publishing, setPublishing] = useState(false);
  const { survey, definition, saving } = draft;
  const { zone } = me.value.workspace;
  const tab = TABS.find(([key]) => key === query["tab"])?.[0] ?? "questions";
  const path = href(`/app/surveys/${survey.id}/build`).split("?")[0] ?? "";
  const lines = survey.published ? diffLines(survey.published, definition, zone).length : undefined;
  const publishWords =
    lines === undefined
      ? "Publish…"
      : lines === 0
        ? "Published"
        : `Publish ${lines} ${lines === 1 ? "change" : "changes"}…`;
  const end = (
    <>
      <Saved saving={saving} retry={() => void draft.flush()} />
      <Button kind="bare" icon={Undo2} aria-disabled={!draft.canUndo} onClick={draft.undo}>
        Undo
      </Button>
      <Running draft={draft} />
      <Button
        kind={lines === 0 ? "plain" : "primary"}
        aria-disabled={lines === 0}
        onClick={() => lines !== 0 && setPublishing(true)}
      >
        {publishWords}
      </Button>
    </>
  );
  return (
    <SurveyScreen survey={{ ...survey, name: draft.name || survey.name }} tab="Build" end={end}>
      <nav class="tabs inner" aria-label="Parts of the survey">
        {TABS.map(([key, name]) => (
          <a
            key={key}
            href={withQuery(path, query, { tab: key === "questions" ? undefined : key })}
            {...(key === tab && { "aria-current": "page" as const })}
          >
            {name}
          </a>
        ))}
      </nav>
      {tab === "questions" && <QuestionsTab draft={draft} />}
      {tab === "look" && <LookTab draft={draft} />}
      {tab === "where" && <WhereTab draft={draft} />}
      {tab === "languages" && <LanguagesTab draft={draft} />}
      {tab === "share" && <ShareTab survey={survey} />}
      {publishing && <Publish draft={draft} onClose={() => setPublishing(false)} />}
      {saving.state === "conflict" && <Conflict draft={draft} />}
    </SurveyScreen>
  );
}

function Saved({ saving, retry }: { saving: SaveState; retry: () => void }) {
  const { zone } = me.value.workspace;
  switch (saving.state) {
    case "saved":
      return (
        <small role="status">
          {saving.at === undefined ? "Saves itself" : `Saved ${clock(saving.at, zone)}`}
        </small>
      );
    case "waiting":
    case "saving":
      return <small role="status">Saving …</small>;
    case "invalid":
      return (
        <small role="status" class="unsaved">
          Not saved. {saving.problem.text} <Mend place={saving.problem} />
        </small>
      );
    case "failed":
      return (
        <small role="status" class="unsaved">
          Not saved. {reasonOf(saving.error)} Your edits are still here.{" "}
          <button type="button" class="linklike" onClick={retry}>
            Try again
          </button>
        </small>
      );
    case "conflict":
      return (
        <small role="status" class="unsaved">
          Not saved
        </small>
      );
  }
}

/** Leads to where a problem is mended. */
function Mend({ place: { tab, question } }: { place: Place }) {
  const [query, setQuery] = useQuery();
  if (tab === undefined && question === undefined) return null;
  if (query["tab"] === tab && (question === undefined || query["question"] === question))
    return null;
  return (
    <button type="button" class="linklike" onClick={() => setQuery({ tab, question })}>
      Show
    </button>
  );
}

function Running({ draft: { survey, adopt } }: { draft: Draft }) {
  if (survey.archivedAt !== null || survey.version === 0) return null;
  const to = survey.state === "live" ? "paused" : "live";
  if (!mayMove(survey.state, to)) return null;
  const before = survey.state;
  const move = () =>
    void attempt("The survey was not changed.", async () => {
      adopt(await api.moveSurvey(survey.id, to));
      const back =
        before === "live" || before === "paused" || before === "closed" ? before : undefined;
      toast(
        to === "live"
          ? "The survey is live."
          : "The survey is paused. Pages stop asking within a minute.",
        back && (() => api.moveSurvey(survey.id, back).then(adopt)),
      );
    });
  return (
    <Button icon={to === "live" ? Play : Pause} onClick={move}>
      {to === "live" ? "Go live" : "Pause"}
    </Button>
  );
}

function Conflict({ draft }: { draft: Draft }) {
  const { saving, definition } = draft;
  if (saving.state !== "conflict") return null;
  const lines = diffLines(saving.theirs.draft, definition, me.value.workspace.zone);
  return (
    <Dialog
      title="Somebody else changed this draft"
      onClose={() => draft.keep("theirs")}
      actions={
        <>
          <Button onClick={() => draft.keep("theirs")}>Take theirs</Button>
          <Button kind="primary" onClick={() => draft.keep("mine")}>
            Keep mine
          </Button>
        </>
      }
    >
      <p>
        It was saved elsewhere while you were editing. Nothing is lost yet: choose which one goes
        on. Theirs can be undone here.
      </p>
      <ul class="diff">
        {lines.slice(0, 12).map((line) => (
          <li key={line.where}>
            <small>{line.where}</small>
            <br />
            {line.was && <del>theirs: {line.was}</del>} {line.is && <ins>yours: {line.is}</ins>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

import "../build/build.css";
import "./sends.css";
import { useRoute } from "preact-iso";
import type { Survey } from "../../../domain/wire/surveys.ts";
import type { Send } from "../../../domain/wire/sends.ts";
import { api } from "../../api/client.ts";
import { mailApi } from "../../api/sends.ts";
import { ButtonLink } from "../../components/button.tsx";
import { Empty, ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery, withQuery } from "../../state/location.ts";
import { may, me } from "../../state/me.ts";
import { useResource } from "../../state/resource.ts";
import { reasonOf } from "../../state/toasts.ts";
import { clock } from "../../words/dates.ts";
import { AudienceStep } from "./audience-step.tsx";
import { CheckStep } from "./check-step.tsx";
import { SendScreen } from "./frame.tsx";
import { LetterStep } from "./letter-step.tsx";
import { PlanStep } from "./plan-step.tsx";
import { STEPS, type Step } from "./problems.ts";
import { SendStatus } from "./rows.tsx";
import { type SendDraft, useSendDraft } from "./use-send.ts";

/** Writes a send: who, the letter, when, and a last look before it starts. */
export default function Compose() {
  const { id = "" } = useRoute().params;
  const href = useHref();
  const send = useResource(`send ${id}`, "to edit", () => mailApi.send(id));
  const surveyId = send.data?.survey;
  const survey = useResource(`survey ${surveyId}`, surveyId ? "to mail" : null, () =>
    api.survey(surveyId ?? ""),
  );
  const title = send.data?.name ?? "Send";
  const error = send.error ?? survey.error;
  if (!may("admin")) {
    return (
      <SendScreen title="Edit a send" name="Edit">
        <NoPermission />
      </SendScreen>
    );
  }
  if (error !== undefined || !send.fresh || !send.data || !survey.data) {
    return (
      <SendScreen title={title} name={title}>
        {error === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorNote
            error={error}
            retry={() => {
              send.reload();
              survey.reload();
            }}
          />
        )}
      </SendScreen>
    );
  }
  if (send.data.state === "done" || send.data.state === "cancelled") {
    return (
      <SendScreen title={title} name={title} beside={<SendStatus send={send.data} />}>
        <Empty
          title="This send is over"
          action={
            <ButtonLink kind="primary" href={href(`/app/sends/${id}`)}>
              See what became of it
            </ButtonLink>
          }
        >
          What went out cannot be changed.
        </Empty>
      </SendScreen>
    );
  }
  return <Composer key={id} initial={send.data} survey={survey.data} />;
}

function Composer({ initial, survey }: { initial: Send; survey: Survey }) {
  const draft = useSendDraft(initial);
  const [query] = useQuery();
  const href = useHref();
  const step = STEPS.find(([key]) => key === query["step"])?.[0] ?? "audience";
  const path = href(`/app/sends/${draft.send.id}/edit`).split("?")[0] ?? "";
  const to = (key: Step) => withQuery(path, query, { step: key === "audience" ? undefined : key });
  const at = STEPS.findIndex(([key]) => key === step);
  const next = STEPS[at + 1];
  return (
    <SendScreen
      title={draft.content.name || draft.send.name}
      name={draft.content.name || draft.send.name}
      beside={<SendStatus send={draft.send} />}
      end={<Saved draft={draft} to={to} />}
    >
      <nav class="tabs inner" aria-label="Steps">
        {STEPS.map(([key, name], i) => (
          <a key={key} href={to(key)} {...(key === step && { "aria-current": "step" as const })}>
            {i + 1}. {name}
          </a>
        ))}
      </nav>
      {draft.send.state !== "draft" && (
        <p class="hint section">
          This send has started. What you change holds for mail that has not gone out yet.
        </p>
      )}
      {step === "audience" && <AudienceStep draft={draft} />}
      {step === "letter" && <LetterStep draft={draft} survey={survey} />}
      {step === "plan" && <PlanStep draft={draft} />}
      {step === "check" && <CheckStep draft={draft} survey={survey} to={to} />}
      {next && (
        <div class="actions section next-step">
          <ButtonLink kind="primary" href={to(next[0])}>
            {`Next: ${next[1]}`}
          </ButtonLink>
        </div>
      )}
    </SendScreen>
  );
}

function Saved({ draft, to }: { draft: SendDraft; to: (step: Step) => string }) {
  const { saving } = draft;
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
          Not saved. {saving.problem.text} <a href={to(saving.problem.step)}>Show</a>
        </small>
      );
    case "failed":
      return (
        <small role="status" class="unsaved">
          Not saved. {reasonOf(saving.error)} Your edits are still here.{" "}
          <button type="button" class="linklike" onClick={() => void draft.flush()}>
            Try again
          </button>
        </small>
      );
  }
}

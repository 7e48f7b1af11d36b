import "./sends.css";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { Audience } from "../../../domain/wire/sends.ts";
import { api } from "../../api/client.ts";
import { mailApi } from "../../api/sends.ts";
import { Button, ButtonLink, useBusy } from "../../components/button.tsx";
import { Field, Select } from "../../components/field.tsx";
import { Empty, ErrorNote, NoPermission, Skeleton } from "../../components/states.tsx";
import { useHref, useQuery } from "../../state/location.ts";
import { may } from "../../state/me.ts";
import { chosenSurvey, useSurveys } from "../../state/surveys.ts";
import { reasonOf } from "../../state/toasts.ts";
import { SendScreen } from "./frame.tsx";
import { firstSend } from "./letters.ts";
import { useSegments } from "./use-segments.ts";

/** Starts a send: which survey, whom. The rest is written in its draft. */
export default function NewSend() {
  return (
    <SendScreen title="New send" name="New send">
      {may("admin") ? <Start /> : <NoPermission />}
    </SendScreen>
  );
}

function Start() {
  const [query, setQuery] = useQuery();
  const { route } = useLocation();
  const href = useHref();
  const surveys = useSurveys();
  const segments = useSegments();
  const [name, setName] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, run] = useBusy();
  // A draft has no version that could be asked; without a score there is nothing to click.
  const published =
    surveys.data?.items.filter(({ version, metric }) => version > 0 && metric !== "none") ?? [];
  const survey = chosenSurvey(published, query["survey"]);
  const segment = segments.data?.items.find(({ id }) => id === query["segment"]);
  if (surveys.error !== undefined)
    return <ErrorNote error={surveys.error} retry={surveys.reload} />;
  if (!surveys.data) return <Skeleton rows={3} />;
  if (!survey) {
    return (
      <Empty
        title="There is nothing to ask yet"
        action={
          <ButtonLink kind="primary" href={href("/app/surveys")}>
            Surveys
          </ButtonLink>
        }
      >
        Publish a survey with a score first. That question stands in the mail.
      </Empty>
    );
  }
  const proposed = segment ? `${survey.name}, ${segment.name}` : survey.name;
  const create = () =>
    run(async () => {
      try {
        const { published: definition, draft } = await api.survey(survey.id);
        const audience: Audience = segment
          ? { of: "segment", segment: segment.id }
          : { of: "everyone" };
        const title = (name ?? proposed).trim().slice(0, 80) || survey.name;
        const send = await mailApi.createSend({
          survey: survey.id,
          ...firstSend(title, definition ?? draft, audience),
        });
        route(href(`/app/sends/${send.id}/edit`, { step: "letter" }), true);
      } catch (error) {
        setProblem(`${reasonOf(error)} No draft was made.`);
      }
    });
  return (
    <form
      class="form narrow section"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Select
        label="Survey"
        value={survey.id}
        options={published.map((one) => [one.id, one.name] as const)}
        hint="Its question with the score stands in the mail; the others follow on its page."
        onChange={(id) => setQuery({ survey: id })}
      />
      <Select
        label="Who is asked"
        value={segment?.id ?? ""}
        options={[
          ["", "Everyone"],
          ...(segments.data?.items ?? []).map((one) => [one.id, one.name] as const),
        ]}
        hint="You can change it, or name single people, before anything goes out."
        onChange={(id) => setQuery({ segment: id || undefined })}
      />
      <Field
        label="Name"
        maxLength={80}
        value={name ?? proposed.slice(0, 80)}
        error={problem}
        hint="Only your team sees it."
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <div class="actions">
        <Button kind="primary" type="submit" busy={busy}>
          Create draft
        </Button>
        <small>Nothing goes out before you start it.</small>
      </div>
    </form>
  );
}

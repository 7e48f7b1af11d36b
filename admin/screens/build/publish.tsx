import { useState } from "preact/hooks";
import { ApiError, api } from "../../api/client.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { useQuery } from "../../state/location.ts";
import { me } from "../../state/me.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { diffLines } from "./diff.ts";
import { impossibleIn } from "./impossible.ts";
import type { Draft } from "./use-draft.ts";

/** Shows what publishing changes, then does it. */
export function Publish({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { survey, definition } = draft;
  const [busy, run] = useBusy();
  const [, setQuery] = useQuery();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const { zone } = me.value.workspace;
  const lines = survey.published ? diffLines(survey.published, definition, zone) : [];
  const impossible = impossibleIn(definition, Date.now());
  const publish = () =>
    run(async () => {
      if (!(await draft.flush())) {
        setProblems([
          "The draft could not be saved, so nothing was published. Close this to see why.",
        ]);
        return;
      }
      try {
        const next = await api.publishSurvey(survey.id);
        draft.adopt(next);
        toast(next.version === 1 ? `“${next.name}” is live.` : `Version ${next.version} is live.`);
        onClose();
      } catch (error) {
        const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
        const [first] = fields;
        if (first && error instanceof ApiError) {
          draft.refuse(error.fields);
          setQuery({ tab: undefined, question: first[0] });
        }
        const place = (id: string) =>
          definition.questions.findIndex((question) => question.id === id) + 1;
        setProblems(
          fields.length > 0
            ? fields.map(([id, text]) =>
                place(id) > 0 ? `Question ${place(id)} ${text}.` : `${text}.`,
              )
            : [`${reasonOf(error)} Nothing was published.`],
        );
      }
    });
  return (
    <Dialog
      title={survey.version === 0 ? "Publish and go live" : `Publish version ${survey.version + 1}`}
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Not yet
          </Button>
          <Button
            kind="primary"
            busy={busy}
            aria-disabled={impossible.length > 0}
            onClick={() => impossible.length === 0 && void publish()}
          >
            Publish
          </Button>
        </>
      }
    >
      {impossible.length > 0 && (
        <div class="error-note" role="alert">
          <h2>It cannot be published yet</h2>
          {impossible.map(({ text, tab, question }) => (
            <p key={text}>
              {text}{" "}
              <button
                type="button"
                class="linklike"
                onClick={() => {
                  setQuery({ tab, question });
                  onClose();
                }}
              >
                Show
              </button>
            </p>
          ))}
        </div>
      )}
      {survey.version === 0 && impossible.length === 0 && (
        <p>
          The survey goes live: pages that carry your tag ask{" "}
          {definition.questions.length === 1
            ? "its question"
            : `its ${definition.questions.length} questions`}{" "}
          within a minute, by the rules under Where and when. You can pause it at any time.
        </p>
      )}
      {survey.version > 0 && (
        <ul class="diff">
          {lines.map((line) => (
            <li key={line.where}>
              <small>{line.where}</small>
              <br />
              {line.was && <del>{line.was}</del>} {line.is && <ins>{line.is}</ins>}
            </li>
          ))}
        </ul>
      )}
      {survey.version > 0 && (
        <p class="hint">Answers already given keep the wording they were given to.</p>
      )}
      {problems.length > 0 && (
        <div class="error-note" role="alert">
          {problems.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
    </Dialog>
  );
}

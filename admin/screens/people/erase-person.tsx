import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { PersonDetail } from "../../../domain/wire/people.ts";
import { peopleApi } from "../../api/people.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { ErrorNote, Skeleton } from "../../components/states.tsx";
import { useHref } from "../../state/location.ts";
import { forgetReplies, useResource } from "../../state/resource.ts";
import { attempt, toast } from "../../state/toasts.ts";
import { listed, plural } from "../../words/format.ts";

/** Erases a person for good, after saying what goes and after the id was typed. */
export function ErasePerson({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const { person: id, email } = person;
  const { route } = useLocation();
  const href = useHref();
  const subject = { ...(id === email ? {} : { person: id }), ...(email ? { email } : {}) };
  const preview = useResource(`erase ${id}`, "it", () => peopleApi.previewErase(subject));
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, run] = useBusy();
  const right = typed.trim() === id;
  const erase = () =>
    run(() =>
      attempt("Nothing was erased.", async () => {
        const { done } = await peopleApi.erase(subject);
        forgetReplies();
        onClose();
        route(href("/app/people"), true);
        toast(
          done ? `${id} is erased.` : `${id} is being erased; the rest goes in the background.`,
        );
      }),
    );
  return (
    <Dialog
      title="Erase this person for good?"
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button
            kind="danger"
            type="submit"
            form="erase-person"
            busy={busy}
            aria-disabled={!right || !preview.data}
          >
            Erase for good
          </Button>
        </>
      }
    >
      <form
        id="erase-person"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (right && preview.data) void erase();
        }}
      >
        {preview.error !== undefined && <ErrorNote error={preview.error} retry={preview.reload} />}
        {!preview.data && preview.error === undefined && <Skeleton rows={1} height={48} />}
        {preview.data && (
          <p>
            {preview.data.complete ? "" : "At least "}
            {listed([
              plural(preview.data.responses, "answer"),
              plural(preview.data.invitations, "invitation"),
              plural(preview.data.mails, "mail"),
            ])}{" "}
            and all that is known of them are removed. Scores and themes are counted anew without
            them.
          </p>
        )}
        <p>
          This cannot be undone. {email ? "The address gets no mail from here again. " : ""}Backups
          forget them when they are restored.
        </p>
        <Field
          label={`Type ${id} to go on`}
          autofocus
          autoComplete="off"
          spellcheck={false}
          value={typed}
          error={tried && !right ? "This is not the id of the person." : undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}

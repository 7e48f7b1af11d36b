import { useId, useState } from "preact/hooks";
import { languagesOf } from "../../../../domain/survey/ask.ts";
import type { ShareLink } from "../../../../domain/wire/share.ts";
import type { Definition } from "../../../../domain/wire/survey.ts";
import { shareApi } from "../../../api/share.ts";
import { Button, useBusy } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Field, Select, TextArea } from "../../../components/field.tsx";
import { me } from "../../../state/me.ts";
import { attempt, toast } from "../../../state/toasts.ts";
import { languageName } from "../../../words/names.ts";
import { instantAt, wallTime } from "../../../words/zoned.ts";
import { type LinkDraft, type LinkProblems, draftOf, problemsOf, savedOf } from "./link-draft.ts";
import { PrefillFields } from "./prefill-fields.tsx";

/** A link that is handed out, made or changed: its name, when it works, what it fills in. */
export function LinkDialog({
  survey,
  definition,
  link,
  onClose,
  onSaved,
}: {
  survey: string;
  definition: Definition;
  /** Absent: a new one. */
  link?: ShareLink | undefined;
  onClose: () => void;
  onSaved: () => void;
}) {
  const form = useId();
  const [draft, setDraft] = useState(() => draftOf(link));
  const [tried, setTried] = useState(false);
  const [busy, run] = useBusy();
  const set = (changes: Partial<LinkDraft>) => setDraft({ ...draft, ...changes });
  const problems = problemsOf(draft);
  const { closesAt } = problems;
  const shown: LinkProblems = tried ? problems : closesAt ? { closesAt } : {};
  const languages = languagesOf(definition);
  const save = () =>
    run(() =>
      attempt("The link was not saved.", async () => {
        const body = savedOf(draft, definition);
        await (link
          ? shareApi.saveLink(survey, link.code, body)
          : shareApi.createLink(survey, body));
        toast(link ? `“${body.name}” is changed.` : `The link “${body.name}” is ready.`);
        onSaved();
        onClose();
      }),
    );
  return (
    <Dialog
      title={link ? `Change “${link.name}”` : "New link"}
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {link ? "Save" : "Make the link"}
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.keys(problems).length === 0) void save();
        }}
      >
        <Field
          label="Name"
          autofocus
          autoComplete="off"
          maxLength={80}
          placeholder="Receipt, till 4"
          value={draft.name}
          error={shown.name}
          hint="For you. Respondents do not see it."
          onInput={(event) => set({ name: event.currentTarget.value })}
        />
        <div class="pair">
          <Moment
            label="Opens"
            at={draft.opensAt}
            empty="Empty: at once."
            onChange={(opensAt) => set({ opensAt })}
          />
          <Moment
            label="Closes"
            at={draft.closesAt}
            empty="Empty: with the survey."
            error={shown.closesAt}
            onChange={(closesAt) => set({ closesAt })}
          />
        </div>
        {languages.length > 1 && (
          <Select
            label="Language"
            value={draft.language}
            options={[
              ["", "That of the browser"],
              ...languages.map((tag) => [tag, languageName(tag)] as const),
            ]}
            onChange={(language) => set({ language })}
          />
        )}
        <TextArea
          label="Attributes"
          rows={3}
          value={draft.attributes}
          placeholder="store = Berlin"
          error={shown.attributes}
          hint="One a line. They stand on every response that comes by this link."
          onInput={(event) => set({ attributes: event.currentTarget.value })}
        />
        <PrefillFields
          definition={definition}
          answers={draft.answers}
          onChange={(answers) => set({ answers })}
        />
      </form>
    </Dialog>
  );
}

function Moment({
  label,
  at,
  empty,
  error,
  onChange,
}: {
  label: string;
  at: number | null;
  empty: string;
  error?: string | undefined;
  onChange: (at: number | null) => void;
}) {
  const { zone } = me.value.workspace;
  return (
    <Field
      label={label}
      type="datetime-local"
      value={at === null ? "" : wallTime(at, zone)}
      error={error}
      hint={at === null ? empty : zone.replaceAll("_", " ")}
      onInput={(event) => onChange(instantAt(event.currentTarget.value, zone) ?? null)}
    />
  );
}

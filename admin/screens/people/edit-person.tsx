import { Plus, X } from "lucide";
import { useState } from "preact/hooks";
import type { Consent, PersonDetail } from "../../../domain/wire/people.ts";
import { ApiError } from "../../api/client.ts";
import { peopleApi } from "../../api/people.ts";
import { Button, useBusy } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field, Select } from "../../components/field.tsx";
import { useResource } from "../../state/resource.ts";
import { reasonOf, toast } from "../../state/toasts.ts";
import { attributeName } from "../../words/names.ts";
import { AttributeField, NewAttribute } from "./attribute-field.tsx";
import { type Draft, changeOf, draftOf, undoOf } from "./edits.ts";
import { CONSENTS } from "./words.ts";

/** Changes what is known of a person: address, language, consent, attributes. The id stays. */
export function EditPerson({
  person,
  onClose,
  onSaved,
}: {
  person: PersonDetail;
  onClose: () => void;
  onSaved: () => void;
}) {
  const known = useResource("people attributes", "all", () => peopleApi.attributes());
  const [draft, setDraft] = useState<Draft>(() => draftOf(person));
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<Readonly<Record<string, string>>>({});
  const [busy, run] = useBusy();
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const { change, wrong } = changeOf(person, draft);
  const save = () =>
    run(async () => {
      if (Object.keys(wrong).length > 0) return setProblem(wrong);
      if (Object.keys(change).length === 0) return onClose();
      try {
        await peopleApi.change(person.person, change);
      } catch (error) {
        const fields = error instanceof ApiError ? error.fields : {};
        setProblem({ all: `${reasonOf(error)} Nothing was changed.`, ...fields });
        return undefined;
      }
      onSaved();
      onClose();
      toast("Saved.", () => peopleApi.change(person.person, undoOf(person, change)).then(onSaved));
    });
  const types = new Map(known.data?.items.map(({ name, type }) => [name, type]));
  return (
    <Dialog
      title="Edit this person"
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form="edit-person" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="edit-person"
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label="E-mail address"
          type="email"
          autoComplete="off"
          value={draft.email}
          error={problem["email"]}
          onInput={(event) => put({ email: event.currentTarget.value })}
        />
        <div class="pair">
          <Field
            label="Language"
            autoComplete="off"
            spellcheck={false}
            placeholder="de or pt-BR"
            value={draft.language}
            error={problem["language"]}
            onInput={(event) => put({ language: event.currentTarget.value })}
          />
          <Select
            label="Consent to be asked"
            value={draft.consent}
            options={Object.entries(CONSENTS)}
            onChange={(consent) => put({ consent: consent as Consent })}
          />
        </div>
        <fieldset class="form attributes-edit">
          <legend class="label">Attributes</legend>
          {Object.entries(draft.attributes).map(([name, text]) => (
            <div key={name} class="attribute-edit">
              <AttributeField
                name={name}
                type={types.get(name) ?? draft.types[name] ?? "text"}
                value={text}
                error={problem[`attributes.${name}`]}
                onChange={(next) => put({ attributes: { ...draft.attributes, [name]: next } })}
              />
              <Button
                kind="bare"
                icon={X}
                aria-label={`Take ${attributeName(name)} away`}
                onClick={() => {
                  const { [name]: _, ...rest } = draft.attributes;
                  put({ attributes: rest });
                }}
              />
            </div>
          ))}
          {adding ? (
            <NewAttribute
              known={known.data?.items ?? []}
              taken={Object.keys(draft.attributes)}
              onAdd={(name, type) => {
                put({
                  attributes: { ...draft.attributes, [name]: "" },
                  types: { ...draft.types, [name]: type },
                });
                setAdding(false);
              }}
            />
          ) : (
            <div class="actions">
              <Button kind="bare" icon={Plus} onClick={() => setAdding(true)}>
                Add an attribute
              </Button>
            </div>
          )}
        </fieldset>
        {problem["all"] && (
          <p class="problem" role="alert">
            {problem["all"]}
          </p>
        )}
      </form>
    </Dialog>
  );
}

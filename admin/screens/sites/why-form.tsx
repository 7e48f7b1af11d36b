import { useEffect, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Field, Select, TextArea } from "../../components/field.tsx";
import { me } from "../../state/me.ts";
import { DEVICES } from "../build/rule-words.ts";
import type { Form } from "./why-query.ts";

const ANY_DEVICE = [["", "Any"] as const, ...Object.entries(DEVICES)];

/** A visitor on a page, described. What is asked lives in the address; what is typed, here. */
export function WhyForm({
  form,
  problems,
  busy,
  onAsk,
}: {
  form: Form;
  /** What the server would not take, by its field. */
  problems: Readonly<Record<string, string>>;
  busy: boolean;
  onAsk: (form: Form) => void;
}) {
  const [typed, setTyped] = useState(form);
  const known = JSON.stringify(form);
  // The address may change from elsewhere: a link, the way back.
  useEffect(() => setTyped(form), [known]);
  const bind = (key: keyof Form) => ({
    value: typed[key] ?? "",
    onInput: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [key]: event.currentTarget.value }),
    ...problemOf(problems, key),
  });
  const { zone } = me.value.workspace;
  return (
    <form
      class="form"
      aria-label="A visitor on a page"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(typed);
      }}
    >
      <Field
        label="Page"
        required
        inputMode="url"
        maxLength={2000}
        placeholder="https://www.example.com/pricing"
        {...bind("page")}
      />
      <Field
        label="Person"
        maxLength={200}
        hint="The id that your server signs. Empty: somebody without one."
        {...bind("person")}
      />
      <div class="pair">
        <Select
          label="Device"
          options={ANY_DEVICE}
          value={typed.device ?? ""}
          onChange={(device) => setTyped({ ...typed, device })}
        />
        <Field label="Language" maxLength={20} placeholder="Any, or de" {...bind("language")} />
      </div>
      <TextArea
        label="Attributes that the page sets"
        rows={3}
        placeholder={"plan: pro\norders: 12"}
        hint="One a line."
        {...bind("attributes")}
      />
      <TextArea
        label="Attributes that your server signs"
        rows={2}
        placeholder="plan: pro"
        disabled={!typed.person}
        hint={typed.person ? "They win over those of the page." : "They come with a person's id."}
        {...bind("signed")}
      />
      <Field
        label="Events that happened"
        placeholder="order_placed"
        hint="Names that the page tracks, with commas between."
        {...bind("events")}
      />
      <Field
        label="Time"
        type="datetime-local"
        hint={`Empty: now. By the clock of ${zone.replaceAll("_", " ")}.`}
        {...bind("at")}
      />
      <div class="actions">
        <Button kind="primary" type="submit" busy={busy}>
          Find out why
        </Button>
      </div>
    </form>
  );
}

/** The server names a part of a field as "attributes.plan". */
function problemOf(problems: Readonly<Record<string, string>>, key: string) {
  const found = Object.entries(problems).find(
    ([field]) => field === key || field.startsWith(`${key}.`),
  );
  return found ? { error: found[1] } : {};
}

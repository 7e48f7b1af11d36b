import { useState } from "preact/hooks";
import type { Quote, Theme } from "../../../../domain/wire/themes.ts";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Field } from "../../../components/field.tsx";
import { plural } from "../../../words/format.ts";
import { Preview } from "../preview.tsx";
import { useThemeEdit } from "../use-edit.ts";

/** Quotes that are told in full; the rest is a number. */
const TOLD = 3;
const UNNAMED = "New theme";

/** Makes a theme of its own from chosen quotes, after a look at what follows them. */
export function SplitDialog({
  theme,
  survey,
  quotes,
  onClose,
  onChanged,
  onMade,
}: {
  theme: Theme;
  survey: string;
  quotes: readonly Quote[];
  onClose: () => void;
  onChanged: () => void;
  onMade: (label: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const edit = useThemeEdit(survey, onChanged);
  const label = typed.trim();
  const change = {
    kind: "split" as const,
    label: label || UNNAMED,
    quotes: quotes.map(({ response, question }) => ({ response, question })),
  };
  const split = async () => {
    onClose();
    const made = await edit(theme.id, change, `“${label}” is split off “${theme.label}”.`);
    if (made) onMade(label);
  };
  return (
    <Dialog
      title={`Split off “${theme.label}”`}
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form="split">
            Split off
          </Button>
        </>
      }
    >
      <form
        id="split"
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (label) void split();
        }}
      >
        <Field
          label="Name of the new theme"
          value={typed}
          maxLength={60}
          autofocus
          error={tried && !label ? "It needs a name." : undefined}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <ul class="told" aria-label="Chosen quotes">
          {quotes.slice(0, TOLD).map(({ response, question, text }) => (
            <li key={response + question}>
              <blockquote class="about-quote" dir="auto">
                {text}
              </blockquote>
            </li>
          ))}
          {quotes.length > TOLD && (
            <li>
              <small>and {plural(quotes.length - TOLD, "more quote", "more quotes")}</small>
            </li>
          )}
        </ul>
        <p class="quiet">
          It takes these quotes and what resembles them inside “<bdi>{theme.label}</bdi>”, now and
          later. It can be undone.
        </p>
        <Preview theme={theme.id} survey={survey} change={change} />
      </form>
    </Dialog>
  );
}

import { useState } from "preact/hooks";
import type { Theme } from "../../../domain/wire/themes.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { plural } from "../../words/format.ts";

/** Chooses the theme that another becomes part of. */
export function MergeDialog({
  theme,
  themes,
  onClose,
  onMerge,
}: {
  theme: Theme;
  themes: readonly Theme[];
  onClose: () => void;
  onMerge: (into: Theme) => void;
}) {
  const [text, setText] = useState("");
  const [into, setInto] = useState<Theme>();
  const found = themes.filter(
    ({ id, status, label }) =>
      id !== theme.id &&
      status === "active" &&
      label.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const target =
    found.find(({ id }) => id === into?.id) ?? (found.length === 1 ? found[0] : undefined);
  return (
    <Dialog
      title={`Merge “${theme.label}”`}
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form="merge" aria-disabled={!target}>
            {target ? `Merge into “${target.label}”` : "Merge"}
          </Button>
        </>
      }
    >
      <form
        id="merge"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (target) onMerge(target);
        }}
      >
        <p class="quiet">
          Its {plural(theme.volume, "mention")} move to the theme you choose, and so do those of
          later runs. It can be undone.
        </p>
        <Field
          label="Find a theme"
          value={text}
          autofocus
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <fieldset class="merge-list">
          <legend class="sr">Merge into</legend>
          {found.map((one) => (
            <label key={one.id}>
              <input
                type="radio"
                name="into"
                checked={one.id === target?.id}
                onChange={() => setInto(one)}
              />
              {one.label}
              <small>{plural(one.volume, "mention")}</small>
            </label>
          ))}
          {found.length === 0 && <p class="quiet">No theme has this name.</p>}
        </fieldset>
      </form>
    </Dialog>
  );
}

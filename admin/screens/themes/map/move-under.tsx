import { useState } from "preact/hooks";
import type { Theme } from "../../../../domain/wire/themes.ts";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Switch } from "../../../components/field.tsx";
import { ChooseTheme } from "../choose.tsx";

/** Places that a theme can stand under: themes at the top, when nothing stands under it itself. */
export function placesFor(theme: Theme, themes: readonly Theme[]): Theme[] {
  if (themes.some(({ parent, status }) => parent === theme.id && status === "active")) return [];
  return themes.filter(
    ({ id, parent, status }) => id !== theme.id && parent === null && status === "active",
  );
}

/** Chooses the theme that another stands under, or the top. */
export function MoveUnderDialog({
  theme,
  themes,
  onClose,
  onMove,
}: {
  theme: Theme;
  themes: readonly Theme[];
  onClose: () => void;
  onMove: (parent: Theme | null) => void;
}) {
  const places = placesFor(theme, themes);
  const [where, setWhere] = useState<"under" | "top">("under");
  const [chosen, setChosen] = useState(places.find(({ id }) => id === theme.parent));
  const parent = where === "top" ? null : chosen;
  const ready = parent !== undefined && (parent?.id ?? null) !== theme.parent;
  return (
    <Dialog
      title={`Move “${theme.label}”`}
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form="move-theme" aria-disabled={!ready}>
            {parent ? `Move under “${parent.label}”` : where === "top" ? "Move to the top" : "Move"}
          </Button>
        </>
      }
    >
      <form
        id="move-theme"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onMove(parent ?? null);
        }}
      >
        <p class="quiet">
          {places.length === 0
            ? "Other themes stand under it. Themes have two levels, so it stays at the top."
            : "No quote changes its theme: only where this one stands in the list. It can be undone."}
        </p>
        {theme.parent !== null && (
          <Switch
            label="Where it stands"
            value={where}
            onChange={setWhere}
            options={[
              ["under", "Under another theme"],
              ["top", "At the top"],
            ]}
          />
        )}
        {where === "under" && places.length > 0 && (
          <ChooseTheme legend="Move under" themes={places} chosen={chosen} onChoose={setChosen} />
        )}
      </form>
    </Dialog>
  );
}

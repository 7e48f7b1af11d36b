import { useState } from "preact/hooks";
import type { Theme } from "../../../domain/wire/themes.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { ChooseTheme } from "./choose.tsx";
import { Preview } from "./preview.tsx";

/** Chooses the theme that another becomes part of, and shows what that does before it is done. */
export function MergeDialog({
  theme,
  into,
  themes,
  survey,
  onClose,
  onMerge,
}: {
  theme: Theme;
  /** Where the choice is made already: it was dropped there. */
  into?: Theme;
  themes: readonly Theme[];
  survey: string;
  onClose: () => void;
  onMerge: (into: Theme) => void;
}) {
  const [target, setTarget] = useState(into);
  return (
    <Dialog
      title={into ? `Merge “${theme.label}” into “${into.label}”?` : `Merge “${theme.label}”`}
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
        <p class="lede">
          {into ? "Its mentions move over" : "Its mentions move to the theme you choose"}, and so do
          those of later runs. It can be undone.
        </p>
        {!into && (
          <ChooseTheme
            legend="Merge into"
            themes={themes.filter(({ id, status }) => id !== theme.id && status === "active")}
            chosen={target}
            onChoose={setTarget}
          />
        )}
        {target && (
          <Preview theme={theme.id} survey={survey} change={{ kind: "merge", into: target.id }} />
        )}
      </form>
    </Dialog>
  );
}

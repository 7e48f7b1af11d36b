import { CircleSlash, CornerUpRight, Eye } from "lucide";
import { useState } from "preact/hooks";
import type { Quote, Theme } from "../../../../domain/wire/themes.ts";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Switch } from "../../../components/field.tsx";
import { Menu } from "../../../components/menu.tsx";
import { ChooseTheme } from "../choose.tsx";
import { Preview } from "../preview.tsx";

/** What can be said about a quote that stands under the wrong theme. */
export function WrongMenu({
  onWrong,
  onMove,
}: {
  onWrong: () => void;
  /** Asks where to. @param nowhere begins with "no theme" and what that would change */
  onMove: (nowhere: boolean) => void;
}) {
  return (
    <Menu
      class="chip"
      items={[
        { words: "Does not belong here", icon: CircleSlash, onSelect: onWrong },
        { words: "Move to…", icon: CornerUpRight, onSelect: () => onMove(false) },
        { words: "See what that would change…", icon: Eye, onSelect: () => onMove(true) },
      ]}
    >
      Wrong theme
    </Menu>
  );
}

/** Chooses the theme that a quote belongs to, or none, with a look at what else would change. */
export function MoveDialog({
  quote,
  nowhere,
  theme,
  themes,
  survey,
  onClose,
  onMove,
}: {
  quote: Quote;
  nowhere: boolean;
  theme: Theme;
  themes: readonly Theme[];
  survey: string;
  onClose: () => void;
  onMove: (to: Theme | null) => void;
}) {
  const [where, setWhere] = useState<"theme" | "none">(nowhere ? "none" : "theme");
  const [chosen, setChosen] = useState<Theme>();
  const target = where === "none" ? null : chosen;
  const ready = target !== undefined;
  const { response, question } = quote;
  return (
    <Dialog
      title="Where does this quote belong?"
      onClose={onClose}
      actions={
        <>
          <Button kind="bare" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form="move-quote" aria-disabled={!ready}>
            {target ? `Move to “${target.label}”` : ready ? "Take it out" : "Move"}
          </Button>
        </>
      }
    >
      <form
        id="move-quote"
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (target !== undefined) onMove(target);
        }}
      >
        <blockquote class="about-quote" dir="auto">
          {quote.text}
        </blockquote>
        <p class="quiet">
          It is learned as an example: later texts like it go the same way. It can be undone.
        </p>
        <Switch
          label="Where it belongs"
          value={where}
          onChange={setWhere}
          options={[
            ["theme", "To another theme"],
            ["none", "To no theme"],
          ]}
        />
        {where === "theme" && (
          <ChooseTheme
            legend="Move to"
            themes={themes.filter(({ id, status }) => id !== theme.id && status === "active")}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
        {ready && (
          <Preview
            theme={theme.id}
            survey={survey}
            change={{ kind: "wrong", quote: { response, question }, to: target?.id ?? null }}
          />
        )}
      </form>
    </Dialog>
  );
}

import { FolderTree, Merge } from "lucide";
import { useLocation, useRoute } from "preact-iso";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SurveySummary } from "../../../../domain/wire/surveys.ts";
import type { Theme } from "../../../../domain/wire/themes.ts";
import type { MenuItem } from "../../../components/menu.tsx";
import { useHref } from "../../../state/location.ts";
import { quickItems } from "../items.ts";
import { MergeDialog } from "../merge.tsx";
import { MoveUnderDialog } from "../map/move-under.tsx";
import { useThemeEdit } from "../use-edit.ts";
import type { Drop } from "./drop.ts";

type Asking = { kind: "merge"; theme: Theme; into?: Theme } | { kind: "move"; theme: Theme };

export type Actions = {
  /** What the menu of a row offers. */
  itemsOf: (theme: Theme) => readonly (MenuItem | false)[];
  /** A row was let go: a merge is shown before it is made, a move is made. */
  drop: (theme: Theme, drop: Drop) => void;
  dialog: JSX.Element | undefined;
};

/** All that can be done to a theme from the list, each with its way back. */
export function useActions(
  themes: readonly Theme[],
  survey: SurveySummary,
  onChanged: () => void,
): Actions {
  const [asking, setAsking] = useState<Asking>();
  const edit = useThemeEdit(survey.id, onChanged);
  const { route } = useLocation();
  const { theme: open } = useRoute().params;
  const href = useHref();
  const close = () => setAsking(undefined);
  const move = (theme: Theme, parent: Theme | null) =>
    void edit(
      theme.id,
      { kind: "move", parent: parent?.id ?? null },
      parent
        ? `“${theme.label}” stands under “${parent.label}”.`
        : `“${theme.label}” stands at the top.`,
    );
  const merge = async (theme: Theme, into: Theme) => {
    close();
    const done = `“${theme.label}” is part of “${into.label}” now.`;
    const merged = await edit(theme.id, { kind: "merge", into: into.id }, done);
    if (merged && open === theme.id) {
      route(href(`/app/themes/${into.id}`, { survey: survey.id }), true);
    }
  };
  const itemsOf = (theme: Theme): (MenuItem | false)[] => [
    {
      words: "Merge into another…",
      icon: Merge,
      onSelect: () => setAsking({ kind: "merge", theme }),
    },
    {
      words: "Move under another…",
      icon: FolderTree,
      onSelect: () => setAsking({ kind: "move", theme }),
    },
    ...quickItems(theme, edit),
  ];
  return {
    itemsOf,
    drop: (theme, drop) => {
      if (drop.kind === "merge") setAsking({ kind: "merge", theme, into: drop.into });
      if (drop.kind === "move") move(theme, drop.parent);
    },
    dialog:
      asking?.kind === "merge" ? (
        <MergeDialog
          theme={asking.theme}
          {...(asking.into && { into: asking.into })}
          themes={themes}
          survey={survey.id}
          onClose={close}
          onMerge={(into) => void merge(asking.theme, into)}
        />
      ) : asking?.kind === "move" ? (
        <MoveUnderDialog
          theme={asking.theme}
          themes={themes}
          onClose={close}
          onMove={(parent) => {
            close();
            move(asking.theme, parent);
          }}
        />
      ) : undefined,
  };
}

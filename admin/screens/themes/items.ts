import { Archive, Pin, PinOff, Volume2, VolumeX } from "lucide";
import type { Theme } from "../../../domain/wire/themes.ts";
import type { MenuItem } from "../../components/menu.tsx";
import type { useThemeEdit } from "./use-edit.ts";

/** What a menu does to a theme at once, without a question; each can be undone. */
export function quickItems(
  { id, label, pinned, muted, status }: Theme,
  edit: ReturnType<typeof useThemeEdit>,
): (MenuItem | false)[] {
  const named = `“${label}”`;
  return [
    {
      words: pinned ? "Let runs rename it" : "Pin its name",
      icon: pinned ? PinOff : Pin,
      onSelect: () =>
        void edit(
          id,
          { kind: "pin", pinned: !pinned },
          pinned ? `Runs may rename ${named}.` : `No run renames ${named}.`,
        ),
    },
    {
      words: muted ? "Unmute" : "Mute",
      icon: muted ? Volume2 : VolumeX,
      onSelect: () =>
        void edit(
          id,
          { kind: "mute", muted: !muted },
          muted ? `${named} is heard again.` : `${named} is muted.`,
        ),
    },
    status !== "archived" && {
      words: "Archive",
      icon: Archive,
      onSelect: () =>
        void edit(id, { kind: "archive" }, `${named} is archived; it takes no later texts.`),
    },
  ];
}

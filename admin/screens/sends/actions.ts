import { Ban, Pause, PenLine, Play, Trash2 } from "lucide";
import type { Send } from "../../../domain/wire/sends.ts";
import { mailApi } from "../../api/sends.ts";
import type { MenuItem } from "../../components/menu.tsx";
import { attempt, toast } from "../../state/toasts.ts";
import { refusal } from "./refusal.ts";

type To = "live" | "paused" | "cancelled";

const DONE: Record<To, (name: string) => string> = {
  live: (name) => `“${name}” is live.`,
  paused: (name) => `“${name}” is paused. Nothing goes out until you resume it.`,
  cancelled: (name) => `“${name}” is cancelled. What was planned is not sent.`,
};

/** Where a change of state is taken back to. */
const BACK: Record<To, (before: Send["state"]) => To | undefined> = {
  // Mail that left cannot come back: what is still planned waits.
  live: () => "paused",
  paused: (before) => (before === "live" ? "live" : undefined),
  cancelled: (before) => (before === "live" || before === "paused" ? before : undefined),
};

/** Moves a send to another state and offers the way back. @param heard is given what it is then */
export function moveSend(send: Send, to: To, heard: (send: Send) => void): Promise<unknown> {
  return attempt(`“${send.name}” was not changed.`, async () => {
    const moved = await mailApi.moveSend(send.id, to).catch((error: unknown) => {
      throw refusal(error);
    });
    heard(moved);
    const back = BACK[to](send.state);
    const undo = async () => {
      // A cancelled send comes back to life first.
      let is =
        to === "cancelled" && back === "paused"
          ? await mailApi.moveSend(send.id, "live")
          : undefined;
      if (back) is = await mailApi.moveSend(send.id, back);
      if (is) heard(is);
    };
    toast(DONE[to](send.name), back && undo);
  });
}

/** What an admin may do with a send in its present state. */
export function actionsOf(
  send: Send,
  changed: (send: Send) => void,
  href: (path: string) => string,
  onDiscard: () => void,
): (MenuItem | false)[] {
  const { id, state } = send;
  const move = (to: To) => () => void moveSend(send, to, changed);
  return [
    (state === "draft" || state === "live" || state === "paused") && {
      words: "Edit",
      icon: PenLine,
      href: href(`/app/sends/${id}/edit`),
    },
    state === "live" && { words: "Pause", icon: Pause, onSelect: move("paused") },
    state === "paused" && { words: "Resume", icon: Play, onSelect: move("live") },
    (state === "live" || state === "paused") && {
      words: "Cancel",
      icon: Ban,
      danger: true,
      onSelect: move("cancelled"),
    },
    // Taking this back would start it: so it is asked for first.
    state === "draft" && { words: "Discard…", icon: Trash2, danger: true, onSelect: onDiscard },
  ];
}

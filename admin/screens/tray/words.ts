import type { Destination } from "../../../domain/survey/moves.ts";
import { QUARANTINE_DAYS, QUARANTINE_ROWS, TRAY } from "../../../domain/survey/tray.ts";
import type { ResponseState, Tray } from "../../../domain/wire/responses.ts";
import type { ResponseFilters } from "../../api/client.ts";
import type { Patch } from "../../state/location.ts";
import { count, listed, plural } from "../../words/format.ts";
import type { Headline } from "../../words/headlines.ts";
import { attributeName } from "../../words/names.ts";

/** Which part of the tray is shown: all that waits, or one state; for one reason. */
export type TrayFilter = {
  state: (typeof PILES)[number];
  reason: string | undefined;
};

const PILES = ["tray", ...TRAY, "test", "deleted"] as const;

export const PILE_NAMES: Record<TrayFilter["state"], string> = {
  tray: "All that waits",
  quarantined: "Quarantined",
  suspect: "Suspect",
  late: "Late",
  test: "Tests",
  deleted: "Bin",
};

/** What a state means and what restoring does. */
export const ABOUT: Record<TrayFilter["state"], string> = {
  tray: `What is restored counts on the day it was given. What looks like spam is kept ${QUARANTINE_DAYS} days, of each survey the newest ${count(QUARANTINE_ROWS)}.`,
  quarantined: `Looks like a robot or a repeat, or was put here by hand. It is kept ${QUARANTINE_DAYS} days, of each survey the newest ${count(QUARANTINE_ROWS)}; then it goes for good.`,
  suspect:
    "One-click votes without proof of a person: programs that check mail open every link and press buttons. If the person votes later, that vote replaces this one by itself.",
  late: "Came within 7 days after the survey was paused or closed, from people who had begun before. Restored, they count on the day they were given.",
  test: "Answers of your own team, or marked as tests by hand. They never count.",
  deleted: "Can be restored for 30 days, then it goes for good.",
};

/** Reads the part from an address; anything unreadable is all that waits. */
export function filterOf(query: Patch): TrayFilter {
  const state = PILES.find((one) => one === query["state"]) ?? "tray";
  return { state, reason: query["reason"]?.slice(0, 200) || undefined };
}

/** The same, as the list of responses and a move by match take it. */
export function matchOf({ state, reason }: TrayFilter): {
  state: TrayFilter["state"];
  reason?: string;
} {
  return { state, ...(reason !== undefined && { reason }) } satisfies ResponseFilters;
}

/** Why something is where it is, as a label; being late is its own reason. */
export function reasonName(state: ResponseState, reason: string | null): string {
  if (reason !== null) return attributeName(reason);
  return state === "late" ? "Came after the survey was paused or closed" : "No reason noted";
}

const waits = (state: ResponseState) => TRAY.some((one) => one === state);
const sum = (items: readonly { n: number }[]) => items.reduce((all, { n }) => all + n, 0);

/** How many a part holds; undefined where nobody counts them. */
export function sizeOf({ states, reasons, whole }: Tray, { state, reason }: TrayFilter) {
  if (state === "deleted") return undefined;
  if (reason !== undefined) {
    if (!whole || state === "test") return undefined;
    return sum(
      reasons.filter((r) => r.reason === reason && (state === "tray" || r.state === state)),
    );
  }
  return sum(states.filter((one) => (state === "tray" ? waits(one.state) : one.state === state)));
}

/** What waits and why: one line and the sentence under it. */
export function trayHeadline(tray: Tray): Headline {
  const n = sizeOf(tray, { state: "tray", reason: undefined }) ?? 0;
  if (n === 0) return { title: "Nothing waits", lede: "No answer is set aside." };
  const of = (state: ResponseState) => tray.states.find((one) => one.state === state)?.n ?? 0;
  const [spam, votes, late] = [of("quarantined"), of("suspect"), of("late")];
  const parts = [
    spam > 0 && `${count(spam)} ${spam === 1 ? "looks" : "look"} like spam`,
    votes > 0 && `${plural(votes, "vote")} ${votes === 1 ? "has" : "have"} no proof of a person`,
    late > 0 && `${count(late)} came after the end`,
  ].filter((part) => part !== false);
  return {
    title: `${plural(n, "answer")} ${n === 1 ? "waits" : "wait"} for a decision`,
    lede: `${listed(parts)}. None of it is in the figures.`,
  };
}

/** What can be done with a part, by its state. The first is what one comes for. */
export function actionsOf(state: TrayFilter["state"]): Destination[] {
  switch (state) {
    case "test":
      return ["counted", "quarantined", "deleted"];
    case "deleted":
      return ["counted", "quarantined", "test"];
    default:
      return ["counted", "test", "deleted"];
  }
}

export const ACTIONS: Record<Destination, { words: string; doing: string; done: string }> = {
  counted: { words: "Restore", doing: "Restoring", done: "restored; counted now" },
  quarantined: { words: "Quarantine", doing: "Moving", done: "moved to quarantine" },
  test: { words: "Mark as test", doing: "Marking", done: "marked as tests" },
  deleted: { words: "Move to bin", doing: "Moving", done: "moved to the bin" },
};

/** What was done, for the toast. */
export function doneWords(moved: number, to: Destination): string {
  return `${plural(moved, "response")} ${ACTIONS[to].done}.`;
}

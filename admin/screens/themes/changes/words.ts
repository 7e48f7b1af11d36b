import type { ThemeChanges } from "../../../../domain/wire/themes.ts";
import { dayOf } from "../../../../domain/time/days.ts";
import { dateOf } from "../../../words/dates.ts";

type Item = ThemeChanges["items"][number];

export const KINDS: Record<Item["kind"], string> = {
  created: "New theme",
  proposed: "Proposed",
  grew: "Grew",
  faded: "Faded",
  widened: "Wider now",
  merged: "Merged",
  split: "Split",
  renamed: "Renamed",
  archived: "Archived",
  taught: "Taught",
  refitted: "Found anew",
  undone: "Taken back",
};

export type Day = { name: string; items: Item[] };

/** Changes by their day in a time zone, in the order they come: "Today", "Yesterday", "22 Nov". */
export function daysOf(items: readonly Item[], zone: string, now: number): Day[] {
  const today = dayOf(now, zone);
  const groups = Map.groupBy(items, ({ at }) => dayOf(at, zone));
  return [...groups].map(([day, those]) => ({
    name:
      day === today
        ? "Today"
        : day === today - 1
          ? "Yesterday"
          : dateOf(those[0]?.at ?? now, zone, now),
    items: those,
  }));
}

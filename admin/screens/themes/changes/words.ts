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

/** What happened at one instant to one theme or, in a run, to several in the same way. */
export type Group = Pick<Item, "at" | "kind" | "text" | "by"> & {
  themes: Pick<Item, "theme" | "label">[];
};

export type Day = { name: string; groups: Group[] };

/** Changes by their day in a time zone, in the order they come: "Today", "Yesterday", "22 Nov". */
export function daysOf(items: readonly Item[], zone: string, now: number): Day[] {
  const today = dayOf(now, zone);
  const days = Map.groupBy(items, ({ at }) => dayOf(at, zone));
  return [...days].map(([day, those]) => ({
    name:
      day === today
        ? "Today"
        : day === today - 1
          ? "Yesterday"
          : dateOf(those[0]?.at ?? now, zone, now),
    groups: groupsOf(those),
  }));
}

/** A run says the same of many themes: that is told once. What people did stays one by one. */
function groupsOf(items: readonly Item[]): Group[] {
  const groups: Group[] = [];
  for (const { theme, label, ...what } of items) {
    const last = groups.at(-1);
    const same =
      last?.by === null && what.by === null && last.kind === what.kind && last.at === what.at;
    if (last && same) last.themes.push({ theme, label });
    else groups.push({ ...what, themes: [{ theme, label }] });
  }
  return groups;
}

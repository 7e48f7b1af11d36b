import type { Theme } from "../../../../domain/wire/themes.ts";

/** What letting go here would do; `no` says why it would do nothing. */
export type Drop =
  | { kind: "merge"; into: Theme }
  | { kind: "move"; parent: Theme | null }
  | { kind: "no"; why: string };

/** Where the pointer is on a row: on it, or in the gap below it; `top` is the head of the list. */
export type Spot = { over: Theme; at: "on" | "below" } | "top";

const EDGE = 0.26;

/** The part of a row that a height of 0 to 1 falls on; the upper edge is the gap below the row before. */
export function partOf(height: number): "above" | "on" | "below" {
  return height < EDGE ? "above" : height > 1 - EDGE ? "below" : "on";
}

/** What a drop means. Undefined where it would change nothing. */
export function dropOf(dragged: Theme, spot: Spot, themes: readonly Theme[]): Drop | undefined {
  if (spot === "top") return dragged.parent === null ? undefined : { kind: "move", parent: null };
  const { over, at } = spot;
  if (at === "on") return over.id === dragged.id ? undefined : { kind: "merge", into: over };
  const parent = themes.find(({ id }) => id === over.parent) ?? over;
  if (parent.id === dragged.id || parent.id === dragged.parent) return undefined;
  if (hasChildren(dragged, themes)) {
    return { kind: "no", why: `“${dragged.label}” has sub-themes of its own` };
  }
  return { kind: "move", parent };
}

function hasChildren({ id }: Theme, themes: readonly Theme[]): boolean {
  return themes.some(({ parent, status }) => parent === id && status === "active");
}

/** The words beside the pointer. */
export function dropWords(drop: Drop | undefined): string {
  if (!drop) return "";
  switch (drop.kind) {
    case "merge":
      return `Merge into “${drop.into.label}”`;
    case "move":
      return drop.parent ? `Move under “${drop.parent.label}”` : "Move to the top";
    case "no":
      return drop.why;
  }
}

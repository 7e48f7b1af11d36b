import type { Theme } from "../../../../domain/wire/themes.ts";
import { sorted } from "../../../components/table.tsx";

/** One row of the list: a theme and where it stands in the hierarchy. */
export type Entry = {
  theme: Theme;
  depth: 0 | 1;
  /** Sub-themes that are listed, shown or not. */
  children: number;
  unfolded: boolean;
};

export type Order = {
  value: (theme: Theme) => number | string | null;
  down: boolean;
  /** Part of a name; a sub-theme that matches shows with its parent. */
  find: string;
  /** Whether the sub-themes of this one are shown. */
  unfolds: (id: string) => boolean;
};

/** Letters without case and accents, so that "cafe" finds "Café". */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * Themes in rows: sub-themes follow their parent, both in the same order. A theme whose parent is
 * not among them stands at the top.
 */
export function entriesOf(themes: readonly Theme[], order: Order): Entry[] {
  const ids = new Set(themes.map(({ id }) => id));
  const under = Map.groupBy(themes, ({ parent }) =>
    parent !== null && ids.has(parent) ? parent : null,
  );
  const wanted = plain(order.find);
  const hit = ({ label }: Theme) => plain(label).includes(wanted);
  const inOrder = (some: readonly Theme[]) => sorted(some, order.value, order.down);
  return inOrder(under.get(null) ?? []).flatMap((theme): Entry[] => {
    const all = under.get(theme.id) ?? [];
    // Who looks for a parent sees all below it, who looks for a sub-theme only that one.
    const children = hit(theme) ? all : all.filter(hit);
    if (!hit(theme) && children.length === 0) return [];
    const unfolded = children.length > 0 && (order.unfolds(theme.id) || !hit(theme));
    return [
      { theme, depth: 0, children: children.length, unfolded },
      ...(unfolded
        ? inOrder(children).map((child): Entry => {
            return { theme: child, depth: 1, children: 0, unfolded: false };
          })
        : []),
    ];
  });
}

/** What an address says about folding: "all", or ids with commas. */
export type Folds = { all: boolean; ids: ReadonlySet<string> };

export function foldsOf(text: string | undefined): Folds {
  return { all: text === "all", ids: new Set(text === "all" ? [] : text?.split(",")) };
}

/**
 * The address after one theme was folded or unfolded.
 * @param parents all themes that have sub-themes
 */
export function withFold(folds: Folds, id: string, parents: readonly string[]): string | undefined {
  const open = new Set(parents.filter((one) => folds.all || folds.ids.has(one)));
  if (!open.delete(id)) open.add(id);
  return open.size === 0 ? undefined : open.size === parents.length ? "all" : [...open].join(",");
}

/** What is chosen in a list of which only a part is loaded. */
export type Selection = {
  /** Everything that matches, loaded or not. */
  all: boolean;
  /** Else these. */
  ids: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | undefined;
};

export const NOTHING: Selection = { all: false, ids: new Set(), anchor: undefined };
export const EVERYTHING: Selection = { ...NOTHING, all: true };

/** Those that are shown and chosen, in the order of the list. */
export function chosenOf({ all, ids }: Selection, shown: readonly string[]): string[] {
  return all ? [...shown] : shown.filter((id) => ids.has(id));
}

/**
 * Chooses one or lets it go; with `range`, all between it and the last one that was touched.
 * Letting one go of everything leaves the others that are shown.
 */
export function toggled(
  selection: Selection,
  shown: readonly string[],
  id: string,
  range = false,
): Selection {
  const ids = new Set(chosenOf(selection, shown));
  const on = !ids.has(id);
  const [at, from] = [shown.indexOf(id), shown.indexOf(selection.anchor ?? "")];
  const touched =
    range && from >= 0 ? shown.slice(Math.min(at, from), Math.max(at, from) + 1) : [id];
  for (const one of touched) {
    if (on) ids.add(one);
    else ids.delete(one);
  }
  return { all: false, ids, anchor: id };
}

/** Chooses two neighbours, as the arrow keys do with Shift held. */
export function extended(
  selection: Selection,
  shown: readonly string[],
  from: string,
  to: string,
): Selection {
  if (selection.all) return selection;
  return { all: false, ids: new Set([...chosenOf(selection, shown), from, to]), anchor: to };
}

/** All that are shown; nothing when they were chosen already. */
export function allShown(selection: Selection, shown: readonly string[]): Selection {
  const every = chosenOf(selection, shown).length === shown.length;
  return every ? NOTHING : { ...NOTHING, ids: new Set(shown) };
}

import { useState } from "preact/hooks";

type Item = { id: string };

/**
 * A list that does not move while it is read: what arrived since stays behind until it is asked for.
 * What is shown is kept fresh in place, and leaves the list when it left the reply's range.
 * @param scope what the list is about; another scope starts anew
 * @returns what to show, how many wait, and how to show them
 */
export function useHeldBack<T extends Item>(
  scope: string,
  newest: readonly T[] | undefined,
): [shown: readonly T[] | undefined, waiting: number, show: () => void] {
  const [held, setHeld] = useState<{ scope: string; items: readonly T[] }>();
  if (newest && held?.scope !== scope) {
    setHeld({ scope, items: newest });
    return [newest, 0, () => undefined];
  }
  if (!newest || !held) return [held?.items, 0, () => undefined];
  return [
    refreshed(held.items, newest),
    arrived(held.items, newest),
    () => setHeld({ scope, items: newest }),
  ];
}

/** How many of the newest stand before the first that is known. */
export function arrived(shown: readonly Item[], newest: readonly Item[]): number {
  const known = new Set(shown.map(({ id }) => id));
  const first = newest.findIndex(({ id }) => known.has(id));
  return first < 0 ? newest.length : first;
}

/** What is shown, each in its newest form. */
export function refreshed<T extends Item>(shown: readonly T[], newest: readonly T[]): T[] {
  const fresh = new Map(newest.map((item) => [item.id, item]));
  return shown.map((item) => fresh.get(item.id) ?? item);
}

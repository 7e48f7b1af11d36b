import type { Refit } from "../../../../domain/wire/themes.ts";
import { count, listed, plural } from "../../../words/format.ts";

/** What accepting would do, in a sentence. */
export function refitHeadline(refit: Refit): string {
  const { changed, same, emptied } = keptOf(refit);
  const stay = changed.length + same.length;
  const parts = [
    stay > 0 && `keeps ${plural(stay, "theme")}`,
    refit.created.length > 0 && `brings ${count(refit.created.length)}`,
    emptied.length > 0 && `empties ${count(emptied.length)}`,
    refit.archived.length > 0 && `drops ${count(refit.archived.length)}`,
  ].filter((part): part is string => part !== false);
  return parts.length === 0 ? "It finds no themes" : `It ${listed(parts)}`;
}

/** How many texts it read and how many would change their themes. */
export function refitLede({ texts, moved }: Refit): string {
  const read = `Found from the newest ${plural(texts, "text")}; `;
  if (moved === 0) return `${read}none of them would change its themes.`;
  return `${read}${count(moved)} of them would change ${moved === 1 ? "its" : "their"} themes.`;
}

type Kept = Refit["kept"];

/**
 * Those whose mentions change, the largest change first; those that stay as they are; and those that
 * stay for other surveys, or because people shaped them, and would hold no text of this one.
 */
export function keptOf({ kept }: Refit): { changed: Kept; same: Kept; emptied: Kept } {
  const change = ({ before, after }: Kept[number]) => Math.abs(after - before);
  const largest = kept.toSorted((a, b) => change(b) - change(a) || b.after - a.after);
  return {
    changed: largest.filter((one) => change(one) > 0 && one.after > 0),
    same: largest.filter((one) => change(one) === 0),
    emptied: largest.filter((one) => change(one) > 0 && one.after === 0),
  };
}

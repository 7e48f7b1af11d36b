import type { Refit } from "../../../../domain/wire/themes.ts";
import { count, listed, plural } from "../../../words/format.ts";

/** What accepting would do, in a sentence. */
export function refitHeadline({ kept, created, archived }: Refit): string {
  const parts = [
    kept.length > 0 && `keeps ${plural(kept.length, "theme")}`,
    created.length > 0 && `brings ${count(created.length)}`,
    archived.length > 0 && `drops ${count(archived.length)}`,
  ].filter((part): part is string => part !== false);
  return parts.length === 0 ? "It finds no themes" : `It ${listed(parts)}`;
}

/** How many texts it read and how many would change their themes. */
export function refitLede({ texts, moved }: Refit): string {
  const read = `Found from the newest ${plural(texts, "text")}; `;
  if (moved === 0) return `${read}none of them would change its themes.`;
  return `${read}${count(moved)} of them would change ${moved === 1 ? "its" : "their"} themes.`;
}

/** Those whose mentions change, the largest change first, and those that stay as they are. */
export function keptOf({ kept }: Refit): { changed: Refit["kept"]; same: Refit["kept"] } {
  const change = ({ before, after }: Refit["kept"][number]) => Math.abs(after - before);
  return {
    changed: kept
      .filter((one) => change(one) > 0)
      .toSorted((a, b) => change(b) - change(a) || b.after - a.after),
    same: kept.filter((one) => change(one) === 0),
  };
}

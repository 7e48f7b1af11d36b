import type { Match } from "../../db/search.ts";

const MOST_WORDS = 10;

/**
 * What a person typed, as words to look for: all must occur, and the last one may be the beginning
 * of a longer one. Undefined when there is no word in it.
 */
export function matchOf(typed: string): Match | undefined {
  const words = typed
    .toWellFormed()
    .match(/[\p{L}\p{N}\p{M}]+/gu)
    ?.slice(0, MOST_WORDS);
  const last = words?.pop();
  return words && last ? { words, last } : undefined;
}

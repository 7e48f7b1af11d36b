const MOST_WORDS = 10;

/**
 * What a person typed as an FTS5 expression: every word quoted, so that nothing in it is an
 * operator; all must occur, the last one as a prefix. Undefined when there is no word in it.
 */
export function matchOf(typed: string): string | undefined {
  const words =
    typed
      .toWellFormed()
      .match(/[\p{L}\p{N}\p{M}]+/gu)
      ?.slice(0, MOST_WORDS) ?? [];
  if (words.length === 0) return undefined;
  return `${words.map((word) => `"${word}"`).join(" ")}*`;
}

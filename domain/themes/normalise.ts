/** What is no language: links, addresses, handles, entities. Replaced by as many spaces. */
const noise =
  /https?:\/\/\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|@\w+|&(?:amp|lt|gt|quot|apos|nbsp|#\d+);|\bRT\b(?=\s*@)/giu;

const blank = (match: string): string => " ".repeat(match.length);

/**
 * Blanks what is no language and unifies apostrophes. The result has the length of the input, so
 * every offset found in it holds for the original.
 */
export const normalise = (text: string): string =>
  text.replace(noise, blank).replace(/[’‘ʼ`´]/gu, "'");

/** The same for two texts that differ in case, punctuation, handles or spacing only. */
export const dedupeKey = (text: string): string =>
  normalise(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

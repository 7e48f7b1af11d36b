/** Nothing to clean but the ends. */
const PLAIN = /^[ -~]*$/u;

/** Longest short and long text, in code points. */
export const SHORT_TEXT = 300;
export const LONG_TEXT = 4000;

// Controls but tab and newline; lone surrogates are replaced by toWellFormed.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/**
 * Text as it is hashed and stored: NUL and controls removed (SQLite cuts a text at NUL on read),
 * lone surrogates replaced, line ends unified, outer white space off.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return text.toWellFormed().replace(/\r\n?/gu, "\n").replace(CONTROLS, "").trim();
}

/** Length in code points, as limits count it. */
export function codePoints(text: string): number {
  let n = 0;
  for (const _ of text) n++;
  return n;
}

/** One address of a list, and the line it stands in, from 1. */
export type Line = { line: number; email: string };

/** Cells of a line of CSV; quotes may hold what parts them. */
const CELL = /"((?:[^"]|"")*)"|[^,;\t]+/gu;

/**
 * The addresses of a pasted list or a CSV: the first cell with an @ in each line. A line without any
 * goes on as it is, to be told as wrong, but not the head of the columns. Each address once.
 */
export function addressesOf(text: string): Line[] {
  const seen = new Set<string>();
  return text
    .replace(/^\uFEFF/u, "")
    .split(/\r\n|\r|\n/u)
    .flatMap((row, i) => {
      const cells = [...row.matchAll(CELL)].map(([cell, quoted]) =>
        (quoted?.replaceAll('""', '"') ?? cell).trim(),
      );
      const email = cells.find((cell) => cell.includes("@")) ?? row.trim();
      const head = i === 0 && !email.includes("@");
      if (email === "" || head || seen.has(email.toLowerCase())) return [];
      seen.add(email.toLowerCase());
      return [{ line: i + 1, email }];
    });
}

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string) =>
  `"${(/^[=+\-@\t]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The lines that failed, as CSV: line, address, reason. */
export function errorsCsv(errors: readonly (Line & { message: string })[]): string {
  const rows = errors.map(({ line, email, message }) => `${line},${cell(email)},${cell(message)}`);
  return `line,address,reason\r\n${rows.join("\r\n")}\r\n`;
}

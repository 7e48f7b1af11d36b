import Papa from "papaparse";
import { BOM, FORMULA } from "../../../../domain/csv/formula.ts";
import { ERROR_COLUMNS } from "./columns.ts";
import type { CellProblem } from "./convert.ts";

/** A row that was not saved, as it stands in the file, and why. */
export type RowError = { line: number; cells: readonly string[]; problems: readonly CellProblem[] };

/** A problem as a sentence: "Age: “x” is no number". */
export const problemWords = ({ column, message }: CellProblem): string =>
  column === "" ? `The row ${message}` : `${column}: ${message}`;

/**
 * The rows that were not saved as CSV: all their cells as they were, then where and why. Mended, it can
 * be imported as it is. Text that a spreadsheet could run gets an apostrophe in front.
 */
export function errorsCsv(heads: readonly string[], errors: readonly RowError[]): string {
  // A file that was an error file before keeps its own columns and gets the new reasons.
  const own = heads.map((head, i) => [head, i] as const).filter(([head]) => !isOurs(head));
  const rows = errors.map(({ line, cells, problems }) => {
    // A row that is too long keeps what stands past the header: nobody's data is cut.
    const past = cells.slice(heads.length).join(" | ");
    return [
      ...own.map(([, i]) => cells[i] ?? ""),
      line,
      problems
        .map(({ column }) => column)
        .filter(Boolean)
        .join(", "),
      problems.map(problemWords).join("; ") + (past && ` (beyond the header: ${past})`),
    ];
  });
  const head = [...own.map(([name]) => name), ...ERROR_COLUMNS];
  return `${BOM}${Papa.unparse([head, ...rows], { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

const isOurs = (head: string) => (ERROR_COLUMNS as readonly string[]).includes(head);

import Papa from "papaparse";
import { BOM, FORMULA } from "../../../domain/csv/formula.ts";

export type Cell = string | number | boolean | null;

/**
 * A table as CSV (RFC 4180, CRLF after every row), in pieces. Text that could be a formula gets an
 * apostrophe in front, headers like any cell; numbers stay numbers.
 */
export const csv = {
  /** The first piece of a file. */
  head: (names: readonly string[]): string => BOM + rowsOf([names]),
  rows: (rows: readonly (readonly Cell[])[]): string => rowsOf(rows),
};
export type Csv = typeof csv;

function rowsOf(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "";
  const text = Papa.unparse(rows as Cell[][], { newline: "\r\n", escapeFormulae: FORMULA });
  return `${text}\r\n`;
}

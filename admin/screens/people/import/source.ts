import type { AttributeType } from "../../../../domain/wire/people.ts";
import { type Column, guessColumns, hasHeader } from "./columns.ts";
import { type Converted, convertRow, restored } from "./convert.ts";
import { FileProblem, type Layout, type Row, layoutOf, rowsOf } from "./file.ts";

/** A file with all that is decided about it. */
export type Source = {
  name: string;
  file: Blob;
  layout: Layout;
  /** The first row holds the names of the columns. */
  header: boolean;
  heads: readonly string[];
  columns: readonly Column[];
  emptyTakesAway: boolean;
};

/** Rows that guesses look at. */
const LOOK = 200;

type Known = Readonly<Record<string, AttributeType>>;

/**
 * Reads the beginning of a file and guesses the rest.
 * @param told what a person decided about it @throws FileProblem
 */
export async function openSource(
  { name, file }: Pick<Source, "name" | "file">,
  known: Known,
  told: Partial<Pick<Source, "layout" | "header" | "emptyTakesAway">> = {},
): Promise<Source> {
  const layout = told.layout ?? (await layoutOf(file));
  const rows = await firstRows(file, layout);
  const first = rows[0]?.cells;
  if (!first) throw new FileProblem("There are no rows in it.");
  const header = told.header ?? hasHeader(first);
  const heads = first.map((cell, i) => (header && cell) || `Column ${i + 1}`);
  const body = rows.slice(header ? 1 : 0, LOOK).map(({ cells }) => restored(cells, heads));
  if (body.length === 0) throw new FileProblem("There is no row below the header.");
  const columns = guessColumns(heads, body, known);
  return { name, file, layout, header, heads, columns, emptyTakesAway: false, ...told };
}

async function firstRows(file: Blob, layout: Layout): Promise<Row[]> {
  const rows: Row[] = [];
  try {
    for await (const part of rowsOf(file, layout)) {
      rows.push(...part.rows);
      if (rows.length > LOOK) break;
    }
  } catch (error) {
    // What can be read is shown; the look through the whole file says where it ends.
    if (!(error instanceof FileProblem) || rows.length < 2) throw error;
  }
  return rows;
}

export type Judged = Row & { result: Converted };

/** Every row of a source below its header, converted, a slice of the file at a time. */
export async function* judgedRows(
  source: Source,
): AsyncGenerator<{ rows: Judged[]; bytes: number }> {
  const { file, layout, header, heads, columns } = source;
  let skip = header;
  for await (const { rows, bytes } of rowsOf(file, layout)) {
    const body = skip ? rows.slice(1) : rows;
    if (rows.length > 0) skip = false;
    yield {
      bytes,
      rows: body.map(({ line, cells }) => ({
        line,
        cells,
        result: convertRow(restored(cells, heads), columns, source),
      })),
    };
  }
}

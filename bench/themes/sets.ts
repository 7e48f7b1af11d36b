import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../scripts/failure.ts";
import { root } from "../../scripts/paths.ts";

/** One text of a set with its labels: `aspect` or `aspect:polarity`, as the file has them. */
export interface Row {
  labels: readonly string[];
  text: string;
}

export interface LabelledSet {
  name: string;
  rows: readonly Row[];
  /** The first 16 hexadecimal digits of the SHA-256 of its file: the same rows, the same hash. */
  hash: string;
}

/**
 * The folder with the labelled sets: what the command line says, else `VERBATIM_DATA`, else the
 * folder that stands beside the project. @throws Failure when there is none
 */
export function dataFolder(asked: string | undefined): string {
  const folder = asked ?? process.env["VERBATIM_DATA"] ?? join(root, "../shared/data");
  if (existsSync(folder)) return folder;
  throw new Failure(
    `There are no labelled sets at ${folder}, and nothing can be measured without them. Say where they are: --data FOLDER, or VERBATIM_DATA=FOLDER.`,
  );
}

/** Reads `label(s)<TAB>text` lines. @throws Failure when the file is not there or has no such line */
export function readSet(name: string, file: string): LabelledSet {
  if (!existsSync(file)) throw new Failure(`The set ${name} is not there: ${file}.`);
  const bytes = readFileSync(file);
  const rows = rowsOf(bytes.toString("utf8"));
  if (rows.length === 0) throw new Failure(`${file} has no line "label<TAB>text".`);
  return { name, rows, hash: createHash("sha256").update(bytes).digest("hex").slice(0, 16) };
}

/** A line without a tab is no row; a tab in a text stays. */
export function rowsOf(text: string): Row[] {
  return text.split(/\r?\n/u).flatMap((line) => {
    const tab = line.indexOf("\t");
    const said = line.slice(tab + 1).trim();
    if (tab < 1 || said === "") return [];
    return [{ labels: line.slice(0, tab).split(","), text: said }];
  });
}

/** Classes as numbers from 0, in the order in which rows name them. A row has its first label. */
export function classesOf(rows: readonly Row[]): { classes: Int32Array; names: string[] } {
  const ids = new Map<string, number>();
  const classes = Int32Array.from(rows, ({ labels: [label = ""] }) => {
    const id = ids.get(label) ?? ids.size;
    ids.set(label, id);
    return id;
  });
  return { classes, names: [...ids.keys()] };
}

import { BOM, FORMULA } from "../../../../domain/csv/formula.ts";
import type { SingleLinks } from "../../../../domain/wire/share.ts";

/** Ids out of a pasted column: each once, without what stands around them. */
export function idsIn(text: string): string[] {
  const ids = text
    .split(/[\n\r\t;]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && line.length <= 200);
  return [...new Set(ids)];
}

/** Links as a file. An id that a spreadsheet could run as a formula gets an apostrophe in front. */
export async function singleCsv(items: SingleLinks["items"]): Promise<string> {
  const { default: Papa } = await import("papaparse");
  const named = items.some(({ person }) => person !== null);
  const rows = items.map(({ url, person }) => (named ? [person ?? "", url] : [url]));
  const head = named ? ["person", "link"] : ["link"];
  return `${BOM}${Papa.unparse([head, ...rows], { newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}

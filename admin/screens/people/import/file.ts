import Papa from "papaparse";
import { BOM } from "../../../../domain/csv/formula.ts";

export const ENCODINGS = {
  "utf-8": "UTF-8",
  "windows-1252": "Western European (Windows-1252)",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16, big-endian",
  "windows-1250": "Central European (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  shift_jis: "Japanese (Shift JIS)",
} as const;
export type Encoding = keyof typeof ENCODINGS;

export const DELIMITERS = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" } as const;
export type Delimiter = keyof typeof DELIMITERS;

/** How the bytes of a file become rows. */
export type Layout = { encoding: Encoding; delimiter: Delimiter };

/** `line` counts rows as a spreadsheet does, empty ones and the header included, from 1. */
export type Row = { line: number; cells: string[] };

/** Why a file cannot be read on; whole sentences. */
export class FileProblem extends Error {}

/** Bytes that are read, parsed and judged in one go: some milliseconds, so that the page stays alive. */
const SLICE = 64 * 1024;
/** A row longer than this many characters is a quotation mark that nobody closed. */
const LONGEST_ROW = 1_000_000;
/** Bytes that guesses look at. */
const HEAD = 256 * 1024;

/**
 * The rows of a file, a slice at a time, so that a file of any size fits. Rows whose cells are all
 * empty are passed over.
 * @yields rows and how many bytes were read so far @throws FileProblem
 */
export async function* rowsOf(
  file: Blob,
  { encoding, delimiter }: Layout,
): AsyncGenerator<{ rows: Row[]; bytes: number }> {
  const decoder = new TextDecoder(encoding);
  // Papa's own reader of files cuts letters that lie across two of its pieces; its parser does not.
  const parser = new Papa.Parser({ delimiter, newline: "\n" } as Papa.ParseConfig);
  let [rest, line, first] = ["", 0, true];
  for (let at = 0; at < file.size || first; at += SLICE) {
    const last = at + SLICE >= file.size;
    rest += decoder.decode(await bytesOf(file.slice(at, at + SLICE)), { stream: !last });
    if (first) rest = withoutHint(rest);
    first = false;
    // Files of old Macs end rows with a carriage return alone.
    if (!rest.includes("\n") && (rest.includes("\r") || last)) rest = rest.replaceAll("\r", "\n");
    const { data, errors, meta } = parser.parse(rest, 0, !last) as Papa.ParseResult<string[]>;
    const rows: Row[] = [];
    for (const cells of data) {
      line++;
      const tidy = cells.map((cell) => cell.trim());
      if (tidy.some(Boolean)) rows.push({ line, cells: tidy });
    }
    rest = last ? "" : rest.slice(meta.cursor);
    const open = last ? errors.some(({ code }) => code === "MissingQuotes") : tooLong(rest);
    if (open) rows.pop();
    yield { rows, bytes: Math.min(file.size, at + SLICE) };
    if (open)
      throw new FileProblem(
        `From row ${last ? line : line + 1} on the file cannot be read: a quotation mark opens there and is never closed.`,
      );
  }
}

const tooLong = (rest: string) => rest.length > LONGEST_ROW;

async function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw new FileProblem("The file was moved or changed while it was read. Choose it again.");
  }
}

/** Excel's first line "sep=;" is no row; a decoder leaves the mark of UTF-16 in some engines. */
function withoutHint(text: string): string {
  const plain = text.startsWith(BOM) ? text.slice(1) : text;
  return plain.replace(/^sep=.\r?\n/iu, "");
}

/** What the beginning of a file tells about the rest. @throws FileProblem for what is no table of text */
export async function layoutOf(file: Blob): Promise<Layout> {
  if (file.size === 0) throw new FileProblem("The file is empty.");
  const bytes = new Uint8Array(await bytesOf(file.slice(0, HEAD)));
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new FileProblem("This is a spreadsheet. Save it as CSV first, then choose that file.");
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\0"))
    throw new FileProblem("This is no text file. Save the list as CSV first.");
  return { encoding, delimiter: delimiterOf(text) };
}

/** By the mark at the beginning, by where zeros stand, else UTF-8 unless the bytes contradict. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const [even, odd] = [0, 1].map(
    (start) => bytes.subarray(0, 1000).filter((byte, i) => byte === 0 && i % 2 === start).length,
  ) as [number, number];
  if (odd > 100 && even < 10) return "utf-16le";
  if (even > 100 && odd < 10) return "utf-16be";
  try {
    // The end may cut a letter; only what stands before it counts.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

export function delimiterOf(text: string): Delimiter {
  const told = /^\uFEFF?sep=(.)\r?\n/iu.exec(text)?.[1];
  if (told !== undefined && Object.hasOwn(DELIMITERS, told)) return told as Delimiter;
  const { meta } = Papa.parse(text.slice(0, 20_000), {
    preview: 20,
    delimitersToGuess: Object.keys(DELIMITERS),
  });
  return Object.hasOwn(DELIMITERS, meta.delimiter) ? (meta.delimiter as Delimiter) : ",";
}

/** Bytes of a page that hold nothing, `end` excluded. */
interface Gap {
  start: number;
  end: number;
}

/** Kinds of b-tree pages (https://www.sqlite.org/fileformat.html, B-tree Pages). */
const INTERIOR = new Set([2, 5]);
const LEAF = new Set([10, 13]);
/** From so many pages on, the number that other pages begin with looks like a kind. */
export const MOST_PAGES = 2 ** 25;

/**
 * The unused middle of a b-tree page, where SQLite leaves copies of cells that it moved to another
 * page: `secure_delete` overwrites what is deleted, not what was moved before. Undefined for pages
 * of other kinds. @param reserved bytes at the end of each page, from the file's header
 */
function gapOf(page: Buffer, number: number, reserved: number): Gap | undefined {
  const header = number === 1 ? 100 : 0;
  const kind = page[header] ?? 0;
  const length = INTERIOR.has(kind) ? 12 : LEAF.has(kind) ? 8 : undefined;
  if (length === undefined) return undefined;
  const start = header + length + 2 * page.readUInt16BE(header + 3);
  const end = page.readUInt16BE(header + 5) || 65_536;
  return start < end && end <= page.length - reserved ? { start, end } : undefined;
}

/** The page with its gap overwritten; undefined when there was nothing in it. */
export function scrubbed(page: Buffer, number: number, reserved: number): Buffer | undefined {
  const gap = gapOf(page, number, reserved);
  if (!gap || page.subarray(gap.start, gap.end).every((byte) => byte === 0)) return undefined;
  const clean = Buffer.from(page);
  clean.fill(0, gap.start, gap.end);
  return clean;
}

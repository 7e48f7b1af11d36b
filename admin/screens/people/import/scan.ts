import type { RowError } from "./errors.ts";
import { FileProblem } from "./file.ts";
import { type Source, judgedRows } from "./source.ts";

/** What is known of a file before any of it is sent. */
export type Scan = {
  rows: number;
  bad: number;
  /** The first rows with problems. */
  problems: RowError[];
  /** Rows about somebody who stood in an earlier row: the last one wins. */
  again: number;
  /** Letters that the encoding could not read. */
  garbled: boolean;
  /** Share of the file that was looked at. */
  share: number;
  /** Why the file cannot be read to its end. */
  broken: string | undefined;
  done: boolean;
};

const SHOWN = 20;
const UNREADABLE = "\uFFFD";

/**
 * Looks through a whole file. It gives way to the page between slices of it.
 * @param tell is told how far it is @param signal ends it
 */
export async function scan(
  source: Source,
  tell: (scan: Scan) => void,
  signal: AbortSignal,
): Promise<void> {
  const now: Scan = {
    rows: 0,
    bad: 0,
    problems: [],
    again: 0,
    garbled: false,
    share: 0,
    broken: undefined,
    done: false,
  };
  const seen = new Set<string>();
  try {
    for await (const { rows, bytes } of judgedRows(source)) {
      if (signal.aborted) return;
      for (const { line, cells, result } of rows) {
        now.rows++;
        now.garbled ||= cells.some((cell) => cell.includes(UNREADABLE));
        if ("problems" in result) {
          now.bad++;
          if (now.problems.length < SHOWN)
            now.problems.push({ line, cells, problems: result.problems });
          continue;
        }
        const who = result.person.person ?? result.person.email ?? "";
        if (seen.has(who)) now.again++;
        seen.add(who);
      }
      now.share = source.file.size > 0 ? bytes / source.file.size : 1;
      tell({ ...now });
      await new Promise((resolve) => setTimeout(resolve));
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    now.broken = error.message;
  }
  if (!signal.aborted) tell({ ...now, done: true });
}

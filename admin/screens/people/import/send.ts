import { PEOPLE_BATCH, type SavePerson, type SavedPeople } from "../../../../domain/wire/people.ts";
import { ApiError } from "../../../api/client.ts";
import { headOf } from "./convert.ts";
import type { RowError } from "./errors.ts";
import { type Judged, type Source, judgedRows } from "./source.ts";

export type Tally = { created: number; updated: number; unchanged: number };
/** Where an import stands; `rows` were read and are settled: saved or with an error. */
export type Progress = Tally & { rows: number; errors: RowError[] };

export type SendDeps = {
  save: (items: SavePerson[]) => Promise<SavedPeople>;
  wait: (ms: number) => Promise<void>;
  /** Is told after every batch; when it resolves, the next one is sent. */
  tell: (progress: Progress, retrying: boolean) => Promise<void> | void;
  /** After so many failures in a row somebody is asked; resolves to try again. */
  ask: (error: unknown) => Promise<void>;
};

/** Most bytes of one call: the API takes 1 MB. */
const MOST_BYTES = 900_000;
const WAITS = [500, 1000, 2000, 4000, 8000, 16_000];

/** Whether trying the same again can help: nobody answered, too many calls, or the server failed. */
export const passing = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);

/**
 * Sends a file in batches, one after the other, so that of two rows about one person the last wins.
 * A batch whose reply was lost is sent again: the second time its people are unchanged.
 * @throws FileProblem when the file cannot be read on; what was sent stays
 */
export async function sendAll(source: Source, deps: SendDeps): Promise<Progress> {
  const progress: Progress = { created: 0, updated: 0, unchanged: 0, rows: 0, errors: [] };
  let batch: (Judged & { person: SavePerson })[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const sent = batch;
    [batch, bytes] = [[], 0];
    const items = sent.map(({ person }) => person);
    const saved = await insisting(() => deps.save(items), deps, progress);
    progress.created += saved.created;
    progress.updated += saved.updated;
    progress.unchanged += saved.unchanged;
    for (const { index, field, message } of saved.errors) {
      const row = sent[index];
      if (!row) continue;
      const column = headOf(field, source.columns);
      const { line, cells } = row;
      progress.errors.push({ line, cells, problems: [{ column, message }] });
    }
    progress.rows += sent.length;
    await deps.tell({ ...progress }, false);
  };
  for await (const { rows } of judgedRows(source)) {
    for (const row of rows) {
      if ("problems" in row.result) {
        progress.errors.push({ line: row.line, cells: row.cells, problems: row.result.problems });
        progress.rows++;
        continue;
      }
      const { person } = row.result;
      const size = 3 * JSON.stringify(person).length;
      if (batch.length === PEOPLE_BATCH || bytes + size > MOST_BYTES) await flush();
      batch.push({ ...row, person });
      bytes += size;
    }
  }
  await flush();
  progress.errors.sort((a, b) => a.line - b.line);
  return progress;
}

async function insisting<T>(
  call: () => Promise<T>,
  { wait, tell, ask }: SendDeps,
  progress: Progress,
): Promise<T> {
  for (let turn = 0; ; turn++) {
    try {
      return await call();
    } catch (error) {
      const pause = WAITS[turn];
      if (passing(error) && pause !== undefined) {
        await tell({ ...progress }, true);
        await wait(pause);
      } else {
        await ask(error);
        turn = -1;
      }
    }
  }
}

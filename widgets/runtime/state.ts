import { json } from "./json.ts";

/** The one storage key. Its value is the JSON of a State; docs list it for the customer's counsel. */
export const KEY = "verbatim";

export type Entry = {
  /** When it was kept, ms. */
  at: number;
  rev: number;
  /** JSON of the submission, as it is posted. */
  body: string;
};

/** When the rests of a visitor end, ms: `t` for every popover, a survey's id for that survey. */
export type Rests = { [key: string]: number | undefined };

/** All that a device remembers, beside its rests. No arrays: see json.ts. */
export type State = {
  /** Random share 0..1 of this visitor; decides sampling. */
  s?: number;
  /** The outbox, by submission id: one entry each, the newest revision. */
  o?: { [submission: string]: Entry };
  /** Answers that had to be dropped and are not yet reported. */
  l?: number;
};

/** Set as soon as storage is refused, blocked or full: then this page's memory must do. */
let memory: State | undefined;

/** Forgoes storage, or goes back to it. */
export function keepInMemory(only: boolean): void {
  memory = only ? (memory ?? {}) : undefined;
}

/** Whether what is kept outlives the page. */
export function lasting(): boolean {
  return !memory;
}

export function read(): State {
  try {
    return memory ?? JSON.parse(localStorage[KEY] || "{}");
  } catch {
    return (memory = {});
  }
}

/** Reads, changes and writes in one go. */
export function change(edit: (state: State) => void): void {
  const state = read();
  edit(state);
  state.s ??= Math.random();
  try {
    if (!memory) localStorage[KEY] = json(state);
  } catch {
    memory = state;
  }
}

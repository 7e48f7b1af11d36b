/** The one storage key. Its value is the JSON of a State; docs list it for the customer's counsel. */
export const KEY = "verbatim";

/** What could not be done on this device and is not yet reported (Seen on the wire). */
export type Health = { lost?: number; failed?: number; blocked?: number };

/** All that a device remembers. No arrays: old libraries give them a toJSON of their own. */
export type State = {
  /** Random share 0..1 of this visitor; decides sampling. */
  s?: number;
  /** The outbox: by submission id the JSON of the newest revision, as it is posted. */
  o?: { [submission: string]: string };
  h?: Health;
};

/**
 * Beside it, until when something rests, ms: a survey by its id, "nps", "csat" and "ces" every survey
 * of the metric, "t" every popover.
 */
export type Rests = { [key: string]: number | undefined };

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

/** Reads, changes and writes in one go. @returns what is remembered now */
export function change(edit?: (state: State) => unknown): State {
  let state: State = {};
  try {
    state = memory ?? JSON.parse(localStorage["verbatim"] || "{}");
  } catch {
    memory = state;
  }
  edit?.(state);
  try {
    if (!memory) localStorage["verbatim"] = JSON.stringify(state);
  } catch {
    memory = state;
  }
  return state;
}

/** Counts something that went wrong, until it can be reported. */
export function count(what: keyof Health): void {
  change((state) => {
    const health = (state.h ??= {});
    health[what] ??= 0;
    health[what]++;
  });
}

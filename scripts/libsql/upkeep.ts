import type { Connection } from "./statements.ts";

/** Pages of one step, and the pause after it, in ms: others wait a few milliseconds at most. */
const STEP_PAGES = 200;
const PAUSE_MS = 20;
/** The first pass after a start, in ms. */
const FIRST_MS = 3_600_000;

/**
 * What a database file needs beside its statements: once a day a pass in small steps overwrites what
 * deletes and moves left behind, and empties the log; and a backup may hold the file still.
 */
export class Upkeep {
  readonly #connection: Connection;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #held: { id: number; end: NodeJS.Timeout } | undefined;
  #lastHold = 0;

  /** @param everyMs ms between the passes */
  constructor(connection: Connection, everyMs: number) {
    this.#connection = connection;
    this.#everyMs = everyMs;
    this.#timer = setTimeout(() => this.#step(1), Math.min(everyMs, FIRST_MS));
  }

  /**
   * Holds the file still for `ms`, so that it can be copied by another process: commits go to the
   * log alone. @returns the hold's id, or undefined while a transaction is open: try again
   */
  hold(ms: number): number | undefined {
    if (this.#held || this.#connection.inTransaction) return undefined;
    this.#connection.fold();
    this.#connection.holdFile(true);
    const id = ++this.#lastHold;
    this.#held = { id, end: setTimeout(() => this.release(id), ms) };
    return id;
  }

  /** Gives a hold more time. @returns false when it had ended: the copy is of no use */
  extend(id: number, ms: number): boolean {
    if (this.#held?.id !== id) return false;
    clearTimeout(this.#held.end);
    this.#held.end = setTimeout(() => this.release(id), ms);
    return true;
  }

  /** Ends a hold. @returns false when it had ended before */
  release(id: number): boolean {
    if (this.#held?.id !== id) return false;
    clearTimeout(this.#held.end);
    this.#held = undefined;
    this.#connection.holdFile(false);
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#held?.end);
  }

  #step(first: number): void {
    const busy = this.#held !== undefined || this.#connection.inTransaction;
    const next = busy ? first : this.#scrub(first);
    this.#timer = setTimeout(
      () => this.#step(next ?? 1),
      next === undefined ? this.#everyMs : PAUSE_MS,
    );
  }

  /** A full disk is no reason to end the database: the next pass begins anew. */
  #scrub(first: number): number | undefined {
    try {
      const next = this.#connection.scrub(first, STEP_PAGES);
      if (next === undefined) this.#connection.fold();
      return next;
    } catch {
      return undefined;
    }
  }
}

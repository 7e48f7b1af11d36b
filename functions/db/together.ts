import { AppError } from "../errors.ts";
import { type Database, type Statement, type StatementResult, runTogether } from "./pipeline.ts";

type Results = StatementResult[] | null;
type Waiting = { statements: readonly Statement[]; settle: (results: Results) => void };

/** Callers whose statements one transaction holds. */
const MOST_TOGETHER = 64;
/** Callers who wait: more is a database that cannot follow, and the next one is told at once. */
const MOST_WAITING = 2_000;
/** One transaction commits while the next is on its way. */
const AT_ONCE = 2;
/** Callers who are worth a transaction while another is under way. */
const ENOUGH = 16;
/** Longer than the database's own deadline, shorter than a visitor waits (FAULTS 50). */
const PATIENCE_MS = 2_800;
/** What a sender may take for one transaction before it counts as gone with its request. */
const LOST_MS = 4_000;
/** How long one request sends for others before it looks for relief. */
const SHIFT_MS = 1_000;

/**
 * Statements of many requests, committed in transactions that hold all those who wait at the same
 * moment. A request that comes alone waits for nobody.
 *
 * Requests of a Worker share nothing but memory: what one of them sends ends with it. So a request
 * that finds nobody sending sends for all, kept alive beyond its own reply; the others wait for a
 * promise with a timer of their own, without which the runtime takes them for hung and ends them.
 * Should the sender be ended all the same, they answer 503, and what was stored is found when they
 * come again (docs/decisions/0010).
 */
export class Together {
  readonly #database: Database;
  readonly #now: () => number;
  #waiting: Waiting[] = [];
  /** When each transaction that is under way was sent. */
  #sent: number[] = [];

  constructor(database: Database, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * @param keep lets work go on after the reply of the request that calls
   * @returns the results, once they are committed
   * @throws AppError unavailable when they may not have been
   */
  async run(
    statements: readonly Statement[],
    keep: (work: Promise<unknown>) => void,
  ): Promise<StatementResult[]> {
    if (this.#waiting.length >= MOST_WAITING) throw new AppError("unavailable");
    const committed = new Promise<Results>((settle) => this.#waiting.push({ statements, settle }));
    if (this.#mayBegin()) keep(this.#send());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE_MS);
    });
    const results = await Promise.race([committed, late]);
    clearTimeout(timer);
    if (!results) throw new AppError("unavailable");
    return results;
  }

  #mayBegin(): boolean {
    const now = this.#now();
    this.#sent = this.#sent.filter((at) => now - at < LOST_MS);
    if (this.#sent.length === 0) return this.#waiting.length > 0;
    return this.#sent.length < AT_ONCE && this.#waiting.length >= ENOUGH;
  }

  /** Sends for those who wait until nobody does, or until another sender can be left with them. */
  async #send(): Promise<void> {
    const began = this.#now();
    const relieved = () => this.#now() - began > SHIFT_MS && this.#sent.length > 0;
    do {
      const at = this.#now();
      this.#sent.push(at);
      await this.#commit(this.#waiting.splice(0, MOST_TOGETHER));
      const place = this.#sent.indexOf(at);
      if (place >= 0) this.#sent.splice(place, 1);
    } while (this.#mayBegin() && !relieved());
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await runTogether(
        this.#database,
        group.map(({ statements }) => statements),
      );
      group.forEach(({ settle }, i) => settle(results[i] ?? null));
    } catch {
      // The database is away: who waits behind would wait its deadline for nothing, and then another.
      for (const { settle } of [...group, ...this.#waiting.splice(0)]) settle(null);
    }
  }
}

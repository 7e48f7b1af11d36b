import { sipHash } from "../../domain/hash/siphash.ts";
import { AppError } from "../errors.ts";
import {
  type Database,
  type Encoded,
  type Statement,
  type StatementResult,
  encodeAll,
  runTogether,
} from "./pipeline.ts";

/** Carries an order to where those of all requests meet; see adapters/recorder. */
export type Recorder = (order: string) => Promise<string | undefined>;

/** Replies that hold no results. */
const AWAY = "away";
const UNKNOWN = "unknown";

/** Texts of statements that orders name instead of carrying them, by a hash of the text. */
export type Texts = ReadonlyMap<string, string>;
export function textsOf(statements: readonly string[]): Texts {
  const bytes = new TextEncoder();
  return new Map(statements.map((sql) => [sipHash([0, 0, 0, 0], bytes.encode(sql)), sql]));
}

/**
 * Runs statements through the recorder: in one transaction with those of others, each caller's for
 * itself. Their texts must be among those that `keys` names.
 * @returns undefined when the recorder is of another release and knows other texts
 * @throws AppError unavailable when they may not have been committed
 */
export async function orderFrom(
  recorder: Recorder,
  keys: ReadonlyMap<string, string>,
  statements: readonly Statement[],
): Promise<StatementResult[] | undefined> {
  const lines = encodeAll(statements).flatMap(({ sql, args }) => [keys.get(sql) ?? "", args]);
  const reply = await recorder(lines.join("\n"));
  if (reply === UNKNOWN) return undefined;
  if (reply === undefined || reply === AWAY) throw new AppError("unavailable");
  return JSON.parse(reply) as StatementResult[];
}

type Waiting = { statements: readonly Encoded[]; settle: (reply: string) => void };

/** Callers whose statements one transaction holds. */
const MOST_TOGETHER = 64;
/** Callers who wait: more is a database that cannot follow, and the next one is told at once. */
const MOST_WAITING = 2_000;
/** One transaction commits while the next is on its way. */
const AT_ONCE = 2;
/** Callers who are worth a transaction while another is under way. */
const ENOUGH = 16;

/**
 * Statements of many callers, committed in transactions that hold all those who wait at the same
 * moment. A caller that comes alone waits for nobody.
 */
export class Together {
  readonly #database: Database;
  readonly #texts: Texts;
  #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(database: Database, texts: Texts) {
    this.#database = database;
    this.#texts = texts;
  }

  /** @param order as orderFrom() writes it @returns what orderFrom() reads, once it is committed */
  record(order: string): Promise<string> {
    const statements = this.#read(order);
    if (!statements) return Promise.resolve(UNKNOWN);
    if (this.#waiting.length >= MOST_WAITING) return Promise.resolve(AWAY);
    return new Promise((settle) => {
      this.#waiting.push({ statements, settle });
      this.#next();
    });
  }

  #read(order: string): Encoded[] | undefined {
    const lines = order.split("\n");
    const statements: Encoded[] = [];
    for (let i = 0; i < lines.length; i += 2) {
      const sql = this.#texts.get(lines[i] ?? "");
      if (sql === undefined) return undefined;
      statements.push({ sql, args: lines[i + 1] ?? "" });
    }
    return statements;
  }

  /** One transaction at a time: whoever comes while it commits makes the next one larger. */
  #next(): void {
    const enough = this.#underWay === 0 ? 1 : ENOUGH;
    if (this.#underWay >= AT_ONCE || this.#waiting.length < enough) return;
    void this.#send(this.#waiting.splice(0, MOST_TOGETHER));
  }

  async #send(group: readonly Waiting[]): Promise<void> {
    this.#underWay++;
    try {
      const results = await runTogether(
        this.#database,
        group.map(({ statements }) => statements),
      );
      group.forEach(({ settle }, i) => settle(results[i] ? JSON.stringify(results[i]) : AWAY));
    } catch {
      // The database is away: who waits behind would wait its deadline for nothing, and then another.
      for (const { settle } of [...group, ...this.#waiting.splice(0)]) settle(AWAY);
    }
    this.#underWay--;
    this.#next();
  }
}

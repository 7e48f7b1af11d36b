import Database from "libsql";
import { HranaError, type HranaStatement, type StatementResult } from "./protocol.ts";
import { MOST_PAGES, scrubbed } from "./scrub.ts";
import { keyword, statementCount } from "./sql.ts";
import { decodeValue, encodeValue, type NativeValue } from "./values.ts";

export type Synchronous = "FULL" | "NORMAL";

/** Arguments as the driver binds them: in order, or by name without its prefix. */
type Arguments = NativeValue[] | Record<string, NativeValue>;

interface Native {
  run(args: Arguments): { changes: number; lastInsertRowid: number | bigint };
  all(args: Arguments): NativeValue[][];
  columns(): { name: string; type: string | null }[];
}

interface Prepared {
  native: Native;
  /** Column list for a statement that returns rows, else undefined. */
  cols: StatementResult["cols"] | undefined;
  writes: boolean;
  /** A statement after `with` is a read or a write. */
  mayWrite: boolean;
}

const SCHEMA_WORDS = new Set(["create", "drop", "alter", "pragma", "vacuum", "attach", "detach"]);
const CACHED_STATEMENTS = 400;
/** Pages kept in memory, in KiB. */
const CACHE_KB = 65_536;
/** A page that many commits change is copied from the log into the file once, not each time. */
const CHECKPOINT_PAGES = 4_000;

/** One native connection with its prepared statements. Everything here is synchronous. */
export class Connection {
  readonly #db: Database.Database;
  readonly #cache = new Map<string, Prepared>();
  readonly #counters: Native;

  /**
   * Opens or creates the file and takes SQLite's exclusive lock on it for as long as the process
   * lives: SQLite 3.45's WAL can lose commits when a second process checkpoints, and a lock of the
   * kernel's cannot go stale. Throws SQLITE_BUSY, SQLITE_NOTADB, SQLITE_CANTOPEN or SQLITE_READONLY.
   */
  constructor(path: string, synchronous: Synchronous) {
    this.#db = new Database(path);
    try {
      this.#db.exec("PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE");
      this.#db.prepare("PRAGMA journal_mode=WAL").all();
      this.#db.exec(`PRAGMA synchronous=${synchronous}; PRAGMA foreign_keys=ON`);
      // An erased person's words must not stay in what is free (docs/data-life.md); scrub does the rest.
      this.#db.exec("PRAGMA secure_delete=ON");
      this.#db.exec(
        `PRAGMA cache_size=-${CACHE_KB}; PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`,
      );
      this.#db.exec("BEGIN IMMEDIATE; COMMIT; PRAGMA busy_timeout=5000");
    } catch (error) {
      this.#db.close();
      throw error;
    }
    const counters = this.#db.prepare("SELECT changes(), last_insert_rowid(), total_changes()");
    this.#counters = counters.raw(true).safeIntegers(true) as unknown as Native;
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  /** Runs one statement given as text with its arguments. */
  run(sql: string, stmt: HranaStatement = {}): StatementResult {
    const [args, shape] = bind(stmt);
    const prepared = this.#prepare(sql, shape);
    if (prepared.cols === undefined) {
      const { changes, lastInsertRowid } = prepared.native.run(args);
      return {
        cols: [],
        rows: [],
        affected_row_count: changes,
        last_insert_rowid: String(lastInsertRowid),
      };
    }
    const before = prepared.mayWrite ? this.#total() : undefined;
    const rows = prepared.native.all(args).map((row) => row.map(encodeValue));
    const counted = before === undefined ? undefined : this.#counted(before);
    return {
      cols: prepared.cols,
      rows: stmt.want_rows === false ? [] : rows,
      // RETURNING gives one row for each that was changed; asking the driver takes as long as a write.
      affected_row_count: counted?.affected ?? (prepared.writes ? rows.length : 0),
      last_insert_rowid: counted?.rowid ?? null,
    };
  }

  /** Runs a script of several statements and returns nothing. */
  script(sql: string): void {
    this.#cache.clear();
    this.#db.exec(sql);
  }

  /** Columns that a statement would return, without running it. */
  describe(sql: string): { cols: StatementResult["cols"]; readonly: boolean } {
    const { cols, writes, mayWrite } = this.#prepare(sql, "");
    return { cols: cols ?? [], readonly: cols !== undefined && !writes && !mayWrite };
  }

  /** Moves the log into the file and empties it. Nothing may be open. */
  fold(): void {
    this.#db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
  }

  /** While it is held, commits stay in the log and the file is as the last fold left it. */
  holdFile(held: boolean): void {
    this.#db.exec(`PRAGMA wal_autocheckpoint=${held ? 0 : CHECKPOINT_PAGES}`);
  }

  /**
   * Overwrites what moves and deletes left in the gaps of some pages. Nothing may be open.
   * @returns the first page that was not looked at; undefined at the end of the file
   */
  scrub(first: number, count: number): number | undefined {
    const [total = 0] = this.#db.prepare("PRAGMA page_count").raw(true).all()[0] as number[];
    if (total >= MOST_PAGES) return undefined;
    const read = this.#db.prepare("SELECT data FROM sqlite_dbpage WHERE pgno = ?").raw(true);
    const page = (number: number) => (read.all(number)[0] as Buffer[] | undefined)?.[0];
    const reserved = page(1)?.[20] ?? 0;
    const end = Math.min(first + count, total + 1);
    const write = this.#db.prepare("UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?");
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      for (let number = first; number < end; number++) {
        const clean = scrubbed(page(number) ?? Buffer.alloc(0), number, reserved);
        if (clean) write.run(clean, number);
      }
      this.#db.exec("COMMIT");
    } catch (error) {
      if (this.inTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
    return end > total ? undefined : end;
  }

  /**
   * Rolls back whatever is open, folds the log into the file and gives up the lock, which the
   * driver's own close keeps until every prepared statement has been collected.
   */
  close(): void {
    if (this.inTransaction) this.#db.exec("ROLLBACK");
    this.#db.prepare("PRAGMA journal_mode=DELETE").all();
    this.#db.prepare("PRAGMA locking_mode=NORMAL").all();
    this.#db.prepare("SELECT count(*) FROM sqlite_schema").all();
    this.#db.close();
  }

  #total(): bigint {
    return this.#counters.all([])[0]?.[2] as bigint;
  }

  #counted(before: bigint): { affected: number; rowid: string } {
    const [changes, rowid, total] = this.#counters.all([])[0] as bigint[];
    return { affected: total === before ? 0 : Number(changes), rowid: String(rowid) };
  }

  #prepare(sql: string, shape: string): Prepared {
    const key = `${shape}\n${sql}`;
    const known = this.#cache.get(key);
    if (known) {
      this.#cache.delete(key);
      this.#cache.set(key, known);
      return known;
    }
    const count = statementCount(sql);
    if (count === 0) throw new HranaError("SQL string contains no statement", "SQL_NO_STATEMENT");
    if (count === 2)
      throw new HranaError("SQL string has several statements", "SQL_MANY_STATEMENTS");
    const first = keyword(sql);
    if (SCHEMA_WORDS.has(first)) this.#cache.clear();
    const native = this.#db.prepare(sql).safeIntegers(true);
    const reader = native.reader;
    if (reader) native.raw(true);
    const typed = native as unknown as Native;
    const prepared: Prepared = {
      native: typed,
      cols: reader
        ? typed.columns().map(({ name, type }) => ({ name, decltype: type }))
        : undefined,
      writes: ["insert", "update", "delete", "replace"].includes(first),
      mayWrite: first === "with",
    };
    if (!SCHEMA_WORDS.has(first)) this.#cache.set(key, prepared);
    if (this.#cache.size > CACHED_STATEMENTS) {
      this.#cache.delete(this.#cache.keys().next().value as string);
    }
    return prepared;
  }
}

/**
 * Decoded arguments and their shape. The driver keeps a statement's earlier bindings for every
 * parameter that a later call leaves out, so a prepared statement is used again only by calls that
 * bind the very same parameters.
 */
function bind(stmt: HranaStatement): [Arguments, string] {
  if (stmt.named_args?.length) {
    const args: Record<string, NativeValue> = Object.create(null) as Record<string, NativeValue>;
    for (const { name, value } of stmt.named_args) {
      args[name.replace(/^[:@$]/, "")] = decodeValue(value);
    }
    return [args, Object.keys(args).join()];
  }
  const args = (stmt.args ?? []).map(decodeValue);
  return [args, String(args.length)];
}

import {
  errorBody,
  HranaError,
  type HranaBatchStep,
  type HranaCondition,
  type HranaRequest,
  type HranaStatement,
  type RequestResult,
  type StatementResult,
} from "./protocol.ts";
import { control, keyword, type Control } from "./sql.ts";
import type { Connection } from "./statements.ts";

const NOT_IN_TRANSACTION = "no transaction is active";

/** How a pipeline's own transaction commands reach the connection. */
export interface Transactions {
  readonly active: boolean;
  run(command: Control, sql: string): StatementResult;
}

/** Alone on the connection: the commands are the connection's own. */
export function plainTransactions(connection: Connection): Transactions {
  return {
    get active() {
      return connection.inTransaction;
    },
    run: (_command, sql) => connection.run(sql),
  };
}

/** Inside a group's transaction: the pipeline's own transaction is a savepoint. */
export function savepointTransactions(connection: Connection): Transactions {
  let active = false;
  return {
    get active() {
      return active;
    },
    run(command) {
      if (active === (command === "begin")) {
        const why = active
          ? "cannot start a transaction within a transaction"
          : `cannot ${command} - ${NOT_IN_TRANSACTION}`;
        throw new HranaError(`SQLite error: ${why}`, "SQLITE_ERROR");
      }
      if (command === "rollback") connection.run("ROLLBACK TO one");
      active = command === "begin";
      return connection.run(active ? "SAVEPOINT one" : "RELEASE one");
    },
  };
}

/** One stream's requests, carried out in order. SQL texts stored by the client live here. */
export class Interpreter {
  readonly #connection: Connection;
  readonly #transactions: Transactions;
  readonly #texts = new Map<number, string>();
  closed = false;

  constructor(connection: Connection, transactions: Transactions) {
    this.#connection = connection;
    this.#transactions = transactions;
  }

  /** Answers every request; a request that fails answers with its error and the next one runs. */
  run(requests: HranaRequest[]): RequestResult[] {
    return requests.map((request) => {
      try {
        return { type: "ok", response: { type: request.type, ...this.#answer(request) } };
      } catch (error) {
        return { type: "error", error: errorBody(error) };
      }
    });
  }

  /** A stream that ends with its transaction open loses it. */
  finish(): void {
    if (this.#transactions.active) this.#transactions.run("rollback", "ROLLBACK");
  }

  #answer(request: HranaRequest): Record<string, unknown> {
    switch (request.type) {
      case "execute":
        return { result: this.#execute(request.stmt) };
      case "batch":
        return { result: this.#batch(request.batch.steps) };
      case "sequence":
        this.#connection.script(this.#text(request));
        return {};
      case "describe": {
        const { cols, readonly } = this.#connection.describe(this.#text(request));
        return { result: { params: [], cols, is_explain: false, is_readonly: readonly } };
      }
      case "store_sql":
        this.#texts.set(request.sql_id, request.sql);
        return {};
      case "close_sql":
        this.#texts.delete(request.sql_id);
        return {};
      case "get_autocommit":
        return { is_autocommit: !this.#transactions.active };
      case "close":
        this.closed = true;
        return {};
      default:
        throw new HranaError("unknown type of request", "HRANA_PROTO_ERROR");
    }
  }

  #execute(stmt: HranaStatement): StatementResult {
    const sql = this.#text(stmt);
    const command = control(sql);
    return command ? this.#transactions.run(command, sql) : this.#connection.run(sql, stmt);
  }

  #batch(steps: HranaBatchStep[]) {
    const results: (StatementResult | null)[] = [];
    const errors: (ReturnType<typeof errorBody> | null)[] = [];
    const holds = (condition: HranaCondition): boolean => {
      switch (condition.type) {
        case "ok":
          return results[condition.step] != null;
        case "error":
          return errors[condition.step] != null;
        case "not":
          return !holds(condition.cond);
        case "and":
          return condition.conds.every(holds);
        case "or":
          return condition.conds.some(holds);
        case "is_autocommit":
          return !this.#transactions.active;
        default:
          throw new HranaError("unknown type of condition", "HRANA_PROTO_ERROR");
      }
    };
    for (const { condition, stmt } of steps) {
      let result: StatementResult | null = null;
      let error: ReturnType<typeof errorBody> | null = null;
      if (!condition || holds(condition)) {
        try {
          result = this.#execute(stmt);
        } catch (cause) {
          error = errorBody(cause);
        }
      }
      results.push(result);
      errors.push(error);
    }
    return { step_results: results, step_errors: errors };
  }

  #text({ sql, sql_id: id }: { sql?: string | null; sql_id?: number | null }): string {
    const text = sql ?? this.#texts.get(id ?? -1);
    if (typeof text !== "string") throw new HranaError("sql text not found", "SQL_NOT_FOUND");
    return text;
  }
}

const GROUPED_WORDS = new Set(["insert", "update", "delete", "replace", "select", "with"]);

/**
 * Whether a pipeline may share a transaction with others: it begins and ends its stream, and holds
 * nothing but data statements and plain transaction commands.
 */
export function canShare(requests: HranaRequest[]): boolean {
  const fits = (sql: string | null | undefined): boolean =>
    sql == null || GROUPED_WORDS.has(keyword(sql)) || control(sql) !== undefined;
  return (
    requests.at(-1)?.type === "close" &&
    requests.every((request) => {
      switch (request.type) {
        case "execute":
          return fits(request.stmt.sql);
        case "batch":
          return request.batch.steps.every(({ stmt }) => fits(stmt.sql));
        case "store_sql":
          return fits(request.sql);
        case "sequence":
        case "describe":
          return false;
        default:
          return true;
      }
    })
  );
}

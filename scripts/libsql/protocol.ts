/**
 * The part of Hrana over HTTP that hosted libSQL and `@libsql/client/web` speak:
 * `POST /v2/pipeline` with JSON bodies. Names are the wire's own.
 */

export type HranaValue =
  | { type: "null" }
  | { type: "integer"; value: string }
  | { type: "float"; value: number }
  | { type: "text"; value: string }
  | { type: "blob"; base64: string };

export interface HranaStatement {
  sql?: string | null;
  sql_id?: number | null;
  args?: HranaValue[];
  named_args?: { name: string; value: HranaValue }[];
  want_rows?: boolean;
}

export type HranaCondition =
  | { type: "ok" | "error"; step: number }
  | { type: "not"; cond: HranaCondition }
  | { type: "and" | "or"; conds: HranaCondition[] }
  | { type: "is_autocommit" };

export interface HranaBatchStep {
  condition?: HranaCondition | null;
  stmt: HranaStatement;
}

export type HranaRequest =
  | { type: "execute"; stmt: HranaStatement }
  | { type: "batch"; batch: { steps: HranaBatchStep[] } }
  | { type: "sequence" | "describe"; sql?: string | null; sql_id?: number | null }
  | { type: "store_sql"; sql_id: number; sql: string }
  | { type: "close_sql"; sql_id: number }
  | { type: "get_autocommit" }
  | { type: "close" };

export interface PipelineBody {
  baton?: string | null;
  requests: HranaRequest[];
}

export interface StatementResult {
  cols: { name: string; decltype: string | null }[];
  rows: HranaValue[][];
  affected_row_count: number;
  last_insert_rowid: string | null;
}

export interface ErrorBody {
  message: string;
  code: string;
}

export type RequestResult =
  | { type: "ok"; response: { type: HranaRequest["type"]; [key: string]: unknown } }
  | { type: "error"; error: ErrorBody };

export interface PipelineReply {
  baton: string | null;
  base_url: null;
  results: RequestResult[];
}

/** An error that the client reads: a message and a stable code, no more. */
export class HranaError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What the wire says about a failure. SQLite's extended names (`SQLITE_CONSTRAINT_UNIQUE`) are
 * cut to the base name, because the hosted service sends no more than that over HTTP.
 */
export function errorBody(error: unknown): ErrorBody {
  if (error instanceof HranaError) return { message: error.message, code: error.code };
  const { message, code } = error as { message?: string; code?: string };
  const base = /^SQLITE_[A-Z]+/.exec(code ?? "")?.[0];
  return { message: `SQLite error: ${message ?? "unknown"}`, code: base ?? "SQLITE_UNKNOWN" };
}

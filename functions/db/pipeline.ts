import { AppError } from "../errors.ts";

export type SqlValue = string | number | null | Uint8Array;
export type Statement = { sql: string; args: readonly SqlValue[] };
export type Row = { [column: string]: SqlValue };
export type StatementResult = { rows: Row[]; written: number | undefined };

/** Where the database answers, and who may ask. */
export type Database = { url: string; token: string };

/** The Worker gives up on the database before the visitor's browser does (FAULTS 50). */
const DEADLINE_MS = 2500;

/**
 * Runs statements by one request to the database (Hrana over HTTP, /v2/pipeline), in order, each
 * in its own implicit transaction. This is the hot path's only way to the database: drizzle and the
 * client cost more than the SQL (docs/decisions/0002).
 * @throws AppError unavailable when the database does not answer in time or refuses a statement
 */
export async function runPipeline(
  database: Database,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  const reply = await send(
    database,
    statements.map((s) => ({ type: "execute", stmt: encodeStatement(s) })),
  );
  return statements.map((_, i) => {
    const result = reply.results?.[i];
    if (result?.type !== "ok") throw new AppError("unavailable");
    return decodeResult(result.response?.result);
  });
}

/**
 * Runs statements in one transaction, still by one request: all of them count or none.
 * @throws AppError unavailable, as runPipeline
 */
export async function runTransaction(
  database: Database,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  const after = (step: number) => ({ type: "ok", step });
  const end = statements.length + 1;
  const steps = [
    { stmt: { sql: "begin immediate" } },
    ...statements.map((s, i) => ({ condition: after(i), stmt: encodeStatement(s) })),
    { condition: after(end - 1), stmt: { sql: "commit" } },
    { condition: { type: "not", cond: after(end) }, stmt: { sql: "rollback" } },
  ];
  const reply = await send(database, [{ type: "batch", batch: { steps } }]);
  const done = reply.results?.[0]?.response?.result?.step_results;
  if (!done?.[end]) throw new AppError("unavailable");
  return statements.map((_, i) => decodeResult(done[i + 1] ?? undefined));
}

type Cell = { type: string; value?: string | number; base64?: string };
type Result = { cols?: { name: string }[]; rows?: Cell[][]; rows_written?: number };
type Reply = {
  results?: {
    type: string;
    response?: { result?: Result & { step_results?: (Result | null)[] } };
  }[];
};

async function send(database: Database, requests: readonly object[]): Promise<Reply> {
  const body = JSON.stringify({ requests: [...requests, { type: "close" }] });
  try {
    const response = await fetch(`${database.url}/v2/pipeline`, {
      method: "POST",
      headers: { authorization: `Bearer ${database.token}`, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!response.ok) throw new AppError("unavailable");
    return await response.json();
  } catch {
    // The driver's or the network's own words stay here: they can hold SQL and people's answers.
    throw new AppError("unavailable");
  }
}

function encodeStatement({ sql, args }: Statement) {
  return { sql, args: args.map(encode) };
}

function decodeResult({ cols = [], rows = [], rows_written }: Result = {}): StatementResult {
  return {
    rows: rows.map((row) =>
      Object.fromEntries(row.map((cell, c) => [cols[c]?.name ?? "", decode(cell)])),
    ),
    written: rows_written,
  };
}

function encode(value: SqlValue): Cell {
  if (value === null) return { type: "null" };
  if (typeof value === "string") return { type: "text", value };
  if (typeof value === "number") {
    return Number.isInteger(value)
      ? { type: "integer", value: String(value) }
      : { type: "float", value };
  }
  return { type: "blob", base64: btoa(String.fromCharCode(...value)) };
}

function decode(cell: Cell): SqlValue {
  switch (cell.type) {
    case "null":
      return null;
    case "integer":
    case "float":
      return Number(cell.value);
    case "blob":
      return Uint8Array.from(atob(cell.base64 ?? ""), (c) => c.charCodeAt(0));
    default:
      return String(cell.value);
  }
}

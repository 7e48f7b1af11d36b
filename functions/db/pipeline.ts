import { AppError } from "../errors.ts";

export type SqlValue = string | number | null | Uint8Array;
export type Statement = { sql: string; args: readonly SqlValue[] };
export type Row = { [column: string]: SqlValue };
export type StatementResult = {
  rows: Row[];
  /** Rows that an insert, update or delete changed itself, without what its triggers changed. */
  changed: number;
  written: number | undefined;
};

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
  const reply = await send(database, executesOf(statements));
  return statements.map((_, i) => {
    const result = resultOf(reply, i);
    if (!result) throw new AppError("unavailable");
    return result;
  });
}

/**
 * As runPipeline, but a statement that the database refuses takes no other's result with it.
 * @param deadline ms that the database is given
 * @returns undefined for each statement that was refused
 * @throws AppError unavailable when the database does not answer in time
 */
export async function runEach(
  database: Database,
  statements: readonly Statement[],
  deadline: number,
): Promise<(StatementResult | undefined)[]> {
  const reply = await send(database, executesOf(statements), deadline);
  return statements.map((_, i) => resultOf(reply, i));
}

/**
 * Runs statements in one transaction, still by one request: all of them count or none.
 * @throws AppError unavailable, as runPipeline
 */
export async function runTransaction(
  database: Database,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  const after = (step: number) => `{"type":"ok","step":${step}}`;
  const end = statements.length + 1;
  const steps = [
    `{"stmt":{"sql":"begin immediate"}}`,
    ...statements.map((s, i) => `{"condition":${after(i)},"stmt":${encodeStatement(s)}}`),
    `{"condition":${after(end - 1)},"stmt":{"sql":"commit"}}`,
    `{"condition":{"type":"not","cond":${after(end)}},"stmt":{"sql":"rollback"}}`,
  ];
  const reply = await send(database, `{"type":"batch","batch":{"steps":[${steps.join()}]}},`);
  const done = reply.results?.[0]?.response?.result?.step_results;
  if (!done?.[end]) throw new AppError("unavailable");
  return statements.map((_, i) => decodeResult(done[i + 1] ?? undefined));
}

/**
 * Runs the statements of several callers in one transaction, by one request that carries each text
 * once. What one caller's statement fails at is that caller's alone.
 * @returns for each caller its results, or null when one of its statements was refused
 * @throws AppError unavailable, as runPipeline, or when the transaction did not commit
 */
export async function runTogether(
  database: Database,
  callers: readonly (readonly Statement[])[],
): Promise<(StatementResult[] | null)[]> {
  const texts = new Map<string, number>();
  const steps = callers.flat().map(({ sql, args }) => {
    const id = texts.get(sql) ?? texts.size;
    texts.set(sql, id);
    return `{"stmt":{"sql_id":${id},"args":[${argsOf(args)}]}}`;
  });
  const commit = steps.length + 1;
  const batch = [
    `{"stmt":{"sql":"begin immediate"}}`,
    ...steps,
    `{"stmt":{"sql":"commit"}}`,
    `{"condition":{"type":"not","cond":{"type":"ok","step":${commit}}},"stmt":{"sql":"rollback"}}`,
  ];
  const stored = [...texts].map(
    ([sql, id]) => `{"type":"store_sql","sql_id":${id},"sql":${textOf(sql)}},`,
  );
  const reply = await send(
    database,
    `${stored.join("")}{"type":"batch","batch":{"steps":[${batch.join()}]}},`,
  );
  const done = reply.results?.[texts.size]?.response?.result?.step_results;
  if (!done?.[commit]) throw new AppError("unavailable");
  let step = 0;
  return callers.map((statements) => {
    const results = statements.map(() => done[++step]);
    return results.every((result) => result != null) ? results.map(decodeResult) : null;
  });
}

type Cell = { type: string; value?: string | number; base64?: string };
type Result = {
  cols?: { name: string }[];
  rows?: Cell[][];
  affected_row_count?: number;
  rows_written?: number;
};
type Reply = {
  results?: {
    type: string;
    response?: { result?: Result & { step_results?: (Result | null)[] } };
  }[];
};

function executesOf(statements: readonly Statement[]): string {
  return statements.map((s) => `{"type":"execute","stmt":${encodeStatement(s)}},`).join("");
}

function resultOf({ results }: Reply, i: number): StatementResult | undefined {
  const result = results?.[i];
  return result?.type === "ok" ? decodeResult(result.response?.result) : undefined;
}

/** @param requests in JSON, each with a comma behind it */
async function send(
  database: Database,
  requests: string,
  deadline: number = DEADLINE_MS,
): Promise<Reply> {
  const body = `{"requests":[${requests}{"type":"close"}]}`;
  try {
    const response = await fetch(`${database.url}/v2/pipeline`, {
      method: "POST",
      headers: { authorization: `Bearer ${database.token}`, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(deadline),
    });
    if (!response.ok) throw new AppError("unavailable");
    return await response.json();
  } catch {
    // The driver's or the network's own words stay here: they can hold SQL and people's answers.
    throw new AppError("unavailable");
  }
}

/** Texts of statements in JSON: there are few, they are long, and every request carries them. */
const texts = new Map<string, string>();
const MAX_TEXTS = 200;

function encodeStatement({ sql, args }: Statement): string {
  return `{"sql":${textOf(sql)},"args":[${argsOf(args)}]}`;
}

function textOf(sql: string): string {
  let text = texts.get(sql);
  if (text === undefined) {
    text = JSON.stringify(sql);
    if (texts.size < MAX_TEXTS) texts.set(sql, text);
  }
  return text;
}

function argsOf(args: readonly SqlValue[]): string {
  let text = "";
  for (const arg of args) text += text === "" ? encode(arg) : `,${encode(arg)}`;
  return text;
}

function decodeResult(result: Result = {}): StatementResult {
  const { cols = [], rows = [], affected_row_count: changed = 0, rows_written } = result;
  return {
    changed,
    rows: rows.map((row) =>
      Object.fromEntries(row.map((cell, c) => [cols[c]?.name ?? "", decode(cell)])),
    ),
    written: rows_written,
  };
}

/** A value as JSON. */
function encode(value: SqlValue): string {
  if (value === null) return `{"type":"null"}`;
  if (typeof value === "string") return `{"type":"text","value":${JSON.stringify(value)}}`;
  if (typeof value === "number") {
    return Number.isInteger(value)
      ? `{"type":"integer","value":"${value}"}`
      : `{"type":"float","value":${JSON.stringify(value)}}`;
  }
  return `{"type":"blob","base64":"${btoa(String.fromCharCode(...value))}"}`;
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

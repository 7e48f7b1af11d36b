import type { SqlValue } from "../../functions/db/pipeline.ts";

/** A statement as it went over the wire. */
export type Sent = { sql: string; args: SqlValue[] };

type Stmt = { sql?: string; sql_id?: number; args?: { type: string; value?: string | number }[] };
type Body = {
  requests?: { sql?: string; sql_id?: number; stmt?: Stmt; batch?: { steps: { stmt: Stmt }[] } }[];
};

/** Every statement that `work` sends to a database, read off the wire: whatever built it, this ran. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.clone().text();
    const body = (text === "" ? {} : JSON.parse(text)) as Body;
    const stored = new Map(body.requests?.map((one) => [one.sql_id, one.sql]));
    for (const { stmt, batch } of body.requests ?? []) {
      const stmts = [...(stmt ? [stmt] : []), ...(batch?.steps.map((s) => s.stmt) ?? [])];
      for (const { sql_id, sql = stored.get(sql_id), args = [] } of stmts)
        if (sql) sent.push({ sql: withFloats(sql, args), args: args.map(value) });
    }
    return real(request);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = real;
  }
  return sent;
}

/** Whether a statement only reads. */
export const isSelect = ({ sql }: Sent) => /^\s*(select|with)\b/iu.test(sql);

/**
 * The client sends every number as a float, which is not the same to a search index. A statement is
 * run again with integers, so those that were floats are made floats in its text.
 */
function withFloats(sql: string, args: readonly { type: string }[]): string {
  let at = 0;
  return sql.replaceAll(/'[^']*'|\?(?!\d)/gu, (part) =>
    part === "?" && args[at++]?.type === "float" ? "(? * 1.0)" : part,
  );
}

function value({ type, value: raw }: { type: string; value?: string | number }): SqlValue {
  if (type === "null" || raw === undefined) return null;
  return type === "text" ? String(raw) : Number(raw);
}

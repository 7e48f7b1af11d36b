import { vi } from "vitest";
import type { SqlValue } from "../../functions/db/pipeline.ts";
import type { TestApp } from "./app.ts";

type Stmt = { sql?: string; sql_id?: number; args?: { type: string; value?: string | number }[] };
type Sent = {
  requests?: { sql?: string; sql_id?: number; stmt?: Stmt; batch?: { steps: { stmt: Stmt }[] } }[];
};

/**
 * Every step of every query plan that `work` makes the database run, read off the wire: whatever
 * builds the SQL, what is explained is what ran. Reads only: the local driver leaves an explained
 * write unfinished, and no transaction can commit after that.
 */
export async function plansOf(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  const seen: { sql: string; args: SqlValue[] }[] = [];
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    const text = await request.clone().text();
    const body = (text === "" ? {} : JSON.parse(text)) as Sent;
    const stored = new Map(body.requests?.map((sent) => [sent.sql_id, sent.sql]));
    for (const { stmt, batch } of body.requests ?? []) {
      const stmts = [...(stmt ? [stmt] : []), ...(batch?.steps.map((s) => s.stmt) ?? [])];
      for (const { sql_id, sql = stored.get(sql_id), args = [] } of stmts) {
        if (sql && /^\s*(select|with)\b/iu.test(sql)) seen.push({ sql, args: args.map(value) });
      }
    }
    return real(request);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  const plans = await Promise.all(
    seen.map(async ({ sql, args }) => {
      const steps = await app.run(`explain query plan ${sql}`, args);
      return steps.map(
        (step) => `${String(step["detail"])} << ${sql.replace(/\s+/gu, " ").slice(0, 300)}`,
      );
    }),
  );
  return plans.flat();
}

/**
 * Steps that read a whole table, or all that a tenant has in a table of raw rows: an index that
 * knows the workspace alone is no help there.
 */
export function fullScans(plans: readonly string[]): string[] {
  const whole =
    /^SCAN (responses|rollups|mentions|verbatims|impressions|theme_days|audit_entries)\b/u;
  const raw = /^SEARCH (responses|mentions|verbatims)\b/u;
  const bounded = /\b(rowid|row|submission|state|stage)[=<>]/u;
  return plans.filter((step) => whole.test(step) || (raw.test(step) && !bounded.test(step)));
}

function value({ type, value: raw }: { type: string; value?: string | number }): SqlValue {
  if (type === "null" || raw === undefined) return null;
  return type === "text" ? String(raw) : Number(raw);
}

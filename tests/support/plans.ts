import type { TestApp } from "./app.ts";
import { isSelect, sentBy } from "./sent.ts";

/**
 * Every step of every query plan that `work` makes the database run, read off the wire: whatever
 * builds the SQL, what is explained is what ran. Reads only: the local driver leaves an explained
 * write unfinished, and no transaction can commit after that.
 */
export async function plansOf(
  app: Pick<TestApp, "run">,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const seen = (await sentBy(work)).filter(isSelect);
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

import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client.ts";

/**
 * Notes with each survey the highest row id that goes, so that none is given twice: cursors and
 * marks hold row ids. To be put into the batch that removes them.
 * @param when the removal's own condition
 */
export function keepLastRows(db: Db, rows: readonly number[], when: SQL = sql`true`) {
  const given = sql`json_each(${JSON.stringify(rows)})`;
  return db.run(sql`update surveys set last_row = max(last_row, (select max(value) from ${given} where value >> 32 = no))
    where no in (select value >> 32 from ${given}) and ${when}`);
}

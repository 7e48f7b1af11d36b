import { sql } from "drizzle-orm";
import { ROWS } from "../../../domain/survey/rows.ts";
import type { Db } from "../client.ts";

/** Row ids of one survey, both ends included. */
export type Stretch = { survey: string; low: number; high: number };

/** The responses of a workspace in stretches of row ids, for jobs that look at all of them. */
export function walkRepository(db: Db) {
  return {
    /**
     * The next stretch after a row id; what was erased before it is stepped over.
     * @param after 0 to begin with
     * @param size row ids, and so the most responses
     */
    async next(workspace: string, after: number, size: number): Promise<Stretch | undefined> {
      const edge = (of: "min" | "max") =>
        sql`(select ${sql.raw(of)}(row) from responses where row > max(${after}, s.no * ${ROWS}) and row < (s.no + 1) * ${ROWS})`;
      const [found] = await db.all<{ survey: string; low: number; top: number }>(sql`
        select * from (select s.id as survey, ${edge("min")} as low, ${edge("max")} as top from surveys s
          where s.workspace_id = ${workspace} and s.no >= ${Math.floor(after / ROWS)} order by s.no)
        where low is not null limit 1`);
      return (
        found && {
          survey: found.survey,
          low: found.low,
          high: Math.min(found.top, found.low + size - 1),
        }
      );
    },

    /** Responses that a workspace has or had, for a job that tells how far it is. */
    async length(workspace: string): Promise<number> {
      const [row] = await db.all<{ n: number }>(sql`
        select coalesce(sum(coalesce((select max(row) from responses where row > s.no * ${ROWS}
          and row < (s.no + 1) * ${ROWS}), s.no * ${ROWS}) - s.no * ${ROWS}), 0) as n
        from surveys s where s.workspace_id = ${workspace}`);
      return row?.n ?? 0;
    },
  };
}
export type WalkRepository = ReturnType<typeof walkRepository>;

import { sql } from "drizzle-orm";
import type { Fact } from "../../../domain/survey/facts.ts";
import type { Db } from "../client.ts";
import { fenced, held } from "../fence.ts";
import type { Lease } from "./jobs.ts";
import type { Stretch } from "./walk.ts";

/** A response that carries an attribute. `stored` is what it counts for, as it is written. */
export type Carrier = {
  row: number;
  attributes: Record<string, string | number | boolean>;
  facts: Fact[];
  stored: string;
};

/** Responses that carry attributes declared after them, and what those count as. */
export function backfillRepository(db: Db) {
  return {
    /** Responses among some rows that carry one of these attributes. */
    async carriers(
      workspace: string,
      { low, high }: Stretch,
      names: readonly string[],
    ): Promise<Carrier[]> {
      const rows = await db.all<{ row: number; attributes: string; facts: string }>(sql`
        select row, attributes, facts from responses
        where row between ${low} and ${high} and +workspace_id = ${workspace} and attributes is not null
          and exists (select 1 from json_each(attributes) a where a.key in (select value from json_each(${JSON.stringify(names)})))
        order by row`);
      return rows.map(({ row, attributes, facts }) => ({
        row,
        attributes: JSON.parse(attributes) as Carrier["attributes"],
        facts: JSON.parse(facts) as Fact[],
        stored: facts,
      }));
    },

    /** Values of each attribute that count by themselves. */
    async values(workspace: string): Promise<Map<string, string[]>> {
      const rows = await db.all<{ name: string; value: string }>(
        sql`select name, value from attribute_values where workspace_id = ${workspace}`,
      );
      const values = new Map<string, string[]>();
      for (const { name, value } of rows) values.set(name, [...(values.get(name) ?? []), value]);
      return values;
    },

    /**
     * Writes what responses count for, with the job's place, in one transaction; triggers move the
     * counters. A response that changed since it was read is left for the second pass.
     */
    async write(
      workspace: string,
      lease: Lease,
      cursor: unknown,
      changes: readonly { row: number; from: string; to: string }[],
      values: readonly (readonly [name: string, value: string])[],
    ): Promise<boolean> {
      const given = JSON.stringify(changes.map(({ row, from, to }) => [row, from, to]));
      return fenced(db, lease, cursor, [
        db.run(sql`insert into attribute_values (workspace_id, name, value)
          select ${workspace}, value ->> 0, value ->> 1 from json_each(${JSON.stringify(values)})
          where ${held(lease)} on conflict do nothing`),
        db.run(sql`with w as materialized (
            select value ->> 0 as row, value ->> 1 as stood, value ->> 2 as facts from json_each(${given}) where ${held(lease)})
          update responses set facts = w.facts from w
          where responses.row = w.row and responses.facts = w.stood and +workspace_id = ${workspace}`),
      ]);
    },
  };
}
export type BackfillRepository = ReturnType<typeof backfillRepository>;

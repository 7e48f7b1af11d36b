import type { TestApp } from "./app.ts";

const SLOTS = Array.from({ length: 11 }, (_, i) => i);

/**
 * Rows of `rollups` that differ from a recomputation out of the raw responses. Empty is right. The
 * recomputation reads facts in plain SQL and shares nothing with the triggers.
 */
export async function rollupDrift({ run }: Pick<TestApp, "run">): Promise<unknown[]> {
  const counters = [...SLOTS.map((i) => `v${i}`), "starts", "completions", "comments"];
  return run(`
    with raw as (
      select r.workspace_id, r.survey_id, f.value ->> 0 as question, f.value ->> 1 as dimension, f.value ->> 2 as value, r.day,
        ${SLOTS.map((i) => `sum(f.value ->> 3 = ${i}) as v${i}`).join(", ")},
        sum(f.key = 0) as starts, sum(f.key = 0 and r.complete) as completions, sum(f.key = 0 and r.texts is not null) as comments
      from responses r, json_each(r.facts) f where r.state = 'counted' group by 1, 2, 3, 4, 5, 6
    ), kept as (
      select * from rollups where ${counters.map((c) => `${c} <> 0`).join(" or ")}
    )
    select * from raw left join kept using (workspace_id, survey_id, question, dimension, value, day)
    where kept.v0 is null or ${counters.map((c) => `raw.${c} <> kept.${c}`).join(" or ")}
    union all
    select * from kept left join raw using (workspace_id, survey_id, question, dimension, value, day) where raw.v0 is null`);
}

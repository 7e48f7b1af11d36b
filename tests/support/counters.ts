import type { TestApp } from "./app.ts";
import { rollupDrift } from "./rollups.ts";
import { spanDrift } from "./spans.ts";
import { themeDayDrift } from "./texts.ts";

/**
 * Everything that is counted anywhere and is not what its rows come to. Nothing in any list is right.
 * Recomputed in plain SQL and TypeScript that share nothing with triggers and jobs.
 */
export async function drift(app: Pick<TestApp, "run">) {
  return {
    rollups: await rollupDrift(app),
    spans: await spanDrift(app),
    themeDays: await themeDayDrift(app),
    asides: await asideDrift(app),
    answered:
      await app.run(`select id, answered from surveys s where quota is not null and answered <>
      (select count(*) from responses r where r.survey_id = s.id and r.state = 'counted')`),
  };
}

/** What `drift` gives when all is right. */
export const NO_DRIFT = { rollups: [], spans: [], themeDays: [], asides: [], answered: [] };

function asideDrift({ run }: Pick<TestApp, "run">): Promise<unknown[]> {
  return run(`
    with raw as (select survey_id, day, state, channel, count(*) as n from responses
        where state not in ('counted', 'deleted') group by 1, 2, 3, 4),
      kept as (select survey_id, day, state, channel, n from asides where n <> 0)
    select * from (select * from raw except select * from kept)
    union all select * from (select * from kept except select * from raw)`);
}

/** All counters in a fixed order, to compare one database with another. */
export async function counters({ run }: Pick<TestApp, "run">) {
  const scores = Array.from({ length: 11 }, (_, i) => `v${i}`).join(", ");
  return {
    rollups:
      await run(`select survey_id, question, dimension, value, day, ${scores}, starts, completions, comments
      from rollups where starts <> 0 or ${scores.replaceAll(", ", " <> 0 or ")} <> 0 order by 1, 2, 3, 4, 5`),
    spans:
      await run(`select * from rollup_spans where starts <> 0 or ${scores.replaceAll(", ", " <> 0 or ")} <> 0
      order by survey_id, question, dimension, grain, start, value`),
    seals: await run("select * from rollup_seals order by survey_id"),
    themeDays: await run("select * from theme_days where n <> 0 order by survey_id, theme_id, day"),
    asides: await run("select * from asides where n <> 0 order by survey_id, day, state, channel"),
    answered: await run("select id, answered from surveys order by id"),
  };
}

import { spansEnding } from "../../../domain/time/cover.ts";
import { dayOf } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { SealsRepository } from "../../db/repositories/seals.ts";

type Deps = { seals: SealsRepository };

/** Days that one transaction seals: a season of a busy survey is about 150 ms. */
const STEP_DAYS = 92;
/** Steps a run: what a minute job may take of its minute. The rest goes on in the next. */
const MOST_STEPS = 200;
const GRAINS = ["day", "week", "month", "year"] as const;

/**
 * Moves the seal of each survey up to today, in its workspace's days, and sums up the weeks, months
 * and years that are over. Killed anywhere or run twice, a step is there as a whole, once: it is
 * one transaction that begins where the seal stands. Never seals a day that is not over.
 * @returns steps taken; 0 when every seal is where it should be
 */
export async function sealSpans(ctx: Context, deps: Deps): Promise<number> {
  const zones = await deps.seals.zones();
  const today = Object.fromEntries(zones.map((zone) => [zone, dayOf(ctx.now, zone)]));
  let steps = 0;
  for (const one of await deps.seals.behind(today, MOST_STEPS)) {
    const { workspace, survey, today: end } = one;
    let from = one.until ?? (await deps.seals.begin(workspace, survey, end));
    while (from < end && steps < MOST_STEPS) {
      const until = Math.min(end, from + STEP_DAYS);
      const spans = spansEnding(from, until, GRAINS);
      await deps.seals.advance(workspace, survey, { from, until, spans });
      from = until;
      steps++;
    }
  }
  return steps;
}

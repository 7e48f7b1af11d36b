import { QUARANTINE_DAYS, QUARANTINE_ROWS, TOMBSTONE_DAYS } from "../../../domain/survey/tray.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { QuarantineRepository } from "../../db/repositories/quarantine.ts";

/** Rows a statement, and statements a night: a flood takes more nights, never a timeout. */
const SLICE = 500;
const MOST_SLICES = 100;

/**
 * Bounds quarantine by age and by count: what was set aside 90 days ago goes, and of each survey
 * what lies beyond its newest 10,000. It goes for good, a replay of it is refused for 90 days.
 * @returns how many went
 */
export async function expireQuarantine(
  { now }: Context,
  { quarantine }: { quarantine: QuarantineRepository },
  keep = QUARANTINE_ROWS,
): Promise<number> {
  const limits = {
    before: now - QUARANTINE_DAYS * DAY_MS,
    keep,
    hashUntil: now + TOMBSTONE_DAYS * DAY_MS,
  };
  let dropped = 0;
  let slices = 0;
  for (const { workspace, survey } of await quarantine.surveys()) {
    for (let last = SLICE; last === SLICE && slices < MOST_SLICES; slices++) {
      last = await quarantine.drop(workspace, survey, limits, SLICE);
      dropped += last;
    }
  }
  return dropped;
}

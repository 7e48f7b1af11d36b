import { clockOf } from "../../../domain/time/clock.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Context } from "../../context.ts";
import type { WorkspacesRepository } from "../../db/repositories/workspaces.ts";

const PAST_DAYS = 2;
const DAYS_AHEAD = 400;
/** Renewed when so much of it is over, so that a zone's new rules arrive. */
const RENEWED_DAYS = 7;

/** Gives each workspace the clock of its zone: new ones, those that moved, and all once a week. */
export async function setClocks(
  { now }: Context,
  { workspaces }: { workspaces: WorkspacesRepository },
): Promise<void> {
  const before = now + (DAYS_AHEAD - RENEWED_DAYS) * DAY_MS;
  for (const zone of await workspaces.zonesWithoutClock(before)) {
    const clock = clockOf(zone, now - PAST_DAYS * DAY_MS, now + DAYS_AHEAD * DAY_MS);
    await workspaces.setClock(zone, clock, before);
  }
}

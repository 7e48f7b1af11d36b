import { triggerDue } from "../../../domain/sending/triggers.ts";
import { clockFor } from "../../../domain/sending/hours.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Person } from "../../../domain/wire/people.ts";
import type { TrackEvents, TrackedEvents } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import { found } from "../../errors.ts";
import { inAudience } from "./audience.ts";
import { type EnrolDeps, plannedOf } from "./enrol.ts";

/** Events that are older bring nothing. */
const OLDEST_MS = 30 * DAY_MS;
/** Clocks of two machines differ. */
const AHEAD_MS = 5 * 60_000;

/**
 * Takes events of the customer's own system: each plans an invitation in every trigger send that
 * waits for it and whose audience the person belongs to. An event that comes twice is one event.
 */
export async function trackEvents(
  ctx: TenantContext,
  deps: EnrolDeps,
  { items }: TrackEvents,
): Promise<TrackedEvents> {
  const { workspace, now } = ctx;
  const home = found(await deps.sends.home(workspace));
  const people = await deps.people.many(workspace, [...new Set(items.map((e) => e.person))]);
  const byId = new Map(people.map((person) => [person.person, person]));
  const problems = items.map((event) => problemOf(event, byId, now));
  const good = items.filter((_, i) => problems[i] === undefined);
  const clock = clockFor(home.zone, home.clock, { from: now - OLDEST_MS, to: now + 380 * DAY_MS });
  const done = { planned: 0, known: 0 };
  for (const send of await deps.sends.triggered(workspace)) {
    const { plan } = send;
    if (plan.kind !== "trigger") continue;
    const events = good.filter(({ event }) => event === plan.event);
    const asked = await inAudience(workspace, deps, send.audience, peopleOf(events, byId), now);
    const ids = new Set(asked.map(({ person }) => person));
    const planned = events.flatMap(({ id, person, at = now }) => {
      const one = ids.has(person) ? byId.get(person) : undefined;
      const due = { dueAt: triggerDue(clock, plan, Math.min(at, now)), round: id };
      return one ? plannedOf(send, one, due) : [];
    });
    if (planned.length === 0) continue;
    const fresh = await deps.invitations.plan(workspace, send, planned, now);
    done.planned += fresh;
    done.known += planned.length - fresh;
  }
  const errors = problems.flatMap((message, index) => (message ? [{ index, message }] : []));
  return { ...done, errors };
}

function problemOf(
  { person, at }: TrackEvents["items"][number],
  people: ReadonlyMap<string, Person>,
  now: number,
): string | undefined {
  if (!people.has(person)) return "person is not known";
  if (at === undefined) return undefined;
  if (at > now + AHEAD_MS) return "at lies in the future";
  return at < now - OLDEST_MS ? "at is more than 30 days ago" : undefined;
}

function peopleOf(
  events: readonly { person: string }[],
  people: ReadonlyMap<string, Person>,
): Person[] {
  const ids = new Set(events.map(({ person }) => person));
  return [...ids].flatMap((id) => people.get(id) ?? []);
}

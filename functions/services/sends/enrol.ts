import { planFor } from "../../../domain/sending/autopilot.ts";
import { idFrom } from "../../../domain/sending/ids.ts";
import { clockFor } from "../../../domain/sending/hours.ts";
import { DAY_MS } from "../../../domain/time/days.ts";
import type { Person } from "../../../domain/wire/people.ts";
import type { Context } from "../../context.ts";
import type {
  InvitationsRepository,
  PlannedInvitation,
} from "../../db/repositories/invitations.ts";
import type { SendingHome, SendsRepository, StoredSend } from "../../db/repositories/sends.ts";
import { type AudienceDeps, walkAudience } from "./audience.ts";
import { deliveredUntil } from "./shape.ts";

export type EnrolDeps = AudienceDeps & {
  sends: SendsRepository;
  invitations: InvitationsRepository;
};

/** People of one slice, and sends that one run begins with. */
const SLICE = 1_000;
const MOST_SENDS = 50;
/** No slice begins after this. */
const BUDGET_MS = 20_000;
/**
 * An autopilot plans for three days and looks again each day, so that nobody is left out when a day's
 * look comes late, and who leaves the audience is not asked.
 */
const AHEAD_MS = 3 * DAY_MS;
const AGAIN_MS = DAY_MS;

/**
 * Looks through the audiences of live sends and plans their invitations, slice by slice. Ids follow
 * from send, person and round: a slice that is repeated plans nobody twice.
 * @returns how many people were looked at
 */
export async function enrolDue(ctx: Context, deps: EnrolDeps): Promise<{ looked: number }> {
  const end = ctx.elapsed() + BUDGET_MS;
  const done = { looked: 0 };
  for (const { workspace, id } of await deps.sends.toEnrol(ctx.now, MOST_SENDS)) {
    const home = await deps.sends.home(workspace);
    for (let more = home !== undefined; more && ctx.elapsed() < end;) {
      const send = await deps.sends.get(workspace, id, deliveredUntil(ctx.now));
      if (!send || !home || send.enrolAt === null || send.enrolAt > ctx.now) break;
      const slice = await enrolSlice(ctx, deps, workspace, home, send);
      done.looked += slice.looked;
      more = slice.more;
    }
  }
  return done;
}

async function enrolSlice(
  ctx: Context,
  deps: EnrolDeps,
  workspace: string,
  home: SendingHome,
  send: StoredSend,
): Promise<{ looked: number; more: boolean }> {
  const now = ctx.now + ctx.elapsed();
  const { items, next } = await walkAudience(
    workspace,
    deps,
    send.audience,
    send.cursor,
    SLICE,
    now,
  );
  const dueOf = duesOf(home, send, now);
  const planned = items.flatMap((person) => plannedOf(send, person, dueOf(person.person)));
  const moved = await deps.invitations.enrol(workspace, send, planned, {
    cursor: next,
    enrolAt:
      next === null ? (send.plan.kind === "autopilot" ? now + AGAIN_MS : null) : send.enrolAt,
    now,
  });
  return { looked: items.length, more: moved && next !== null };
}

type Due = { dueAt: number; round: string } | undefined;

/** When a send asks a person, as far as is planned now. */
export function duesOf(
  home: Pick<SendingHome, "zone" | "clock">,
  { id, plan }: Pick<StoredSend, "id" | "plan">,
  now: number,
  ahead = AHEAD_MS,
): (person: string) => Due {
  switch (plan.kind) {
    case "once": {
      const due = { dueAt: plan.at ?? now, round: "" };
      return () => due;
    }
    case "autopilot": {
      const clock = clockFor(home.zone, home.clock, {
        from: now - 370 * DAY_MS,
        to: now + ahead + 370 * DAY_MS,
      });
      return planFor(clock, { id, plan }, { from: now, to: now + ahead });
    }
    case "trigger":
      return () => undefined;
  }
}

/** The invitation of a person, in a list that is empty where none is due. */
export function plannedOf(
  send: Pick<StoredSend, "id">,
  person: Person,
  due: Due,
): PlannedInvitation[] {
  if (!due) return [];
  return [
    {
      id: idFrom("invitation", send.id, person.person, due.round),
      person: person.person,
      email: person.email,
      language: person.language,
      ...due,
    },
  ];
}

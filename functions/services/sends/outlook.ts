import { capOn } from "../../../domain/sending/caps.ts";
import { clockFor, dayIn } from "../../../domain/sending/hours.ts";
import { DAY_MS, dayText } from "../../../domain/time/days.ts";
import type { SendOutlook } from "../../../domain/wire/sends.ts";
import type { TenantContext } from "../../context.ts";
import type { HandOverRepository } from "../../db/repositories/hand-over.ts";
import type { StoredSend } from "../../db/repositories/sends.ts";
import { found } from "../../errors.ts";
import { walkAudience } from "./audience.ts";
import { type EnrolDeps, duesOf } from "./enrol.ts";
import { storedSend } from "./read.ts";

type Deps = EnrolDeps & { handOver: HandOverRepository };

const DAYS = 14;
const QUARTER_MS = 900_000;
/** People that are looked at for one outlook. What an audience has beyond them is not told. */
const WALKS = 5;
const A_WALK = 1_000;

/**
 * What the next fortnight of a send brings, by day of the workspace: what is planned, what enrolling
 * will add as far as the audience was looked through, about how many reminders, and the room that the
 * daily cap leaves. A send that asks once fills each day's room and goes on the next.
 * @throws AppError not_found
 */
export async function outlookOf(ctx: TenantContext, deps: Deps, id: string): Promise<SendOutlook> {
  const { workspace, now } = ctx;
  const send = await storedSend(ctx, deps, id);
  const home = found(await deps.sends.home(workspace));
  const clock = clockFor(home.zone, home.clock, { from: now - DAY_MS, to: now + 16 * DAY_MS });
  const today = dayIn(clock, now);
  const places = Array.from({ length: DAYS }, (_, i) => i);
  const index = (at: number) => dayIn(clock, Math.max(at, now)) - today;

  const planned = places.map(() => 0);
  const quarters = await deps.invitations.dueQuarters(workspace, id, now + DAYS * DAY_MS);
  for (const { quarter, n } of quarters) add(planned, index(quarter * QUARTER_MS), n);
  const expected = places.map(() => 0);
  if (isOver(send)) planned.fill(0);
  else for (const at of await expectedAt(ctx, deps, send, home)) add(expected, index(at), 1);

  const sent = await deps.handOver.sentOn(workspace, today);
  const room = places.map((i) => {
    if (!home.mail) return null;
    return Math.max(0, capOn(home.mail, today + i) - (i === 0 ? sent : 0));
  });
  if (send.plan.kind === "once") [planned, expected].forEach((counts) => spill(counts, room));
  const reminders = await remindersOf(deps, workspace, send, today, [planned, expected]);
  return {
    days: places.map((i) => ({
      day: dayText(today + i),
      planned: planned[i] ?? 0,
      expected: expected[i] ?? 0,
      reminders: reminders[i] ?? 0,
      room: room[i] ?? null,
    })),
  };
}

const isOver = ({ state }: StoredSend) => state === "done" || state === "cancelled";

/** When people are due whom enrolling has not planned yet. */
async function expectedAt(
  ctx: TenantContext,
  deps: Deps,
  send: StoredSend,
  home: Parameters<typeof duesOf>[0],
): Promise<number[]> {
  if (send.plan.kind === "trigger") return [];
  // Of an audience that asks once, only who was not looked at yet; an autopilot looks ahead to here.
  if (send.plan.kind === "once" && send.state !== "draft" && send.enrolAt === null) return [];
  const dueOf = duesOf(home, send, ctx.now, DAYS * DAY_MS);
  const known =
    send.plan.kind === "autopilot"
      ? await deps.invitations.roundsOf(ctx.workspace, send.id, WALKS * A_WALK)
      : new Set<string>();
  const found: number[] = [];
  let after = send.plan.kind === "once" ? send.cursor : null;
  for (let i = 0; i < WALKS; i++) {
    const { items, next } = await walkAudience(
      ctx.workspace,
      deps,
      send.audience,
      after,
      A_WALK,
      ctx.now,
    );
    for (const { person } of items) {
      const due = dueOf(person);
      if (due && !known.has(`${person}\n${due.round}`)) found.push(due.dueAt);
    }
    if (next === null) break;
    after = next;
  }
  return found;
}

/**
 * About how many reminders come on each day: as many as mails went or will go out so many days before,
 * less the share of people who answer.
 */
async function remindersOf(
  { sends }: Deps,
  workspace: string,
  send: Awaited<ReturnType<typeof storedSend>>,
  today: number,
  coming: readonly number[][],
): Promise<number[]> {
  const [after] = send.reminders;
  const counts = Array.from({ length: DAYS }, () => 0);
  if (after === undefined || send.state === "cancelled") return counts;
  const accepted = send.counts
    .filter(({ state }) => state === "accepted")
    .reduce((sum, { n }) => sum + n, 0);
  const silent = accepted === 0 ? 1 : Math.max(0, 1 - send.answered / accepted);
  const sent = await sends.handedOver(workspace, send.id, today - after);
  for (const { day, n } of sent) add(counts, day + after - today, n * silent);
  for (const mails of coming)
    mails.forEach((n, i) => {
      add(counts, i + after, n * silent);
    });
  return counts.map(Math.round);
}

function add(counts: number[], i: number, n: number): void {
  const known = counts[i];
  if (known !== undefined) counts[i] = known + n;
}

/** Moves what a day has no room for to the next. */
function spill(counts: number[], room: readonly (number | null)[]): void {
  for (let i = 0; i < counts.length; i++) {
    const over = (counts[i] ?? 0) - (room[i] ?? Infinity);
    if (over <= 0) continue;
    counts[i] = room[i] ?? 0;
    add(counts, i + 1, over);
  }
}

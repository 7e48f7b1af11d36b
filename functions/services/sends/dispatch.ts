import { remindAt } from "../../../domain/sending/reminders.ts";
import type { Clock } from "../../../domain/time/clock.ts";
import type { Person } from "../../../domain/wire/people.ts";
import type { Handed, Mail, Mailer } from "../../adapters/mailer/mailer.ts";
import type { Context } from "../../context.ts";
import type {
  DueInvitation,
  HandOverRepository,
  Settled,
} from "../../db/repositories/hand-over.ts";
import type { StoredSend } from "../../db/repositories/sends.ts";
import type { Reader } from "./compose.ts";

export type DispatchDeps = { handOver: HandOverRepository; mailer: Mailer };

/** Mails of one commit: as many as a crash may leave unknown. */
export const BATCH = 100;
/** Mails on their way at once; a Worker holds six connections open. */
const SIDE_BY_SIDE = 5;
/** A mail that nobody settled for so long is one of a runner that died. */
const LOST_MS = 10 * 60_000;
/** A mailer that cannot be reached is tried again after this. */
const LATER_MS = 15 * 60_000;

/** What a batch goes out by. */
export type Round = {
  workspace: string;
  send: StoredSend;
  clock: Clock;
  /** Days since 1970 in the workspace's zone, and how many mails may go out on it. */
  day: number;
  cap: number;
  version: number;
  write: (reader: Reader, at: number) => Promise<Mail>;
};

/** An invitation that may go out, and to whom. */
export type Ready = { due: DueInvitation; person: Person & { email: string } };

/**
 * Hands one batch over. `sending` is committed before, what became of it after: whatever dies in
 * between leaves mails of which nobody knows whether they went out, and those are never sent again by
 * themselves (CONTRACTS, Mail).
 * @param readAt when it was decided that they may: who got another mail since is left out
 * @returns how many were claimed, and how many of those the mailer could not take now
 */
export async function dispatch(
  ctx: Context,
  deps: DispatchDeps,
  round: Round,
  from: "planned" | "accepted",
  ready: readonly Ready[],
  readAt: number,
): Promise<{ claimed: number; later: number }> {
  if (ready.length === 0) return { claimed: 0, later: 0 };
  const { workspace, day, cap, version } = round;
  const now = ctx.now + ctx.elapsed();
  const claims = ready.map(({ due, person }) => ({
    id: due.id,
    step: due.step,
    version,
    email: person.email,
    domain: person.email.slice(person.email.lastIndexOf("@") + 1),
    language: person.language,
    attributes: asTexts(person.attributes),
  }));
  const lostAt = now + LOST_MS;
  const claimed = await deps.handOver.claim(workspace, claims, {
    from,
    now,
    lostAt,
    day,
    cap,
    readAt,
  });
  const mine = ready.filter(({ due }) => claimed.has(due.id));
  const handed = await handOverAll(deps.mailer, mine, (one) => mailOf(round, one, from, now));
  const settled = mine.map((one, i) => settledAs(round, one, handed[i] ?? "unknown", now));
  const later = handed.filter((outcome) => outcome === "later").length;
  const shown = from === "planned" ? handed.filter((outcome) => outcome === "accepted").length : 0;
  if (mine.length > 0)
    await deps.handOver.settle(workspace, settled, {
      day,
      returned: later,
      shown: { survey: round.send.survey, n: shown },
    });
  return { claimed: mine.length, later };
}

function mailOf({ write }: Round, { due, person }: Ready, from: string, now: number) {
  const reader: Reader = {
    invitation: due.id,
    step: due.step + 1,
    to: person.email,
    language: person.language,
    attributes: person.attributes,
    kind: from === "planned" ? "invitation" : "reminder",
  };
  return write(reader, now);
}

/** Several at once, each in its turn. */
async function handOverAll(
  mailer: Mailer,
  ready: readonly Ready[],
  write: (one: Ready) => Promise<Mail>,
): Promise<Handed[]> {
  const handed: Handed[] = [];
  const waiting = ready.map((one, i) => [i, one] as const);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [i, one] = next;
      // What could not be written was surely not handed over.
      const mail = await write(one).catch(() => undefined);
      handed[i] = mail ? await mailer.send(mail) : "later";
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return handed;
}

/** What an invitation holds after its mail was, or was not, handed over. */
function settledAs({ clock, send }: Round, { due }: Ready, outcome: Handed, now: number): Settled {
  const step = due.step + 1;
  const first = step === 1;
  const as = {
    id: due.id,
    step,
    steps: step,
    sentAt: now,
    remindAt: null,
    dueAt: null,
    reason: null,
  };
  switch (outcome) {
    case "accepted":
      return {
        ...as,
        state: "accepted",
        dueAt: due.dueAt,
        remindAt: remindAt(clock, send, step, now),
      };
    case "unknown":
      return { ...as, state: "unknown" };
    case "failed":
      // The first mail had arrived: a reminder that is refused takes nothing of that back.
      return first
        ? { ...as, state: "failed", reason: "refused" }
        : { ...as, state: "accepted", steps: due.step, sentAt: due.sentAt };
    case "later":
      return first
        ? { ...as, state: "planned", steps: 0, sentAt: null, dueAt: now + LATER_MS }
        : {
            ...as,
            state: "accepted",
            steps: due.step,
            sentAt: due.sentAt,
            remindAt: now + LATER_MS,
          };
  }
}

/** Attributes as a response carries them. */
function asTexts(attributes: Person["attributes"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, String(value)]),
  );
}

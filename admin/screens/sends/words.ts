import type { Segment } from "../../../domain/wire/people.ts";
import type {
  Audience,
  Invitation,
  InvitationState,
  Send,
  SendPlan,
  SendState,
  SkipReason,
} from "../../../domain/wire/sends.ts";
import { when } from "../../words/dates.ts";
import { count, listed, plural } from "../../words/format.ts";

export const SEND_STATES: Record<SendState, string> = {
  draft: "Draft",
  live: "Live",
  paused: "Paused",
  done: "Done",
  cancelled: "Cancelled",
};

/** States of an invitation in the order in which it goes through them. */
export const INVITATION_STATES: Record<InvitationState, string> = {
  planned: "Planned",
  sending: "Being handed over",
  accepted: "Accepted",
  bounced: "Bounced",
  failed: "Failed",
  unknown: "Unknown",
  skipped: "Left out",
  cancelled: "Cancelled",
  made: "Link made",
};

export const ABOUT_STATES: Record<InvitationState, string> = {
  planned: "wait for their time",
  sending: "are on their way to the mailer",
  accepted: "the mailer took them",
  bounced: "came back",
  failed: "the mailer refused them",
  unknown: "we stopped while handing over",
  skipped: "were not mailed, by a rule",
  cancelled: "were taken back before their time",
  made: "go out by your own tool",
};

const REASONS: Record<SkipReason, string> = {
  no_address: "Without an address",
  suppressed: "Address is suppressed",
  unsubscribed: "Unsubscribed",
  consent_withdrawn: "Consent withdrawn",
  cool_down: "Still resting",
  answered: "Answered already",
  rule: "A rule of the plan forbids it",
  survey_stopped: "The survey does not run",
  same_address: "Same address as another person",
  team: "Belongs to your team",
};

/** Why an invitation was not mailed; a mailer's own word stays as it is. */
export function reasonWords(reason: string): string {
  if (Object.hasOwn(REASONS, reason)) return REASONS[reason as SkipReason];
  const spaced = reason.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const DAYS = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Days of the week as they are said: "Tue to Thu", "Mon and Wed", "every day". */
export function weekdayWords(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b);
  if (days.length === 7) return "every day";
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return listed(
    runs.flatMap((run) =>
      run.length > 2
        ? [`${DAYS[run[0] ?? 0]} to ${DAYS[run.at(-1) ?? 0]}`]
        : run.map((day) => DAYS[day] ?? ""),
    ),
  );
}

/** When mail may leave: "Tue to Thu 9 to 12". */
export function hoursWords(plan: {
  weekdays: readonly number[];
  from: number;
  to: number;
}): string {
  const days = weekdayWords(plan.weekdays);
  return plan.from === 0 && plan.to === 24 ? days : `${days} ${plan.from} to ${plan.to}`;
}

/** The plan in one line, by the clock of a zone: "spread over 3 months, Tue to Thu 9 to 12". */
export function planWords(plan: SendPlan, zone: string, now: number): string {
  switch (plan.kind) {
    case "once":
      return plan.at === null ? "once, as soon as it starts" : `once, ${when(plan.at, zone, now)}`;
    case "autopilot":
      return `spread over ${plural(plan.months, "month")}, ${hoursWords(plan)}${plan.again ? ", then again" : ""}`;
    case "trigger": {
      const after = plan.days === 0 ? "on the day of" : `${plural(plan.days, "day")} after`;
      return `${after} “${plan.event}”, ${hoursWords(plan)}`;
    }
  }
}

/** Reminders as they are said; each counts from the mail before: "reminders 3 and 8 days later". */
export function reminderWords(reminders: readonly number[]): string {
  const [first] = reminders;
  if (first === undefined) return "";
  let sum = 0;
  const days = reminders.map((after) => count((sum += after)));
  return reminders.length === 1
    ? `a reminder ${plural(first, "day")} later`
    : `reminders ${listed(days)} days later`;
}

/** Who is asked: "everyone", "the segment “Buyers”", "3 people". */
export function audienceWords(
  audience: Audience,
  segments: readonly Pick<Segment, "id" | "name">[] | undefined,
): string {
  switch (audience.of) {
    case "everyone":
      return "everyone";
    case "people":
      return plural(audience.people.length, "person", "people");
    case "segment": {
      const name = segments?.find(({ id }) => id === audience.segment)?.name;
      return name === undefined
        ? segments === undefined
          ? "a segment"
          : "a segment that is gone"
        : `the segment “${name}”`;
    }
  }
}

const of = (send: Send, ...states: InvitationState[]) =>
  states.reduce((sum, state) => sum + (send.counts[state] ?? 0), 0);

/** How far a send is. @returns invitations in all, those with an outcome, and those the mailer took */
export function progressOf(send: Send): { all: number; settled: number; accepted: number } {
  const open = of(send, "planned", "sending");
  const settled = of(send, "accepted", "bounced", "failed", "unknown", "skipped");
  return { all: open + settled, settled, accepted: of(send, "accepted", "bounced") };
}

/** How far a send is, in words. */
export function progressWords(send: Send): string {
  const { all, settled } = progressOf(send);
  if (send.state === "draft") return "not started";
  if (send.state === "cancelled" && all === 0) return "cancelled before anything went out";
  if (all === 0) return send.enrolling ? "looking for people" : "nobody yet";
  return `${count(settled)} of ${count(all)}${send.enrolling ? " so far" : ""}`;
}

const DELIVERED_MS = 72 * 3_600_000;

/** Where one invitation stands; what nobody sent back for 72 hours was delivered. */
export function invitationWords(one: Invitation, now: number): string {
  if (one.complainedAt !== null) return "Marked as spam";
  if (one.state === "accepted" && one.sentAt !== null && now - one.sentAt >= DELIVERED_MS)
    return "Delivered";
  return INVITATION_STATES[one.state];
}

import { DAY_MS } from "../../../domain/time/days.ts";
import type { InvitationState, Send } from "../../../domain/wire/sends.ts";
import type { CountedSend } from "../../db/repositories/sends.ts";

/** A mail is called delivered when it has not come back for so long (CONTRACTS, Mail). */
const BOUNCE_DAYS = 3;

/** The last UTC day whose mails may be called delivered: all of its hours are 72 hours ago. */
export function deliveredUntil(now: number): number {
  return Math.floor(now / DAY_MS) - BOUNCE_DAYS - 1;
}

const NONE: Record<InvitationState, number> = {
  made: 0,
  planned: 0,
  sending: 0,
  accepted: 0,
  failed: 0,
  unknown: 0,
  skipped: 0,
  cancelled: 0,
  bounced: 0,
};

/** A send as the API tells it. */
export function sendOf(stored: CountedSend, now: number): Send {
  const { counts, enrolAt } = stored;
  const of = { ...NONE };
  const reasons: Record<string, number> = {};
  for (const { state, reason, n } of counts) {
    of[state] += n;
    if (reason !== "") reasons[reason] = (reasons[reason] ?? 0) + n;
  }
  return {
    id: stored.id,
    survey: stored.survey,
    surveyName: stored.surveyName,
    name: stored.name,
    state: stored.state,
    audience: stored.audience,
    letter: stored.letter,
    plan: stored.plan,
    reminders: stored.reminders,
    delivered: stored.delivered,
    answered: stored.answered,
    suspect: stored.suspect,
    createdAt: stored.createdAt,
    updatedAt: stored.updatedAt,
    counts: of,
    reasons,
    enrolling: stored.state === "live" && enrolAt !== null && enrolAt <= now,
  };
}

import type { MailSettings } from "../../../domain/wire/mail.ts";
import type { SaveSend } from "../../../domain/wire/sends.ts";
import { count, plural } from "../../words/format.ts";
import { planWords, reminderWords } from "./words.ts";

/** Whom an audience holds, as far as it was counted. */
export type Reach = {
  /** People, and of those the ones who may get mail. */
  n: number;
  reachable: number;
  /** False: there may be more. */
  complete: boolean;
};

type Facts = {
  /** Who, in words. */
  who: string;
  /** Undefined while nobody is counted. */
  reach: Reach | undefined;
  settings: MailSettings | null;
  /** How many may go out a day now; null: no cap. */
  cap: number | null;
  survey: string;
  /** The subject as people read it. */
  subject: string;
  zone: string;
  now: number;
};

/** What Start will do, sentence by sentence: who gets what and when, who is left out, how long it takes. */
export function summaryOf(send: SaveSend, facts: Facts): string[] {
  const { reach, settings, survey, zone, now } = facts;
  const reminders = reminderWords(send.reminders);
  const letter = facts.subject ? `“${facts.subject}”` : "the mail";
  const from = settings ? ` from ${settings.fromName}` : "";
  const plan = planWords(send.plan, zone, now);
  const then = reminders === "" ? "" : `, with ${reminders} to those who did not answer`;
  return [
    `${whoGets(send, facts)} ${letter}${from} with “${survey}”, ${plan}${then}.`,
    leftOut(reach),
    "People who rest, have answered, unsubscribed or are on the suppression list when their turn comes are left out, too, and the send says how many and why.",
    paceWords(send, reach, facts.cap),
  ].filter(Boolean);
}

/** Who gets it, with the verb. */
function whoGets({ audience, plan }: SaveSend, { who, reach }: Facts): string {
  const each = plan.kind === "trigger";
  if (audience.of === "people") {
    const one = audience.people.length === 1;
    return each && !one ? `Each of ${who} gets` : `${capital(who)} ${one ? "gets" : "get"}`;
  }
  const of = audience.of === "everyone" ? "" : ` of ${who}`;
  if (each || !reach) return `Everyone${of} gets`;
  const n = plural(reach.reachable, "person", "people");
  return `${reach.complete ? "" : "At least "}${n}${of} ${reach.reachable === 1 ? "gets" : "get"}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function leftOut(reach: Reach | undefined): string {
  if (!reach) return "";
  const out = reach.n - reach.reachable;
  if (out === 0) return reach.n === 0 ? "" : "All of them may get mail as things stand.";
  return `${count(out)} of ${count(reach.n)}${reach.complete ? "" : " looked at"} ${out === 1 ? "is" : "are"} left out now: no address, unsubscribed, or no consent.`;
}

const DAYS_A_MONTH = 30.4;

/** What the daily cap makes of it. */
export function paceWords(
  send: Pick<SaveSend, "plan" | "reminders">,
  reach: Reach | undefined,
  cap: number | null,
): string {
  if (cap === null) return "";
  const { plan } = send;
  const most = `At most ${plural(cap, "mail")} a day may go out now`;
  if (!reach || reach.reachable === 0 || plan.kind === "trigger") return `${most}.`;
  const { reachable } = reach;
  if (plan.kind === "once") {
    const days = Math.ceil(reachable / cap);
    return days <= 1
      ? `${most}: it fits into one day.`
      : `${most}, so it takes ${count(days)} days, unless other sends need room, too.`;
  }
  const days = Math.max(1, Math.round((plan.months * DAYS_A_MONTH * plan.weekdays.length) / 7));
  const each = Math.ceil(reachable / days);
  const spread = `That is about ${plural(each, "mail")} on each of ${count(days)} sending days`;
  return each <= cap
    ? `${spread}; ${most.toLowerCase()}.`
    : `${spread}, but ${most.toLowerCase()}: it takes longer than ${plural(plan.months, "month")}.`;
}

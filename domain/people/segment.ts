import { holds } from "../targeting/attributes.ts";
import { speaks } from "../targeting/languages.ts";
import { DAY_MS } from "../time/days.ts";
import type { Metric } from "../wire/common.ts";
import type { Person, SegmentRules } from "../wire/people.ts";
import type { ResponseState } from "../wire/responses.ts";

/** One answer of a person, as rules of a segment look at it. */
export type Answered = {
  metric: Metric;
  score: number | null;
  state: ResponseState;
  /** ms UTC */
  at: number;
};

/** States of answers that somebody gave: not spam, not a scanner, not a test, not removed. */
const GIVEN: ReadonlySet<ResponseState> = new Set(["counted", "late", "pending"]);

/** Whether the address may get mail, as far as the person's own row tells; suppressions are apart. */
export function mayGetMail({
  email,
  subscription,
  consent,
}: Pick<Person, "email" | "subscription" | "consent">): boolean {
  return email !== null && subscription === "subscribed" && consent !== "withdrawn";
}

/** Whether rules look at answers, and not only at what is kept of a person. */
export function asksAnswers({ scored, silentDays }: SegmentRules): boolean {
  return scored !== undefined || silentDays !== undefined;
}

/**
 * Whether every rule holds of a person. This alone decides; SQL only passes over people of whom it
 * cannot be true.
 * @param answers of the person, in any order @param now ms UTC
 */
export function isInSegment(
  rules: SegmentRules,
  person: Pick<Person, "email" | "attributes" | "language" | "subscription" | "consent">,
  answers: readonly Answered[],
  now: number,
): boolean {
  const { attributes = [], languages, consent, reachable, scored, silentDays } = rules;
  if (consent && consent.length > 0 && !consent.includes(person.consent)) return false;
  if (reachable && !mayGetMail(person)) return false;
  if (!speaks(languages, person.language ?? undefined)) return false;
  // What is kept of a person came from the customer's own server or by its hand.
  if (!attributes.every((rule) => holds(rule, {}, person.attributes))) return false;
  if (scored && !inBand(scored, answers)) return false;
  return silentDays === undefined || isSilent(answers, now - silentDays * DAY_MS);
}

/** The newest counted score by a metric lies in the band, both ends included. */
function inBand(
  { metric, min, max }: NonNullable<SegmentRules["scored"]>,
  answers: readonly Answered[],
): boolean {
  let newest: { score: number; at: number } | undefined;
  for (const { score, at, state, metric: by } of answers) {
    if (by !== metric || state !== "counted" || score === null) continue;
    if (!newest || at > newest.at) newest = { score, at };
  }
  return newest !== undefined && newest.score >= min && newest.score <= max;
}

function isSilent(answers: readonly Answered[], since: number): boolean {
  return !answers.some(({ state, at }) => at > since && GIVEN.has(state));
}

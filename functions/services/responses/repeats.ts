import { type SipKey, sipHash } from "../../../domain/hash/siphash.ts";
import { codePoints } from "../../../domain/survey/text.ts";
import type { RecordedResponse } from "../../db/repositories/collect.ts";
import type { Offer } from "./prepare.ts";

/** Shorter texts are said by many: "fine", "no comment". */
const SHORTEST = 12;
const WINDOW_MS = 10 * 60_000;
const MAX_TEXTS = 10_000;
/** Submissions of a text that are remembered as no repeats: their amendments hold it as well. */
const MAX_FIRST = 8;

/** The submissions that said a text first, newest last, and when it last came. */
type Said = { by: readonly string[]; at: number };

/** By sender and hash of the text, in order of use. In this isolate only, like the limiter. */
const said = new Map<string, Said>();
/** The sender's part of the key is keyed: this only makes texts short. */
const OPEN: SipKey = [0, 0, 0, 0];
const bytes = new TextEncoder();

/**
 * Sets a revision aside that says the same text of at least 12 characters as another submission of
 * the same sender within 10 minutes. Retries and amendments of what said it first never are repeats,
 * and equal scores never are. Where the sender is not known nothing is.
 */
export function setAsideRepeat(
  now: number,
  { sender, survey }: Pick<Offer, "sender" | "survey">,
  response: RecordedResponse,
): RecordedResponse {
  if (sender === undefined || response.texts === null || response.state !== "counted")
    return response;
  const texts = Object.values(JSON.parse(response.texts) as Record<string, string>);
  const repeated = texts
    .filter((text) => codePoints(text) >= SHORTEST)
    .map((text) => `${sender}:${sipHash(OPEN, bytes.encode(`${survey.site}\n${text}`))}`)
    .map((key) => isRepeat(now, key, response.submission));
  return repeated.includes(true)
    ? { ...response, state: "quarantined", reason: "the same text again from one address" }
    : response;
}

/** Whether another submission has said this lately; remembers that it was said. */
function isRepeat(now: number, key: string, submission: string): boolean {
  const before = said.get(key);
  const own = before?.by.includes(submission) ?? false;
  const repeat = before !== undefined && !own && now - before.at < WINDOW_MS;
  if (before) said.delete(key);
  else if (said.size >= MAX_TEXTS) said.delete(said.keys().next().value ?? "");
  const by = before?.by ?? [];
  said.set(key, { by: own || repeat ? by : [...by.slice(1 - MAX_FIRST), submission], at: now });
  return repeat;
}

import { AppError } from "../errors.ts";
import type { Visit } from "./app-env.ts";
import { senderOf } from "./sender.ts";

/** A burst allowance that refills evenly: `perMinute` in a minute, `burst` at once. */
type Bucket = { tokens: number; at: number };

const MAX_KEYS = 20_000;
/** Where no address is known, all senders of a site share the allowance of this many. */
const SENDERS_OF_SITE = 10;
const buckets = new Map<string, Bucket>();

/**
 * Takes one token from a key's bucket. The default limiter: counts in this isolate, keeps nothing
 * on disk. A rate-limiting binding can stand in its place.
 * @throws AppError rate_limited
 */
export function takeToken(now: number, key: string, perMinute: number, burst: number): void {
  const known = buckets.get(key);
  const refilled = known ? known.tokens + ((now - known.at) / 60_000) * perMinute : burst;
  const tokens = Math.min(refilled, burst);
  // The one that was used longest ago makes room: who comes with many addresses empties no other's.
  if (known) buckets.delete(key);
  else if (buckets.size >= MAX_KEYS) buckets.delete(buckets.keys().next().value ?? "");
  buckets.set(key, { tokens: Math.max(tokens - 1, 0), at: now });
  if (tokens < 1) throw new AppError("rate_limited");
}

/**
 * Holds one sender to the limit of the open routes, with room for a burst of an outbox.
 * @param what the kind of request, each with a bucket of its own
 * @param site narrows the bucket to one site
 * @returns who sends, as senderOf says
 * @throws AppError rate_limited
 */
export function limitVisitor(
  c: Visit,
  what: "in" | "seen" | "vote" | "ok" | "words" | "guess",
  site = "",
): string | undefined {
  const { ctx, settings } = c.var;
  const sender = senderOf(c);
  const perMinute = settings.INGEST_LIMIT * (sender === undefined ? SENDERS_OF_SITE : 1);
  takeToken(ctx.now, `${what}:${sender ?? ""}:${site}`, perMinute, perMinute * 2.5);
  return sender;
}

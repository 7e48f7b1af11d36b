import { AppError } from "../errors.ts";
import type { AppContext } from "./app-env.ts";
import { addressOf } from "./visitor.ts";

/** A burst allowance that refills evenly: `perMinute` in a minute, `burst` at once. */
type Bucket = { tokens: number; at: number };

const MAX_KEYS = 20_000;
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
  if (buckets.size >= MAX_KEYS && !known) buckets.clear();
  buckets.set(key, { tokens: Math.max(tokens - 1, 0), at: now });
  if (tokens < 1) throw new AppError("rate_limited");
}

/**
 * Holds one visitor to the limit of the open routes, with room for a burst of an outbox.
 * @param what the kind of request, each with a bucket of its own
 * @param site narrows the bucket to one site
 * @throws AppError rate_limited
 */
export function limitVisitor(c: AppContext, what: "in" | "seen" | "vote", site = ""): void {
  const { ctx, settings } = c.var;
  const perMinute = settings.INGEST_LIMIT;
  takeToken(ctx.now, `${what}:${addressOf(c)}:${site}`, perMinute, perMinute * 2.5);
}

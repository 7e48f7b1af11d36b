import * as v from "valibot";

/** How the system does, for who runs it. Answers are this workspace's; jobs are of the whole system. */
export const Operations = v.object({
  now: v.number(),
  arrivals: v.object({
    /** Responses in each of the last 60 whole minutes, oldest first. */
    hour: v.array(v.number()),
    /** In each of the last 96 quarters of an hour, oldest first. */
    day: v.array(v.number()),
    /** Where both series end, ms UTC. */
    until: v.number(),
  }),
  outbox: v.object({
    /** Counted up to 500 a webhook. */
    waiting: v.number(),
    dead: v.number(),
    /** When the oldest of those that wait was written. */
    oldest: v.nullable(v.number()),
  }),
  /** The last self-check of the counters that ended, of the whole system. */
  selfCheck: v.nullable(
    v.object({
      at: v.number(),
      /** `ok`; `drift`: counters were wrong and were put right; else the class of the failure. */
      outcome: v.string(),
      /** What was looked at and what was wrong: see the service's Figures. */
      figures: v.record(v.string(), v.number()),
    }),
  ),
  jobs: v.array(
    v.object({
      name: v.string(),
      startedAt: v.nullable(v.number()),
      /** How long its last run took that ended; null while it runs. */
      tookMs: v.nullable(v.number()),
      /** `ok`, or the class of the failure. */
      outcome: v.nullable(v.string()),
      running: v.boolean(),
      next: v.number(),
    }),
  ),
});
export type Operations = v.InferOutput<typeof Operations>;

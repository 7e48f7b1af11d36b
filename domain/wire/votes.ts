import * as v from "valibot";

const GradeName = v.picklist(["confirmed", "probable", "suspect"]);

/** How a one-click vote came about: everything its invitation's pages posted, and who opened its links. */
export const VoteHistory = v.object({
  /** When the newest mail was handed over; null: not by us. */
  sentAt: v.nullable(v.number()),
  /** Newest first, at most 300. */
  posts: v.array(
    v.object({
      at: v.number(),
      score: v.nullable(v.number()),
      /** As all that is known now has it, and why. */
      grade: GradeName,
      reason: v.string(),
      /** The one that counts, or would. */
      stands: v.boolean(),
      /** It changed a vote that was a day old or older. */
      late: v.boolean(),
      /** Milliseconds visible and focused. */
      dwell: v.number(),
      /** Counts from this time, ms UTC, where it still waits. */
      countsAt: v.nullable(v.number()),
    }),
  ),
  /** GETs and HEADs by link and minute, newest first, at most 300. */
  visits: v.array(
    v.object({
      /** The score of the link; null: the link without one. */
      score: v.nullable(v.number()),
      /** The link that people cannot see. */
      trap: v.boolean(),
      at: v.number(),
      n: v.number(),
      method: v.string(),
      /** browser, phone, headless, robot or none. */
      agent: v.string(),
    }),
  ),
});
export type VoteHistory = v.InferOutput<typeof VoteHistory>;

/** Mail to the people behind one domain, handed over in the newest 7 days and in the 28 before those. */
export const RecipientDomains = v.object({
  /** Most suspect votes first. */
  items: v.array(
    v.object({
      domain: v.string(),
      sent: v.number(),
      answered: v.number(),
      suspect: v.number(),
      sentBefore: v.number(),
      answeredBefore: v.number(),
      suspectBefore: v.number(),
      /** The share of suspect votes rose by more than chance. */
      jumped: v.boolean(),
    }),
  ),
  /** When this was counted, ms UTC; null: not yet. */
  at: v.nullable(v.number()),
  /** False: more was mailed than is looked through; these are the newest. */
  whole: v.boolean(),
});
export type RecipientDomains = v.InferOutput<typeof RecipientDomains>;

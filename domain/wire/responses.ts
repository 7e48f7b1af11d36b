import * as v from "valibot";
import { Channel, page } from "./common.ts";

/**
 * counted: in the figures. late: after the survey closed. pending and suspect: one-click votes
 * without proof of a person. quarantined: held back as spam or by hand. test: our own.
 * deleted: can be restored for 30 days.
 */
export const ResponseState = v.picklist([
  "counted",
  "late",
  "pending",
  "suspect",
  "quarantined",
  "test",
  "deleted",
]);
export type ResponseState = v.InferOutput<typeof ResponseState>;

export const Mention = v.object({
  theme: v.string(),
  label: v.string(),
  sentiment: v.picklist(["positive", "neutral", "negative"]),
  question: v.string(),
  /** Span of the text that caused it, UTF-16 offsets. */
  start: v.number(),
  end: v.number(),
});

export const Response = v.object({
  id: v.string(),
  survey: v.string(),
  version: v.nullable(v.number()),
  channel: Channel,
  state: ResponseState,
  reason: v.nullable(v.string()),
  /** Value of the survey's metric question. */
  score: v.nullable(v.number()),
  answers: v.record(v.string(), v.unknown()),
  texts: v.record(v.string(), v.string()),
  complete: v.boolean(),
  language: v.nullable(v.string()),
  attributes: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  person: v.nullable(v.object({ id: v.string(), verified: v.boolean() })),
  page: v.nullable(v.string()),
  grade: v.nullable(v.picklist(["confirmed", "probable", "suspect"])),
  sentiment: v.nullable(v.picklist(["positive", "neutral", "negative"])),
  mentions: v.array(Mention),
  at: v.number(),
  updatedAt: v.number(),
});
export type Response = v.InferOutput<typeof Response>;
export const Responses = v.object({
  ...page(Response).entries,
  /** Set when a search stopped at its ceiling: the caller should narrow the period. */
  narrowed: v.boolean(),
});
export type Responses = v.InferOutput<typeof Responses>;

export const ResponsesQuery = v.object({
  cursor: v.optional(v.string()),
  /** Full text; all words must occur, the last one as a prefix. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  channel: v.optional(Channel),
  state: v.optional(ResponseState),
  language: v.optional(v.pipe(v.string(), v.maxLength(10))),
  theme: v.optional(v.string()),
  sentiment: v.optional(v.picklist(["positive", "neutral", "negative"])),
  /** Inclusive bounds on the score. */
  min: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/u))),
  max: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/u))),
  /** "1": only responses with open text. */
  text: v.optional(v.literal("1")),
  /** attr=plan:pro */
  attr: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}:.{0,200}$/u))),
  since: v.optional(v.string()),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/u))),
});
export type ResponsesQuery = v.InferOutput<typeof ResponsesQuery>;

/** Moves one response: into the figures, the tray, the test pile or the bin. Undo is the same call. */
export const MoveResponse = v.strictObject({
  to: v.picklist(["counted", "quarantined", "test", "deleted"]),
});

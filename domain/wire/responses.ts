import * as v from "valibot";
import { MOVES, TRAY } from "../survey/tray.ts";
import { Channel, Uuid, page } from "./common.ts";

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
  /** It came when the survey had as many answers as it asked for; counted all the same. */
  overQuota: v.boolean(),
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

const AttributeFilter = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}:.{0,200}$/u));
/** attr=plan:pro; given more than once, all must be met. */
export const AttributeFilters = v.union([
  AttributeFilter,
  v.pipe(v.array(AttributeFilter), v.maxLength(8)),
]);

export const ResponsesQuery = v.object({
  cursor: v.optional(v.string()),
  /** Full text; all words must occur. The last one may begin a longer one where it is rare itself. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  channel: v.optional(Channel),
  /** "tray": late, suspect and quarantined. Absent: what a person may have meant as an answer. */
  state: v.optional(v.picklist([...ResponseState.options, "tray"])),
  /** Why it was set aside, word for word. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** "1": only what came when the quota was full. */
  over: v.optional(v.literal("1")),
  language: v.optional(v.pipe(v.string(), v.maxLength(10))),
  theme: v.optional(v.string()),
  sentiment: v.optional(v.picklist(["positive", "neutral", "negative"])),
  /** Inclusive bounds on the score. */
  min: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/u))),
  max: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/u))),
  /** "1": only responses with open text. */
  text: v.optional(v.literal("1")),
  attr: v.optional(AttributeFilters),
  since: v.optional(v.string()),
  /** Responses of a page: 30 unless told, at most 100. */
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/u))),
});
export type ResponsesQuery = v.InferOutput<typeof ResponsesQuery>;

const destination = v.picklist(["counted", "quarantined", "test", "deleted"]);

/** Moves one response: into the figures, the tray, the test pile or the bin. Undo is the same call. */
export const MoveResponse = v.strictObject({ to: destination });

/**
 * Moves many: those named, or the newest 200 below `cursor` that match. `call` is made by the caller
 * and names this call: sent again it moves nothing and gets the first reply, and it can be undone.
 */
export const MoveResponses = v.strictObject({
  call: Uuid,
  to: destination,
  ids: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MOVES))),
  match: v.exactOptional(
    v.strictObject({
      state: v.picklist([...TRAY, "tray", "test", "deleted"]),
      reason: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ),
  cursor: v.exactOptional(v.string()),
});
export type MoveResponses = v.InferOutput<typeof MoveResponses>;
/** `next`: the cursor of the next call where more match. */
export const Moved = v.object({
  call: v.string(),
  moved: v.number(),
  next: v.nullable(v.string()),
});
export type Moved = v.InferOutput<typeof Moved>;
/** Puts back what a call moved and nobody has moved since: state and reason as they were. */
export const UndoMove = v.strictObject({ call: Uuid });

/** What waits for a decision, how much, and why. Reasons of the newest 2,200 when there are more. */
export const Tray = v.object({
  states: v.array(v.object({ state: ResponseState, n: v.number() })),
  reasons: v.array(
    v.object({ state: ResponseState, reason: v.nullable(v.string()), n: v.number() }),
  ),
  /** False when the reasons are those of the newest alone. */
  whole: v.boolean(),
});
export type Tray = v.InferOutput<typeof Tray>;

import * as v from "valibot";
import { AttributeName, OptionId, QuestionId, SiteId, SurveyId, Uuid } from "./common.ts";

/** One answer on the wire. Which shape fits is decided by the question (domain/survey/answers). */
const Answer = v.nullable(
  v.union([
    v.pipe(v.number(), v.safeInteger()),
    v.boolean(),
    v.string(),
    v.pipe(
      v.array(v.union([OptionId, v.strictObject({ id: OptionId, text: v.string() })])),
      v.maxLength(40),
    ),
    v.strictObject({ id: OptionId, text: v.string() }),
  ]),
);
export type Answer = v.InferOutput<typeof Answer>;
export type Answers = { [question: string]: Answer };

const short = (max: number) => v.pipe(v.string(), v.maxLength(max));
const AttributeValue = v.union([short(200), v.pipe(v.number(), v.finite()), v.boolean()]);
const Attributes = v.pipe(
  v.record(AttributeName, AttributeValue),
  v.check((a) => Object.keys(a).length <= 40, "at most 40 attributes"),
);

/** Of what a page says about a visitor: the first 40 that can be attributes. Anything but an object stays. */
export function fitAttributes(said: unknown): unknown {
  if (typeof said !== "object" || said === null || Array.isArray(said)) return said;
  return Object.fromEntries(
    Object.entries(said)
      .filter(([name, value]) => v.is(AttributeName, name) && v.is(AttributeValue, value))
      .slice(0, 40),
  );
}

const Proof = v.strictObject({
  proof: v.pipe(v.string(), v.minLength(20), v.maxLength(4096)),
});
const Person = v.union([
  v.strictObject({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
  Proof,
]);
const Count = v.exactOptional(
  v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000)),
);

const body = {
  wire: v.literal(1),
  survey: SurveyId,
  v: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  submission: Uuid,
  rev: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000))),
  answers: v.pipe(
    v.record(QuestionId, Answer),
    v.check((a) => Object.keys(a).length <= 60, "at most 60 answers"),
  ),
  complete: v.boolean(),
  page: v.exactOptional(short(2000)),
  lang: v.exactOptional(short(20)),
  person: v.exactOptional(Person),
  attributes: v.exactOptional(Attributes),
  /** Client clock at sending, ms; kept clamped and marked, never trusted. */
  at: v.exactOptional(v.number()),
  /** From shown to sent, ms. */
  ms: v.exactOptional(v.number()),
  hp: v.exactOptional(v.string()),
  /** Outbox entries that this device had to drop since its last request. */
  lost: Count,
};

/** Body of POST /v1/in. `site` is the key in /v1/SITE.js. Unknown keys are refused. */
export const Submission = v.strictObject({
  ...body,
  site: SiteId,
  channel: v.exactOptional(v.picklist(["widget", "inline", "tab", "link"])),
  /** The link that the hosted page was opened by: the code of a share link or a single-use token. */
  link: v.exactOptional(short(1200)),
});
export type Submission = v.InferOutput<typeof Submission>;

/** Body of POST /api/v1/responses: the same, with a trusted past time and server channels. */
export const ServerSubmission = v.strictObject({
  ...body,
  site: v.exactOptional(SiteId),
  channel: v.exactOptional(
    v.picklist(["widget", "inline", "tab", "link", "email", "api", "import"]),
  ),
  /** When the answer was given, ms UTC; decides the day bucket. Never in the future. */
  occurredAt: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type ServerSubmission = v.InferOutput<typeof ServerSubmission>;

export const Receipt = v.object({
  status: v.picklist(["stored", "accepted", "duplicate", "superseded"]),
  submission: v.string(),
  rev: v.number(),
});
export type Receipt = v.InferOutput<typeof Receipt>;

/** Body of POST /v1/seen: approximate counters, batched. */
export const Seen = v.strictObject({
  wire: v.literal(1),
  site: SiteId,
  page: v.exactOptional(short(2000)),
  events: v.pipe(
    v.array(
      v.strictObject({
        survey: SurveyId,
        channel: v.picklist(["widget", "inline", "tab", "link"]),
        what: v.picklist(["shown", "started", "dismissed"]),
      }),
    ),
    v.maxLength(20),
  ),
  /** The visitor's proof: a dismissal then counts on all of the person's devices. */
  person: v.exactOptional(Proof),
  /** Outbox entries that the device had to drop since it last said so. */
  lost: Count,
  /** Tries to send that failed: no connection, or a server that was busy. */
  failed: Count,
  /** Requests of ours that the page's content security policy blocked. */
  blocked: Count,
});
export type Seen = v.InferOutput<typeof Seen>;

/** Body of POST /v1/ok: may this person be asked, on whatever device? Only for visitors with a proof. */
export const AskLeave = v.strictObject({
  wire: v.literal(1),
  site: SiteId,
  survey: SurveyId,
  /** Made by the page for this one question: a repeat gets the same reply and spends nothing. */
  visit: Uuid,
  person: Proof,
  attributes: v.exactOptional(Attributes),
});
export type AskLeave = v.InferOutput<typeof AskLeave>;

/** What the device remembers of it: until when (ms UTC) each key rests; see State in widgets/runtime. */
export const Leave = v.object({
  ok: v.boolean(),
  rests: v.record(v.string(), v.number()),
});
export type Leave = v.InferOutput<typeof Leave>;

/** Body of POST /e/TOKEN: the answers of one visit to a one-click page. */
export const Vote = v.strictObject({
  visit: v.pipe(v.string(), v.minLength(10), v.maxLength(200)),
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000)),
  answers: v.record(QuestionId, Answer),
  complete: v.boolean(),
  evidence: v.strictObject({
    /** A trusted pointer, key or touch event after load. */
    touched: v.boolean(),
    /** Milliseconds visible and focused before this post. */
    dwell: v.pipe(v.number(), v.minValue(0)),
    webdriver: v.boolean(),
    hp: v.exactOptional(v.string()),
    /** Something was pressed that people cannot see. */
    trap: v.exactOptional(v.boolean()),
    /** Other links of this mail that this browser has opened, and how many ms ago. */
    others: v.exactOptional(
      v.pipe(
        v.array(
          v.strictObject({
            slot: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(255)),
            ago: v.pipe(v.number(), v.minValue(0)),
          }),
        ),
        v.maxLength(20),
      ),
    ),
  }),
});
export type Vote = v.InferOutput<typeof Vote>;

/** Reply to a vote. `taken` false: nothing showed that a person is there; the page asks to confirm. */
export const VoteReceipt = v.object({ ...Receipt.entries, taken: v.boolean() });
export type VoteReceipt = v.InferOutput<typeof VoteReceipt>;

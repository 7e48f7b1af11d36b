import * as v from "valibot";
import { AttributeName, Line, QuestionId } from "./common.ts";
import { PersonId } from "./people.ts";

const Moment = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** What a link already says: answers that stand filled in, attributes, a language. */
export const Prefill = v.strictObject({
  answers: v.exactOptional(v.record(QuestionId, v.union([v.number(), v.string()]))),
  attributes: v.exactOptional(v.record(AttributeName, v.pipe(v.string(), v.maxLength(200)))),
  language: v.exactOptional(v.pipe(v.string(), v.maxLength(20))),
});
export type Prefill = v.InferOutput<typeof Prefill>;

export const SaveShareLink = v.strictObject({
  name: Line(80),
  prefill: v.exactOptional(Prefill),
  /** ms UTC; outside it the page says when it opens, or that it has closed. */
  opensAt: v.exactOptional(Moment),
  closesAt: v.exactOptional(Moment),
});
export type SaveShareLink = v.InferOutput<typeof SaveShareLink>;
/** With a code it brings back a link that this workspace deleted within the last hour. */
export const CreateShareLink = v.strictObject({
  ...SaveShareLink.entries,
  code: v.exactOptional(
    v.pipe(v.string(), v.regex(/^[a-z2-7]{7}$/u, "must be the code of a link")),
  ),
});
export type CreateShareLink = v.InferOutput<typeof CreateShareLink>;
export const ShareLink = v.object({
  code: v.string(),
  url: v.string(),
  name: v.string(),
  prefill: Prefill,
  opensAt: v.nullable(v.number()),
  closesAt: v.nullable(v.number()),
  createdAt: v.number(),
});
export type ShareLink = v.InferOutput<typeof ShareLink>;
export const ShareLinks = v.object({ items: v.array(ShareLink), next: v.null() });
export type ShareLinks = v.InferOutput<typeof ShareLinks>;

/** Links that take one answer each. Signed, so that nothing is stored before they are used. */
export const CreateSingleLinks = v.strictObject({
  n: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500))),
  /** One link each, whose answers are theirs. */
  people: v.exactOptional(v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(500))),
  closesAt: v.exactOptional(Moment),
});
export type CreateSingleLinks = v.InferOutput<typeof CreateSingleLinks>;
export const SingleLinks = v.object({
  items: v.array(v.object({ url: v.string(), person: v.nullable(v.string()) })),
});
export type SingleLinks = v.InferOutput<typeof SingleLinks>;
